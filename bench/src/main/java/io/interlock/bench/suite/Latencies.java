package io.interlock.bench.suite;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a trade took: another latency each time, all healthy.
 *
 * <p>Threading: one thread's.
 */
@State(Scope.Thread)
public class Latencies
{
    private long latencyNs = 1_500_000;

    long latencyNs()
    {
        latencyNs = latencyNs + 7_919 & (1L << 24) - 1;
        return latencyNs;
    }
}
