package io.interlock.bench.suite;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Every report, made by an exclusive reporter while somebody pays attention, so that it becomes an event. What is measured is what the
 * trading thread spends while the breaker thread judges. Failures and critical errors end trading: they are made at SHUTDOWN, where each
 * is one more breach.
 */
public abstract class ExclusiveEvents extends Batched
{
    static final long HEALTHY_NS = 1_500_000;
    /** Of usual length; up to 128 bytes are kept. */
    static final String TEXT = "Order rejected: insufficient margin";

    /**
     * A healthy fill.
     *
     * @param own the thread's.
     * @param order what it says.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void fillExclusive(final AlertVenue.Own own, final Order order)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().fill(HEALTHY_NS, order.side, order.expected, order.actual);
        }
    }

    /**
     * A healthy latency.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void latencyExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().apiLatency(HEALTHY_NS);
        }
    }

    /**
     * A success.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void successExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().success();
        }
    }

    /**
     * A healthy slippage.
     *
     * @param own the thread's.
     * @param order what it says.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void slippageExclusive(final AlertVenue.Own own, final Order order)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().slippage(order.otherSide, order.expected, order.actual);
        }
    }

    /**
     * A failure of which nothing is said.
     *
     * @param own   the thread's.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void failureExclusive(final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().failure(null);
        }
    }

    /**
     * A failure with what the venue said, which is copied.
     *
     * @param own   the thread's.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void failureExclusiveText(final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().failure(TEXT);
        }
    }

    /**
     * An equity.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void equityExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().equity(100_000.0);
        }
    }

    /**
     * A loss of nothing.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void lossExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().loss(0.0);
        }
    }

    /**
     * A venue's status.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exchangeExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().exchange(ExchangeStatus.UP);
        }
    }

    /**
     * A session's status.
     *
     * @param own the thread's.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void networkExclusive(final AlertVenue.Own own)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().network(NetworkStatus.CONNECTED);
        }
    }

    /**
     * A critical error of which nothing is said: it sets the guard word before it is published.
     *
     * @param own   the thread's.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exclusiveCriticalError(final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().criticalError(CriticalError.SYSTEM_ERROR, null);
        }
    }

    /**
     * A critical error with text.
     *
     * @param own   the thread's.
     * @param ended at SHUTDOWN.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void exclusiveCriticalErrorText(final AlertVenue.Own own, final AlertVenue.Ended ended)
    {
        for (int i = 0; i < BATCH; i++)
        {
            own.exclusive().criticalError(CriticalError.SYSTEM_ERROR, TEXT);
        }
    }
}
