package io.interlock.core.report;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Remembers what one lane held when it was last read, and turns the difference into a summary event.
 *
 * <p>Threading: breaker thread only.
 */
public final class LaneReader
{
    private static final double BILLION = 1e9;

    private final Lane lane;
    private final long[] counted;
    private long fills;
    private long latencies;
    private long successes;
    private long slippages;
    private long longest;
    private long harvested;
    private long harvestedSum;

    /** Told of each count since the last collection, and of latencies by bucket. */
    public interface Sink
    {
        /**
         * Reports of one kind.
         *
         * @param scopeId whose.
         * @param kind    which.
         * @param count   how many.
         */
        void reports(int scopeId, InputKind kind, long count);

        /**
         * Latencies of one bucket.
         *
         * @param highestNs the largest that the bucket holds, or the largest seen where that is smaller.
         * @param count     how many.
         */
        void latencies(long highestNs, long count);

        /**
         * What latencies add up to.
         *
         * @param sumNs nanoseconds.
         */
        void latencySum(long sumNs);
    }

    /**
     * Reads a lane from its beginning.
     *
     * @param lane whose.
     */
    public LaneReader(final Lane lane)
    {
        this.lane = lane;
        counted = new long[lane.histogram().capacity() / Long.BYTES];
    }

    /**
     * The lane.
     *
     * @return whose reader this is.
     */
    public Lane lane()
    {
        return lane;
    }

    /**
     * Fills the event with what came since the last time.
     *
     * @param event to be judged.
     * @param sink  told of the counts.
     * @return how many reports; 0 where none came, and then the event is untouched.
     */
    public long collect(final InputEvent event, final Sink sink)
    {
        final UnsafeBuffer header = lane.header();
        // Counts first: what they count is then seen as well.
        final long newFills = header.getLongVolatile(LaneLayout.FILLS) - fills;
        final long newLatencies = header.getLongVolatile(LaneLayout.LATENCIES) - latencies;
        final long newSuccesses = header.getLongVolatile(LaneLayout.SUCCESSES) - successes;
        final long newSlippages = header.getLongVolatile(LaneLayout.SLIPPAGES) - slippages;
        final long count = newFills + newLatencies + newSuccesses + newSlippages;
        if (count == 0)
        {
            return 0;
        }
        fills += newFills;
        latencies += newLatencies;
        successes += newSuccesses;
        slippages += newSlippages;
        // A maximum is written before what counts it: without a latency here it is of one that is counted next time, and waits for it.
        final long worst = newFills + newLatencies > 0 ? lane.takeWorstLatency() : 0;
        longest = Math.max(longest, worst);
        tell(sink, InputKind.FILL, newFills);
        tell(sink, InputKind.API_LATENCY, newLatencies);
        tell(sink, InputKind.ORDER_SUCCESS, newSuccesses);
        tell(sink, InputKind.SLIPPAGE, newSlippages);
        event.folded(InputKind.LANE_SUMMARY, lane.scopeId(), worst, newFills + newSuccesses, newFills + newLatencies,
            Math.round(lane.takeWorstSlippage() * BILLION));
        return count;
    }

    private void tell(final Sink sink, final InputKind kind, final long count)
    {
        if (count > 0)
        {
            sink.reports(lane.scopeId(), kind, count);
        }
    }

    /**
     * Reads the histogram, which takes longer than {@link #collect} and concerns nobody but people.
     *
     * @param sink told of what came since the last time.
     */
    public void harvest(final Sink sink)
    {
        final UnsafeBuffer header = lane.header();
        final long total = header.getLongVolatile(LaneLayout.FILLS) + header.getLongVolatile(LaneLayout.LATENCIES);
        if (total == harvested)
        {
            return;
        }
        harvested = total;
        final long max = Math.max(longest, header.getLongVolatile(LaneLayout.LATENCY_MAX));
        for (int bucket = 0; bucket < counted.length; bucket++)
        {
            final long now = lane.histogram().getLongVolatile(bucket * Long.BYTES);
            if (now != counted[bucket])
            {
                sink.latencies(Math.min(max, LaneLayout.highest(bucket)), now - counted[bucket]);
                counted[bucket] = now;
            }
        }
        final long sum = header.getLongVolatile(LaneLayout.LATENCY_SUM);
        sink.latencySum(sum - harvestedSum);
        harvestedSum = sum;
    }
}
