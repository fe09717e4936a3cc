package io.interlock.bench.suite;

import io.interlock.core.model.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/** A guarded trade: asked before, reported after. The caller's own clock reads are not part of it. */
public class TradeSuite extends SingleCore
{
    private static Verdict guarded(final Venue.Own own, final Order order)
    {
        final Verdict verdict = own.gate().check(order.intent, order.confidence);
        if (verdict.allowed())
        {
            own.exclusive().fill(own.latencyNs(), order.side, order.expected, order.actual);
        }
        return verdict;
    }

    /**
     * Check and fill.
     *
     * @param own   the thread's.
     * @param order to be judged.
     * @return the verdict.
     */
    @Benchmark
    public Verdict guardedTrade(final Venue.Own own, final Order order)
    {
        return guarded(own, order);
    }

    /**
     * Check and fill by two threads on one scope.
     *
     * @param own   the thread's.
     * @param order to be judged.
     * @return the verdict.
     */
    @Benchmark
    @Threads(2)
    public Verdict guardedTradeTwoThreads(final Venue.Own own, final Order order)
    {
        return guarded(own, order);
    }

    /**
     * Check, latency, success and slippage.
     *
     * @param own   the thread's.
     * @param order to be judged.
     * @return the verdict.
     */
    @Benchmark
    public Verdict fourCalls(final Venue.Own own, final Order order)
    {
        final Verdict verdict = own.gate().check(order.intent, order.confidence);
        if (verdict.allowed())
        {
            own.exclusive().apiLatency(own.latencyNs());
            own.exclusive().success();
            own.exclusive().slippage(order.side, order.expected, order.actual);
        }
        return verdict;
    }
}
