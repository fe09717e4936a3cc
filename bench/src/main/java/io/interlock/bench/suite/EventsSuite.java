package io.interlock.bench.suite;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reports that become events, since somebody pays attention: what the trading thread spends while the breaker thread, on the other core,
 * judges. The peer is {@link RawPublishSuite}, which publishes to a ring of the same kind whose consumer waits the same way and does
 * nothing else.
 */
public class EventsSuite extends Batched
{
    private static final long HEALTHY_NS = 1_500_000;
    /** ALERT from half a second on. */
    private static final long BREACH_NS = 600_000_000;

    /**
     * A healthy fill by an exclusive reporter.
     *
     * @param alert a venue at ALERT.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fillExclusive(final AlertVenue alert)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.exclusive().fill(HEALTHY_NS, Side.BUY, 50_000.0, 50_001.0);
        }
    }

    /**
     * A healthy fill by a shared reporter.
     *
     * @param alert a venue at ALERT.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fillShared(final AlertVenue alert)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().fill(HEALTHY_NS, Side.BUY, 50_000.0, 50_001.0);
        }
    }

    /**
     * A healthy latency by an exclusive reporter.
     *
     * @param alert a venue at ALERT.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void latencyExclusive(final AlertVenue alert)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.exclusive().apiLatency(HEALTHY_NS);
        }
    }

    /**
     * An equity, which is always an event.
     *
     * @param alert a venue at ALERT.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void equityExclusive(final AlertVenue alert)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.exclusive().equity(100_000.0);
        }
    }

    /**
     * A guarded trade whose every report is a breach: check, and a fill that took too long.
     *
     * @param alert     a venue at ALERT.
     * @param blackhole takes the verdict.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void breachTrade(final AlertVenue alert, final Blackhole blackhole)
    {
        for (int i = 0; i < BATCH; i++)
        {
            blackhole.consume(alert.gate().check(Intent.OPEN, 0.82));
            alert.exclusive().fill(BREACH_NS, Side.BUY, 50_000.0, 50_001.0);
        }
    }
}
