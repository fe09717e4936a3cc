package io.interlock.core.report;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts critical errors and kills whose guard bit may be set while the breaker has not judged them: the bit stays up until it has.
 *
 * <p>Threading: any thread.
 */
public final class CriticalPending
{
    private final AtomicLong pending = new AtomicLong();

    /** None. */
    public CriticalPending()
    {
        // Starts at nothing pending.
    }

    /** One is about to set its bit. */
    public void raised()
    {
        pending.getAndIncrement();
    }

    /**
     * Some were judged. Breaker thread only.
     *
     * @param count how many.
     */
    public void judged(final long count)
    {
        pending.getAndAdd(-count);
    }

    /**
     * Whether all are judged.
     *
     * @return false while a bit must stay.
     */
    public boolean settled()
    {
        return pending.get() == 0;
    }
}
