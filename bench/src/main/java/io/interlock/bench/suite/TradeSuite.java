package io.interlock.bench.suite;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/** A guarded trade: asked before, reported after. The caller's own clock reads are not part of it. */
public class TradeSuite extends SingleCore
{
    private static Verdict guarded(final Venue.Own own)
    {
        final Verdict verdict = own.gate().check(Intent.OPEN, 0.82);
        if (verdict.allowed())
        {
            own.exclusive().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
        }
        return verdict;
    }

    /**
     * Check and fill.
     *
     * @param own the thread's.
     * @return the verdict.
     */
    @Benchmark
    public Verdict guardedTrade(final Venue.Own own)
    {
        return guarded(own);
    }

    /**
     * Check and fill by two threads on one scope.
     *
     * @param own the thread's.
     * @return the verdict.
     */
    @Benchmark
    @Threads(2)
    public Verdict guardedTradeTwoThreads(final Venue.Own own)
    {
        return guarded(own);
    }

    /**
     * Check, latency, success and slippage.
     *
     * @param own the thread's.
     * @return the verdict.
     */
    @Benchmark
    public Verdict fourCalls(final Venue.Own own)
    {
        final Verdict verdict = own.gate().check(Intent.OPEN, 0.82);
        if (verdict.allowed())
        {
            own.exclusive().apiLatency(own.latencyNs());
            own.exclusive().success();
            own.exclusive().slippage(Side.BUY, 50_000.0, 50_001.0);
        }
        return verdict;
    }
}
