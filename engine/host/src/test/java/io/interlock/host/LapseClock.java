package io.interlock.host;

import io.interlock.core.port.EngineClock;

/** Runs faster for a while, from the past up to now, and then as fast as any. Threading: any thread. */
final class LapseClock implements EngineClock
{
    private final long startNs = System.nanoTime();
    private final long startMs = System.currentTimeMillis();
    private final long lapseNs;
    private final int times;

    LapseClock(final int seconds, final int times)
    {
        lapseNs = seconds * 1_000_000_000L;
        this.times = times;
    }

    /** Below 0 while it is behind. */
    private long behindNs(final long sinceNs)
    {
        return Math.min(0, (sinceNs - lapseNs) * (times - 1));
    }

    @Override
    public long nanoTime()
    {
        final long nowNs = System.nanoTime();
        return nowNs + behindNs(nowNs - startNs);
    }

    @Override
    public long wallMs()
    {
        final long sinceNs = System.nanoTime() - startNs;
        return startMs + (sinceNs + behindNs(sinceNs)) / 1_000_000L;
    }
}
