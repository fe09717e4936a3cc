package io.interlock.host.sim;

import io.interlock.core.port.EngineClock;

/**
 * Both clocks, moved by the simulation alone.
 *
 * <p>Threading: one thread.
 */
final class SimClock implements EngineClock
{
    static final long MS = 1_000_000L;

    private long nanos = 1_000_000_007L;
    private long wallNs = 1_700_000_000_000L * MS;

    @Override
    public long nanoTime()
    {
        return nanos;
    }

    @Override
    public long wallMs()
    {
        return wallNs / MS;
    }

    /** Time passes, as both clocks say. */
    void pass(final long ns)
    {
        nanos += ns;
        wallNs += ns;
    }

    /** The monotonic clock alone. */
    void step(final long ns)
    {
        nanos += ns;
    }

    /** The wall clock alone. */
    void stepWall(final long ms)
    {
        wallNs += ms * MS;
    }
}
