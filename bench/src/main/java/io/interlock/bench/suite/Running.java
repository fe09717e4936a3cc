package io.interlock.bench.suite;

import io.interlock.core.engine.BreakerEngine;

/**
 * An engine that runs, and all that has to be ended with it.
 *
 * @param engine to be measured.
 * @param end    closes it, its journal and what is on the disk of both.
 */
public record Running(BreakerEngine engine, Runnable end) implements AutoCloseable
{
    @Override
    public void close()
    {
        end.run();
    }
}
