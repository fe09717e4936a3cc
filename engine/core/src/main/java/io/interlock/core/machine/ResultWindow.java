package io.interlock.core.machine;

/**
 * Order results of the last seconds (SEMANTICS 3): one entry for each second that had any, oldest first, in a ring that grows to at most
 * the window's length. A result leaves at the start of the window's last second after its own. An entry is second, orders and failures side
 * by side, so that a result touches one line of memory.
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

    private final int seconds;
    private long[] entries = new long[FIRST_ENTRIES << ENTRY_SHIFT];
    /** Entries less one; their number is a power of two. */
    private int mask = FIRST_ENTRIES - 1;
    private int head;
    private int size;
    /** The second of the oldest entry, so that asking when it leaves touches no other memory; only where there is one. */
    private long oldest;
    private long totalOrders;
    private long totalFailed;

    ResultWindow(final int seconds)
    {
        this.seconds = seconds;
    }

    /** Where an entry begins, counted from the oldest. */
    private int at(final int entry)
    {
        return (head + entry & mask) << ENTRY_SHIFT;
    }

    void add(final long nowSecond, final long successes, final long failures)
    {
        if (size == 0 || entries[at(size - 1)] != nowSecond)
        {
            if (size > mask)
            {
                grow();
            }
            final int fresh = at(size++);
            oldest = size == 1 ? nowSecond : oldest;
            entries[fresh] = nowSecond;
            entries[fresh + ORDERS] = 0;
            entries[fresh + FAILED] = 0;
        }
        final int last = at(size - 1);
        entries[last + ORDERS] += successes + failures;
        entries[last + FAILED] += failures;
        totalOrders += successes + failures;
        totalFailed += failures;
    }

    /** Lets go of what has left by this second; says whether anything has. */
    boolean expire(final long nowSecond)
    {
        boolean any = false;
        while (size > 0 && oldest <= nowSecond - seconds)
        {
            totalOrders -= entries[at(0) + ORDERS];
            totalFailed -= entries[at(0) + FAILED];
            head = head + 1 & mask;
            size--;
            oldest = entries[at(0)];
            any = true;
        }
        return any;
    }

    void clear()
    {
        head = 0;
        size = 0;
        totalOrders = 0;
        totalFailed = 0;
    }

    boolean isEmpty()
    {
        return size == 0;
    }

    /** The second at whose start the oldest entry leaves; only where there is one. */
    long nextExpirySecond()
    {
        return oldest + seconds;
    }

    long orders()
    {
        return totalOrders;
    }

    long failures()
    {
        return totalFailed;
    }

    private void grow()
    {
        final long[] larger = new long[entries.length * 2];
        final int first = at(0);
        System.arraycopy(entries, first, larger, 0, entries.length - first);
        System.arraycopy(entries, 0, larger, entries.length - first, first);
        entries = larger;
        head = 0;
        mask = (mask << 1) + 1;
    }
}
