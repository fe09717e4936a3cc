package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;
import java.util.concurrent.locks.LockSupport;

/**
 * Time between two attempts of a safety action: what fails at once, as a venue does that refuses too many calls or a connection that was
 * reset, would else use all of them up within a millisecond of its deadline.
 *
 * <p>Threading: stateless; the calling thread waits.
 */
final class RetryPause
{
    private static final long FIRST_NS = 200_000_000L;
    private static final long LATER_NS = 1_000_000_000L;

    private RetryPause()
    {
    }

    /**
     * Waits.
     *
     * @param attempt that failed, from 1.
     * @param endNs   of the system's clock, when the action's time is over: not longer than that.
     */
    static void after(final int attempt, final long endNs)
    {
        final long untilNs = EngineClock.SYSTEM.nanoTime() + (attempt == 1 ? FIRST_NS : LATER_NS);
        final long pauseEndNs = untilNs - endNs > 0 ? endNs : untilNs;
        for (long left = pauseEndNs - EngineClock.SYSTEM.nanoTime(); left > 0; left = pauseEndNs - EngineClock.SYSTEM.nanoTime())
        {
            // Whoever interrupts it: the pause is over when its time is.
            Thread.interrupted();
            LockSupport.parkNanos(RetryPause.class, left);
        }
    }
}
