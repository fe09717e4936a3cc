package io.interlock.bench.suite;

import io.interlock.core.model.Side;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

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
     * @param own the thread's.
     */
    @Benchmark
    public void fillShared(final Venue.Own own)
    {
        own.shared().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
    }

    /**
     * A latency by a shared reporter.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void latencyShared(final Venue.Own own)
    {
        own.shared().apiLatency(own.latencyNs());
    }

    /**
     * A success by a shared reporter.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void successShared(final Venue.Own own)
    {
        own.shared().success();
    }

    /**
     * A slippage by a shared reporter.
     *
     * @param own the thread's.
     */
    @Benchmark
    public void slippageShared(final Venue.Own own)
    {
        own.shared().slippage(Side.SELL, 50_000.0, 50_001.0);
    }

    /**
     * A fill by each of two threads, by a reporter of its own.
     *
     * @param own the thread's.
     */
    @Benchmark
    @Threads(2)
    public void fillExclusiveTwoThreads(final Venue.Own own)
    {
        own.exclusive().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
    }

    /**
     * A fill by each of two threads, by one reporter.
     *
     * @param own the thread's.
     * @param venue has the reporter.
     */
    @Benchmark
    @Threads(2)
    public void fillSharedTwoThreads(final Venue.Own own, final Venue venue)
    {
        venue.sharedByAll().fill(own.latencyNs(), Side.BUY, 50_000.0, 50_001.0);
    }
}
