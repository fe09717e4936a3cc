package io.interlock.journal.report;

/**
 * What was measured in one scope, over the buckets of a grid. Latencies are milliseconds, slippages percent.
 *
 * <p>Threading: one thread.
 */
final class ScopeSeries
{
    private final String path;
    private final TimeGrid grid;
    private final Channel latency = new Channel();
    /** Latencies of which each single one is known: only then is there a mean. */
    private final Channel exactLatency = new Channel();
    private final Channel slippage = new Channel();
    private final Channel successes = new Channel();
    private final Channel failures = new Channel();
    private final Channel equity = new Channel();

    ScopeSeries(final String path, final TimeGrid grid)
    {
        this.path = path;
        this.grid = grid;
        for (final Channel channel : new Channel[] {latency, exactLatency, slippage, successes, failures, equity})
        {
            grid.add(channel);
        }
    }

    String path()
    {
        return path;
    }

    TimeGrid grid()
    {
        return grid;
    }

    Channel latency()
    {
        return latency;
    }

    Channel exactLatency()
    {
        return exactLatency;
    }

    Channel slippage()
    {
        return slippage;
    }

    Channel successes()
    {
        return successes;
    }

    Channel failures()
    {
        return failures;
    }

    Channel equity()
    {
        return equity;
    }
}
