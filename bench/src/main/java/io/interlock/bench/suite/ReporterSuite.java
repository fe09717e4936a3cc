package io.interlock.bench.suite;

import org.openjdk.jmh.annotations.Benchmark;

/** A healthy report, gathered in a lane: by an exclusive reporter and by a shared one. */
public class ReporterSuite extends SingleCore
{
    /**
     * A fill.
     *
     * @param own the thread's.
     * @param order what it says.
     */
    @Benchmark
    public void fillExclusive(final Venue.Own own, final Order order)
    {
        own.exclusive().fill(own.latencyNs(), order.side, order.expected, order.actual);
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
     * @param order what it says.
     */
    @Benchmark
    public void slippageExclusive(final Venue.Own own, final Order order)
    {
        own.exclusive().slippage(order.otherSide, order.expected, order.actual);
    }

    /**
     * A fill by a reporter that others may use too.
     *
     * @param own   the thread's.
     * @param venue has the reporter.
     * @param order what it says.
     */
    @Benchmark
    public void fillShared(final Venue.Own own, final Venue venue, final Order order)
    {
        venue.shared().fill(own.latencyNs(), order.side, order.expected, order.actual);
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
     * @param order what it says.
     */
    @Benchmark
    public void slippageShared(final Venue venue, final Order order)
    {
        venue.shared().slippage(order.otherSide, order.expected, order.actual);
    }
}
