package io.interlock.core.engine;

import io.interlock.config.WaitMode;
import java.util.concurrent.ThreadFactory;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * The breaker and watchdog threads. How the breaker thread waits depends on the cores present: with two or fewer a spinning thread takes a
 * core away from trading, so it parks briefly, and so wakes without ticks too.
 *
 * <p>Threading: the launching and the closing thread.
 */
final class EngineThreads implements AutoCloseable
{
    private static final long PARK_NS = 100_000;
    /** On two cores a reaction stays well within a millisecond, and an idle engine costs a quarter less than at 100 us. */
    private static final long LONG_PARK_NS = 250_000;
    private static final long SHORT_PARK_NS = 1_000;

    private final EngineParts parts;
    private final ThreadFactory factory;
    private final boolean invoked;
    private AgentThread breaker;
    private AgentThread watchdog;

    EngineThreads(final EngineParts parts, final ThreadFactory factory, final boolean invoked)
    {
        this.parts = parts;
        this.factory = factory;
        this.invoked = invoked;
    }

    static Thread daemon(final Runnable work)
    {
        final Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    void start(final BreakerAgent breakerAgent, final Watchdog watchdogAgent, final Dispatch dispatch)
    {
        dispatch.start();
        if (!invoked)
        {
            final int cores = Runtime.getRuntime().availableProcessors();
            breaker = new AgentThread(factory, breakerAgent, idle(parts.config().engine().waitMode(), cores)).start();
            watchdog = new AgentThread(
                factory, watchdogAgent, new SleepingIdleStrategy(Watchdog.tickNs(parts.staleLimitNs(), cores))).start();
            parts.threads().add(breaker.thread());
            parts.threads().add(watchdog.thread());
        }
    }

    static IdleStrategy idle(final WaitMode mode, final int cores)
    {
        return switch (mode)
        {
            case BUSY_SPIN -> new BusySpinIdleStrategy();
            case YIELD -> new YieldingIdleStrategy();
            case PARK -> new SleepingIdleStrategy(PARK_NS);
            case ADAPTIVE -> cores > 2 ? new BackoffIdleStrategy(100, 1_000, SHORT_PARK_NS, PARK_NS)
                : new BackoffIdleStrategy(0, 2, PARK_NS / 2, LONG_PARK_NS);
        };
    }

    /** For tests: the breaker thread dies, the engine is not told. */
    void endBreaker()
    {
        breaker.close();
    }

    /** For tests: the watchdog dies, the engine is not told. */
    void endWatchdog()
    {
        watchdog.close();
    }

    /** Whether nobody does the breaker's work any more, so that another thread may look at what is the breaker's alone. */
    boolean hasBreakerEnded()
    {
        return breaker == null || breaker.hasEnded();
    }

    /**
     * Of those who look at the file later. Where the breaker thread is stuck, or a safety action is under way still, the file does not say
     * that the engine was closed: nobody else would cancel. Where somebody has cut it, the rest is closed all the same.
     */
    void lastLook(final BreakerAgent agent, final boolean settled)
    {
        try
        {
            agent.closed(hasBreakerEnded(), settled);
        }
        catch (final RuntimeException | InternalError cut)
        {
            EngineLog.error("gate.dat does not say that the engine was closed", cut);
        }
    }

    @Override
    public void close()
    {
        if (watchdog != null)
        {
            watchdog.close();
            breaker.close();
        }
    }
}
