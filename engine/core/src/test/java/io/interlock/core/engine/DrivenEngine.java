package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;

/**
 * An engine without breaker and watchdog threads, for tests of other modules: the test does their work and moves the clock.
 *
 * <p>Threading: one thread.
 */
public final class DrivenEngine implements AutoCloseable
{
    private static final long MS = 1_000_000;

    private final Clock clock;
    private final BreakerEngine engine;

    /** A clock that goes on over restarts. */
    public static final class Clock implements EngineClock
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

        /**
         * Lets time pass.
         *
         * @param ns nanoseconds.
         */
        public void pass(final long ns)
        {
            nanos += ns;
            wallMs = 1_700_000_000_000L + nanos / MS;
        }
    }

    /**
     * Launches one.
     *
     * @param context without a clock.
     * @param clock   that the test moves.
     */
    public DrivenEngine(final EngineContext context, final Clock clock)
    {
        this.clock = clock;
        engine = BreakerEngine.launch(context.clock(clock).invoked(true));
    }

    /**
     * The engine.
     *
     * @return for scopes and the desk, which do the breaker's work while they wait.
     */
    public BreakerEngine engine()
    {
        return engine;
    }

    /** A round of the breaker. */
    public void round()
    {
        engine.breaker().doWork();
    }

    /**
     * Lets time pass, with a tick at its end.
     *
     * @param ns nanoseconds.
     */
    public void pass(final long ns)
    {
        round();
        clock.pass(ns);
        round();
        engine.watchdog().doWork();
        round();
    }

    @Override
    public void close()
    {
        engine.close();
    }
}
