package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;

/** A clock that a test moves. */
final class ManualClock implements EngineClock
{
    private volatile long nanos = 1_000;
    private volatile long wallMs = 1_700_000_000_000L;

    @Override
    public long nanoTime()
    {
        return nanos;
    }

    @Override
    public long wallMs()
    {
        return wallMs;
    }

    void advanceMs(final long ms)
    {
        nanos += ms * TestConfigs.MS;
        wallMs += ms;
    }

    void jumpWallMs(final long ms)
    {
        wallMs += ms;
    }
}
