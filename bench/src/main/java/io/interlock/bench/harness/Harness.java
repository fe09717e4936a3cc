package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import java.io.PrintStream;

/**
 * A measurement that JMH is not made for.
 *
 * <p>Threading: run once, on the main thread of a JVM of its own; it may start threads and ends them before it returns.
 */
public interface Harness
{
    /**
     * What it is called.
     *
     * @return for example {@code reaction}; a file name without an ending.
     */
    String name();

    /**
     * Measures.
     *
     * @param results  where rows and distributions go.
     * @param progress for people: a line now and then.
     * @throws Exception where it could not be measured; there is no result then.
     */
    void run(Results results, PrintStream progress) throws Exception;
}
