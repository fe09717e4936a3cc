package io.interlock.bench.suite;

import io.interlock.core.model.Side;
import org.openjdk.jmh.annotations.Benchmark;

/** A healthy report, gathered in a lane: by an exclusive reporter and by a shared one. */
public class ReporterSuite extends SingleCore
{
    /**
     * A fill.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void fillExclusive(final Venue.Own own)
    {
        own.exclusive().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
    }

    /**
     * A latency.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void latencyExclusive(final Venue.Own own)
    {
        own.exclusive().apiLatency(own.latencyNs());
    }

    /**
     * A success.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void successExclusive(final Venue.Own own)
    {
        own.exclusive().success();
    }

    /**
     * A slippage.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void slippageExclusive(final Venue.Own own)
    {
        own.exclusive().slippage(Side.SELL, 50_000.0, 50_001.0);
    }

    /**
     * A fill by a reporter that others may use too.
     *
     * @param own   the thread's.
     * @param venue has the reporter.
     */
    @Benchmark
    public void fillShared(final Venue.Own own, final Venue venue)
    {
        venue.shared().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
    }

    /**
     * A latency by a shared reporter.
     *
     * @param own   the thread's.
     * @param venue has the reporter.
     */
    @Benchmark
    public void latencyShared(final Venue.Own own, final Venue venue)
    {
        venue.shared().apiLatency(own.latencyNs());
    }

    /**
     * A success by a shared reporter.
     *
     * @param venue has the reporter.
     */
    @Benchmark
    public void successShared(final Venue venue)
    {
        venue.shared().success();
    }

    /**
     * A slippage by a shared reporter.
     *
     * @param venue has the reporter.
     */
    @Benchmark
    public void slippageShared(final Venue venue)
    {
        venue.shared().slippage(Side.SELL, 50_000.0, 50_001.0);
    }
}
