package io.interlock.core.report;

import com.lmax.disruptor.Sequence;

/**
 * Counts critical errors and kills whose guard bit may be set while the breaker has not judged them: the bit stays up until it has.
 *
 * <p>Each side has a count on a line of its own: who raises one waits for the breaker thread no longer than to have read it.
 *
 * <p>Threading: any thread.
 */
public final class CriticalPending
{
    private final Sequence raised = new Sequence(0);
    private final Sequence judged = new Sequence(0);

    /** None is pending. */
    public CriticalPending()
    {
        // One that is judged already: the first call links what it uses, which takes memory, and a MEMORY_ERROR comes when there is none.
        raised();
        judged(1);
    }

    /** One is about to set its bit. */
    public void raised()
    {
        raised.incrementAndGet();
    }

    /**
     * Some were judged. Breaker thread only.
     *
     * @param count how many.
     */
    public void judged(final long count)
    {
        judged.set(judged.get() + count);
    }

    /**
     * Whether all are judged.
     *
     * @return false while a bit must stay.
     */
    public boolean settled()
    {
        final long done = judged.get();
        return raised.get() == done;
    }
}
