package io.interlock.notify.delivery;

import io.interlock.core.port.EngineClock;

/**
 * Wall time that never falls and never stands still: where the machine's clock was set back, this one goes on a little slower than time
 * until the two meet, so that repeats and escalations come nearly in time meanwhile. Where the clock was set forward it follows at once.
 *
 * <p>Threading: one thread.
 */
final class SteadyWall
{
    private final EngineClock clock;
    private long nanos;
    private double shown;

    SteadyWall(final EngineClock clock)
    {
        this.clock = clock;
        nanos = clock.nanoTime();
        shown = clock.wallMs();
    }

    /** By how much this one is ahead of the machine's clock, which was set back then; milliseconds, at least 0. */
    long aheadMs()
    {
        return Math.max(0, (long)shown - clock.wallMs());
    }

    /** Milliseconds since 1970. */
    long nowMs()
    {
        final long nowNs = clock.nanoTime();
        final double passedMs = (nowNs - nanos) / 1e6;
        nanos = nowNs;
        shown = Math.max(clock.wallMs(), shown + passedMs * 7 / 8);
        return (long)shown;
    }
}
