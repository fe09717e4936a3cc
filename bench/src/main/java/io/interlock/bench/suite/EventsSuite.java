package io.interlock.bench.suite;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reports that become events, since they always do or since somebody pays attention: what the trading thread spends while the breaker
 * thread, on the other core, judges. The peer is {@link RawPublishSuite}, which publishes to a ring of the same kind whose consumer waits
 * the same way and does nothing else.
 */
public class EventsSuite extends ExclusiveEvents
{
    /** ALERT from half a second on. */
    private static final long BREACH_NS = 600_000_000;

    /**
     * A healthy fill by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param order what it says.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fillShared(final AlertVenue alert, final AlertVenue.Own own, final Order order)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().fill(HEALTHY_NS, order.side, order.expected, order.actual);
        }
    }

    /**
     * A healthy latency by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void latencyShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().apiLatency(HEALTHY_NS);
        }
    }

    /**
     * A success by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void successShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().success();
        }
    }

    /**
     * A healthy slippage by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param order what it says.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void slippageShared(final AlertVenue alert, final AlertVenue.Own own, final Order order)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().slippage(order.otherSide, order.expected, order.actual);
        }
    }

    /**
     * A failure of which nothing is said by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void failureShared(final AlertVenue alert, final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().failure(null);
        }
    }

    /**
     * A failure with what the venue said, which is copied by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void failureSharedText(final AlertVenue alert, final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().failure(TEXT);
        }
    }

    /**
     * An equity by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void equityShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().equity(100_000.0);
        }
    }

    /**
     * A loss of nothing by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void lossShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().loss(0.0);
        }
    }

    /**
     * A venue's status by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exchangeShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().exchange(ExchangeStatus.UP);
        }
    }

    /**
     * A session's status by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void networkShared(final AlertVenue alert, final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().network(NetworkStatus.CONNECTED);
        }
    }

    /**
     * A critical error of which nothing is said: it sets the guard word before it is published by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void criticalErrorShared(final AlertVenue alert, final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().criticalError(CriticalError.SYSTEM_ERROR, null);
        }
    }

    /**
     * A critical error with text by the reporter of all.
     *
     * @param alert has the reporter.
     * @param own   lets the threads begin together.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void criticalErrorSharedText(final AlertVenue alert, final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            alert.shared().criticalError(CriticalError.SYSTEM_ERROR, TEXT);
        }
    }

    /**
     * A guarded trade whose every report is a breach: check, and a fill that took too long.
     *
     * @param alert     a venue at ALERT.
     * @param own       the thread's.
     * @param blackhole takes the verdict.
     * @param order what it says.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void breachTrade(final AlertVenue alert, final AlertVenue.Own own, final Blackhole blackhole, final Order order)
    {
        for (int i = 0; i < BATCH; i++)
        {
            blackhole.consume(alert.gate().check(order.intent, order.confidence));
            own.exclusive().fill(BREACH_NS, order.side, order.expected, order.actual);
        }
    }
}
