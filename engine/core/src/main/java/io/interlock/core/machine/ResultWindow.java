package io.interlock.core.machine;

/**
 * Order results of the last seconds (SEMANTICS 3): one entry for each second that had any, oldest first. A result leaves at the start of
 * the window's last second after its own. The second that is still running is kept in fields, so that a result touches no array, and times
 * are kept as nanoseconds, so that it divides by nothing; the seconds before it are in a ring that grows to at most the window's length.
 *
 * <p>Threading: breaker thread only. Allocates only while it grows.
 */
final class ResultWindow
{
    private static final int FIRST_ENTRIES = 8;
    /** Four longs an entry, the last unused: entries are then never split between lines. */
    private static final int ENTRY_SHIFT = 2;
    private static final int ORDERS = 1;
    private static final int FAILED = 2;
    /** No second is running. */
    private static final long NONE = Long.MIN_VALUE;

    private final long windowNs;
    /** The end of the second that is running, and what it holds. */
    private long runningEndNs = NONE;
    private long runningOrders;
    private long runningFailed;
    private long totalOrders;
    private long totalFailed;
    /** When the oldest second leaves; never while the window is empty. */
    private long leavesNs = ScopeView.NOT_DUE;
    private long[] entries = {};
    /** Entries less one; their number is a power of two, or none at all before the first second is over. */
    private int mask = -1;
    private int head;
    /** Seconds in the ring: the one that is running is not among them. */
    private int size;

    ResultWindow(final int seconds)
    {
        windowNs = Seconds.start(seconds);
    }

    /** Where an entry begins, counted from the oldest. */
    private int at(final int entry)
    {
        return (head + entry & mask) << ENTRY_SHIFT;
    }

    /** Time never goes back. */
    void add(final long nowNs, final long successes, final long failures)
    {
        if (nowNs >= runningEndNs)
        {
            begin(nowNs);
        }
        runningOrders += successes + failures;
        runningFailed += failures;
        totalOrders += successes + failures;
        totalFailed += failures;
    }

    private void begin(final long nowNs)
    {
        if (runningEndNs != NONE)
        {
            keepRunning();
        }
        runningEndNs = Seconds.start(Seconds.of(nowNs) + 1);
        runningOrders = 0;
        runningFailed = 0;
        leavesNs = Math.min(leavesNs, leaveOf(runningEndNs));
    }

    private void keepRunning()
    {
        if (size > mask)
        {
            grow();
        }
        final int fresh = at(size++);
        entries[fresh] = runningEndNs;
        entries[fresh + ORDERS] = runningOrders;
        entries[fresh + FAILED] = runningFailed;
    }

    private long leaveOf(final long endNs)
    {
        return endNs - Seconds.ONE_NS + windowNs;
    }

    /** Lets go of what has left by this time; says whether anything has. */
    boolean expire(final long nowNs)
    {
        final boolean any = leavesNs <= nowNs;
        while (leavesNs <= nowNs)
        {
            dropOldest();
        }
        return any;
    }

    private void dropOldest()
    {
        if (size == 0)
        {
            clear();
            return;
        }
        totalOrders -= entries[at(0) + ORDERS];
        totalFailed -= entries[at(0) + FAILED];
        head = head + 1 & mask;
        size--;
        leavesNs = leaveOf(size == 0 ? runningEndNs : entries[at(0)]);
    }

    void clear()
    {
        head = 0;
        size = 0;
        runningEndNs = NONE;
        leavesNs = ScopeView.NOT_DUE;
        totalOrders = 0;
        totalFailed = 0;
    }

    /** When the oldest second leaves; {@link ScopeView#NOT_DUE} where there is none. */
    long leavesNs()
    {
        return leavesNs;
    }

    /** When the second ends that the last result came in; only where there was one. */
    long runningEndNs()
    {
        return runningEndNs;
    }

    long orders()
    {
        return totalOrders;
    }

    long failures()
    {
        return totalFailed;
    }

    /** Shows each second that had any, oldest first. */
    void show(final WindowVisitor visitor)
    {
        for (int entry = 0; entry < size; entry++)
        {
            final int at = at(entry);
            visitor.results(Seconds.of(entries[at]) - 1, entries[at + ORDERS], entries[at + FAILED]);
        }
        if (runningEndNs != NONE)
        {
            visitor.results(Seconds.of(runningEndNs) - 1, runningOrders, runningFailed);
        }
    }

    /** All of it, for a snapshot. */
    void save(final StateSink out)
    {
        out.number("window_seconds", size);
        for (int entry = 0; entry < size; entry++)
        {
            final int at = at(entry);
            out.number("second_end", Seconds.of(entries[at]));
            out.number("second_orders", entries[at + ORDERS]);
            out.number("second_failures", entries[at + FAILED]);
        }
        out.number("running_end", runningEndNs == NONE ? 0 : Seconds.of(runningEndNs));
        out.number("running_orders", runningEndNs == NONE ? 0 : runningOrders);
        out.number("running_failures", runningEndNs == NONE ? 0 : runningFailed);
    }

    /** As it was saved. */
    void load(final StateSource in)
    {
        clear();
        final int seconds = in.count();
        for (int entry = 0; entry <= seconds; entry++)
        {
            if (entry > 0)
            {
                keepRunning();
            }
            final long before = runningEndNs;
            take(in);
            if (runningEndNs <= before || runningEndNs == 0 && seconds > 0)
            {
                throw new IllegalArgumentException("seconds of a window that do not follow each other");
            }
        }
        runningEndNs = runningEndNs == 0 ? NONE : runningEndNs;
        leavesNs = size > 0 ? leaveOf(entries[at(0)]) : runningEndNs != NONE ? leaveOf(runningEndNs) : ScopeView.NOT_DUE;
    }

    private void take(final StateSource in)
    {
        // A second ends at 1 or later: 0 is none.
        runningEndNs = Seconds.start(in.within(0, Seconds.LAST, "a second"));
        runningOrders = in.within(0, Long.MAX_VALUE >> 1, "orders of a second");
        runningFailed = in.within(0, runningOrders, "failures of a second");
        totalOrders += runningOrders;
        totalFailed += runningFailed;
    }

    private void grow()
    {
        if (entries.length == 0)
        {
            entries = new long[FIRST_ENTRIES << ENTRY_SHIFT];
            mask = FIRST_ENTRIES - 1;
            return;
        }
        final long[] larger = new long[entries.length * 2];
        final int first = at(0);
        System.arraycopy(entries, first, larger, 0, entries.length - first);
        System.arraycopy(entries, 0, larger, entries.length - first, first);
        entries = larger;
        head = 0;
        mask = (mask << 1) + 1;
    }
}
