package io.interlock.core.report;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All reporters' overflow counters, and one signal that tells the breaker thread to look.
 *
 * <p>Threading: reporters are added on any thread, folded by reporters, collected by the breaker thread.
 */
public final class OverflowTable
{
    private final AtomicLong signal = new AtomicLong();
    private final AtomicLong judged = new AtomicLong();
    private final List<OverflowCounters> counters = new CopyOnWriteArrayList<>();

    /** Empty. */
    public OverflowTable()
    {
        // Grows with the reporters.
    }

    /**
     * Adds a reporter's counters.
     *
     * @param added never removed: what they hold must be judged even when the reporter is gone.
     */
    public void add(final OverflowCounters added)
    {
        counters.add(added);
    }

    /**
     * All counters.
     *
     * @return in order of creation.
     */
    public List<OverflowCounters> all()
    {
        return counters;
    }

    /**
     * That reports are judged which were folded. Breaker thread; a release store.
     *
     * @param folded as {@link #folded()} said before they were collected.
     */
    public void judged(final long folded)
    {
        judged.lazySet(folded);
    }

    /**
     * Whether what was folded by some moment is judged. Any thread; an acquire load.
     *
     * @param folded as {@link #folded()} said then.
     * @return true where it is.
     */
    public boolean isJudged(final long folded)
    {
        return judged.getAcquire() >= folded;
    }

    /** A reporter has folded. */
    void raise()
    {
        signal.getAndIncrement();
    }

    /**
     * How many reports were folded.
     *
     * @return since the start; may be a moment ahead of the counters' sum, never behind what has been signalled.
     */
    public long folded()
    {
        return signal.get();
    }
}
