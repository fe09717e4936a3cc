package io.interlock.core.engine;

import io.interlock.core.gate.GuardWord;

/**
 * The breaker thread's time: one reading of the clocks a round, whether it jumped, and when the last tick came.
 *
 * <p>Threading: breaker thread only.
 */
final class EngineTime
{
    private static final long MS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final EngineParts parts;
    private boolean started;
    private boolean jumped;
    private long nowNs;
    private long wallMs;
    private long nextNs;
    private long nextWallMs;
    private long lastTickNs;

    EngineTime(final EngineParts parts)
    {
        this.parts = parts;
        nowNs = parts.originNs();
        nextNs = nowNs;
        wallMs = parts.clock().wallMs();
        lastTickNs = nowNs;
    }

    /** Reads the clocks; says whether another second begins or time jumped, so that what belongs before that can be judged first. */
    boolean read()
    {
        nextNs = Math.max(nowNs, parts.clock().nanoTime());
        nextWallMs = parts.clock().wallMs();
        final long passed = nextNs - nowNs;
        jumped = started && (passed > parts.staleLimitNs() || (nextWallMs - wallMs) * MS - passed > SECOND_NS);
        return jumped || (nextNs - parts.originNs()) / SECOND_NS != timeNs() / SECOND_NS;
    }

    /** It is what was read; says whether it jumped. */
    boolean advance()
    {
        nowNs = nextNs;
        wallMs = nextWallMs;
        if (!started)
        {
            // Ticks are waited for from this thread's first look on: a long recovery is not the watchdog's fault.
            lastTickNs = nowNs;
            started = true;
        }
        parts.words().heartbeatNs(nowNs);
        return jumped;
    }

    void ticked()
    {
        lastTickNs = nowNs;
    }

    /** Where ticks stopped coming OPEN is refused until they come again; says whether that began or ended now. */
    boolean watchTicks()
    {
        final boolean dead = nowNs - lastTickNs >= parts.staleLimitNs() - Watchdog.margin(parts.staleLimitNs());
        final boolean marked = (parts.words().ownGuard(0) & GuardWord.TICKLESS) != 0;
        if (dead && !marked)
        {
            parts.words().raise(0, GuardWord.TICKLESS);
            parts.raise("WATCHDOG", "", "no ticks: the watchdog is stalled or dead");
        }
        else if (!dead && marked)
        {
            parts.words().lower(0, GuardWord.TICKLESS);
        }
        return dead != marked;
    }

    long clockNs()
    {
        return nowNs;
    }

    /** Engine time of this round. */
    long timeNs()
    {
        return nowNs - parts.originNs();
    }

    long wallMs()
    {
        return wallMs;
    }
}
