package io.interlock.core.engine;

import io.interlock.core.dump.ConfigRows;
import io.interlock.core.dump.DumpFiles;
import io.interlock.core.machine.Transition;
import io.interlock.core.port.ExposureSource;
import java.util.concurrent.ThreadFactory;

/**
 * What HALT and SHUTDOWN leave in the engine's directory; without a directory nothing, and that is what this class does by itself.
 *
 * <p>Threading: each method says.
 */
class Dumps implements AutoCloseable
{
    /** There is no directory. */
    static final Dumps NONE = new Dumps();

    Dumps()
    {
        // Nothing to hold.
    }

    static Dumps of(final EngineParts parts, final EngineContext context)
    {
        if (context.directory() == null || ByTurns.is(context.threadFactory()))
        {
            return NONE;
        }
        final DumpFiles files = new DumpFiles(context.directory().toAbsolutePath().normalize(), parts.bootId());
        return new LiveDumps(parts, new DumpWorker(parts, files, context));
    }

    /** The engine is about to run. Launching thread, before the breaker's has started. */
    void start(final BreakerAgent breaker, final ThreadFactory factory)
    {
    }

    /** A scope was made. Breaker thread. */
    void born()
    {
    }

    /** A scope changed its level: notes that, and nothing else yet. Allocates nothing. Breaker thread. */
    void decided(final Transition transition, final String path, final long sequence)
    {
    }

    /** The actions of a HALT are done. Any thread. */
    void actionsDone(final ActionPlan.Order order)
    {
    }

    /** A round is over, and who cancels was woken: copies what is to be written. Allocates nothing. Breaker thread. */
    void roundEnds(final BreakerAgent breaker)
    {
    }

    /** Another configuration is in force. Any thread. */
    void config(final ConfigRows rows)
    {
    }

    /** Who knows orders and positions. Any thread. */
    void exposure(final ExposureSource source)
    {
    }

    /** Writes what is due, and no more. Closing thread, when the breaker's has ended. */
    @Override
    public void close()
    {
    }
}
