package io.interlock.console.api;

import io.interlock.core.status.EngineStatus;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One status for all who ask at about the same time. Making one takes time of the breaker thread, which has orders to guard: one is made
 * at a time, and then given to everybody for {@link #LEAST_NS}, and for {@link #TIMES} as long as it took to make, so that readers can
 * never take more than a few percent of that thread, however many they are and however many scopes there are.
 *
 * <p>Threading: any thread; who comes while one is made waits for it, as long as the engine's own deadline.
 */
public final class SharedStatus
{
    static final long LEAST_NS = 100_000_000L;
    static final long TIMES = 20;
    /** A host that stood still while one was made is no reason to show an old one for a minute. */
    static final long MOST_NS = 5_000_000_000L;

    private final Supplier<EngineStatus> engine;
    private final LongSupplier clock;
    private final Object turn = new Object();
    private volatile Copy copy;
    private volatile long outdatedNs;
    private volatile boolean isOutdated;

    private record Copy(EngineStatus status, long askedNs, long untilNs)
    {
    }

    /**
     * Over one engine.
     *
     * @param engine makes one.
     * @param clock  in nanoseconds, as {@link System#nanoTime()}.
     */
    public SharedStatus(final Supplier<EngineStatus> engine, final LongSupplier clock)
    {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * How everything is, or was a moment ago.
     *
     * @return never from before the last {@link #outdate()}.
     */
    public EngineStatus get()
    {
        final long cameNs = clock.getAsLong();
        final Copy known = copy;
        if (isGood(known, cameNs))
        {
            return known.status();
        }
        synchronized (turn)
        {
            final Copy made = copy;
            // What was asked for after this one came is new enough, however long it took.
            if (made != null && (made.askedNs() - cameNs > 0 && !isBeforeCommand(made) || isGood(made, clock.getAsLong())))
            {
                return made.status();
            }
            final long askedNs = clock.getAsLong();
            final EngineStatus status = engine.get();
            final long endNs = clock.getAsLong();
            // One that is stale cost the breaker thread nothing: it did not answer.
            final long keptNs = status.stale() ? LEAST_NS : Math.max(LEAST_NS, Math.min(MOST_NS, TIMES * (endNs - askedNs)));
            copy = new Copy(status, askedNs, endNs + keptNs);
            return status;
        }
    }

    private boolean isGood(final Copy one, final long nowNs)
    {
        return one != null && one.untilNs() - nowNs > 0 && !isBeforeCommand(one);
    }

    private boolean isBeforeCommand(final Copy one)
    {
        return isOutdated && one.askedNs() - outdatedNs <= 0;
    }

    /** Something was commanded: who asks from now on sees what it did. */
    public void outdate()
    {
        outdatedNs = clock.getAsLong();
        isOutdated = true;
    }
}
