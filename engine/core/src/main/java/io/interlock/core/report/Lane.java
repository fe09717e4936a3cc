package io.interlock.core.report;

import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One reporter's off-heap counters of reports that could not change a decision (DESIGN, lanes); layout in {@link LaneLayout}.
 *
 * <p>Threading: written by the reporter's threads, read by the breaker thread through {@link LaneReader}. The lane of an exclusive reporter
 * has one writer, which reads plain and writes with release; a shared one is added to atomically. Wait-free but for a shared maximum,
 * allocates nothing after construction. It is addressed without bounds checks: every offset is a constant of the layout, and a bucket is
 * below the one of the threshold that the histogram was made for.
 */
public final class Lane
{
    private final UnsafeBuffer header;
    private final UnsafeBuffer histogram;
    private final long address;
    private final long buckets;
    private final boolean shared;
    private final int scopeId;
    private final int index;

    Lane(final UnsafeBuffer header, final int index, final int scopeId, final boolean shared, final long alertNs)
    {
        final int size = (int)LaneLayout.bucket(Math.max(0, alertNs - 1)) + 1;
        this.header = header;
        this.histogram = new UnsafeBuffer(BufferUtil.allocateDirectAligned(size * Long.BYTES, Long.BYTES));
        this.address = header.addressOffset();
        this.buckets = histogram.addressOffset();
        this.index = index;
        this.scopeId = scopeId;
        this.shared = shared;
        header.putLong(LaneLayout.AFTER, -1);
    }

    int scopeId()
    {
        return scopeId;
    }

    UnsafeBuffer header()
    {
        return header;
    }

    UnsafeBuffer histogram()
    {
        return histogram;
    }

    boolean shared()
    {
        return shared;
    }

    /**
     * Where it is in its table.
     *
     * @return 0 for the first that was made.
     */
    public int index()
    {
        return index;
    }

    /**
     * The last sequence of the ring that its reporter published, read with acquire.
     *
     * @return -1 before the first.
     */
    public long after()
    {
        return UnsafeApi.getLongAcquire(null, address + LaneLayout.AFTER);
    }

    /** Its reporter is about to publish a sequence: what comes into the lane from now on is younger (DESIGN, lanes 1 and 3). */
    void publishing(final long sequence)
    {
        if (shared)
        {
            raise(LaneLayout.AFTER, sequence);
        }
        else
        {
            UnsafeApi.putLongRelease(null, address + LaneLayout.AFTER, sequence);
        }
    }

    void latency(final long latencyNs)
    {
        if (isLongest(latencyNs))
        {
            longestLatency(latencyNs);
            return;
        }
        addLatency(latencyNs);
        count(LaneLayout.LATENCIES);
    }

    /** A new maximum is rare and goes its own way to the end: where the two ways meet again, the usual one is slower. */
    private void longestLatency(final long latencyNs)
    {
        longest(latencyNs);
        addLatency(latencyNs);
        count(LaneLayout.LATENCIES);
    }

    void success()
    {
        count(LaneLayout.SUCCESSES);
    }

    void slippage(final double adverse, final double expected)
    {
        worst(adverse, expected);
        count(LaneLayout.SLIPPAGES);
    }

    void fill(final long latencyNs, final double adverse, final double expected)
    {
        if (isLongest(latencyNs) || isWorst(adverse, expected))
        {
            extremeFill(latencyNs, adverse, expected);
            return;
        }
        addLatency(latencyNs);
        count(LaneLayout.FILLS);
    }

    /** As {@link #longestLatency}. */
    private void extremeFill(final long latencyNs, final double adverse, final double expected)
    {
        worst(adverse, expected);
        longest(latencyNs);
        addLatency(latencyNs);
        count(LaneLayout.FILLS);
    }

    void shareLatency(final long latencyNs)
    {
        addSharedLatency(latencyNs);
        share(LaneLayout.LATENCIES, 1);
    }

    void shareSuccess()
    {
        share(LaneLayout.SUCCESSES, 1);
    }

    void shareSlippage(final double adverse, final double expected)
    {
        worst(adverse, expected);
        share(LaneLayout.SLIPPAGES, 1);
    }

    void shareFill(final long latencyNs, final double adverse, final double expected)
    {
        worst(adverse, expected);
        addSharedLatency(latencyNs);
        share(LaneLayout.FILLS, 1);
    }

    /** As a long throughout: a widening costs what an addition does. */
    private long bucketAddress(final long latencyNs)
    {
        return buckets + (LaneLayout.bucket(latencyNs) << 3);
    }

    /** One writer: plain, since the count that follows publishes it. */
    private void addLatency(final long latencyNs)
    {
        final long bucket = bucketAddress(latencyNs);
        final long sum = address + LaneLayout.LATENCY_SUM;
        UnsafeApi.putLong(bucket, UnsafeApi.getLong(bucket) + 1);
        UnsafeApi.putLong(sum, UnsafeApi.getLong(sum) + latencyNs);
    }

    private void addSharedLatency(final long latencyNs)
    {
        UnsafeApi.getAndAddLong(null, bucketAddress(latencyNs), 1);
        share(LaneLayout.LATENCY_SUM, latencyNs);
        longest(latencyNs);
    }

    private boolean isLongest(final long latencyNs)
    {
        return latencyNs > UnsafeApi.getLong(address + LaneLayout.LATENCY_MAX);
    }

    /** A multiplication for each, a division only for a new maximum. */
    private boolean isWorst(final double adverse, final double expected)
    {
        return adverse > Double.longBitsToDouble(UnsafeApi.getLong(address + LaneLayout.SLIPPAGE_MAX)) * expected;
    }

    private void longest(final long latencyNs)
    {
        if (isLongest(latencyNs))
        {
            highest(LaneLayout.LATENCY_MAX, latencyNs);
        }
    }

    private void worst(final double adverse, final double expected)
    {
        if (isWorst(adverse, expected))
        {
            highest(LaneLayout.SLIPPAGE_MAX, Double.doubleToRawLongBits(adverse / expected));
        }
    }

    /** One writer beside the breaker, who only ever takes a maximum away: then a plain write loses none. */
    private void highest(final int offset, final long value)
    {
        if (shared)
        {
            raise(offset, value);
        }
        else
        {
            UnsafeApi.putLong(address + offset, value);
        }
    }

    /** Takes the worst latency since the last time, in nanoseconds; 0 for none. Breaker thread, after it has read the counts. */
    long takeWorstLatency()
    {
        return take(LaneLayout.LATENCY_MAX);
    }

    /** Takes the worst slippage since the last time, as a part of the expected price; 0 where there was none. Likewise. */
    double takeWorstSlippage()
    {
        return Double.longBitsToDouble(take(LaneLayout.SLIPPAGE_MAX));
    }

    private long take(final int offset)
    {
        final long at = address + offset;
        // Looked at first: nearly always there is something, but an exchange of nothing would take the line from its writer for nothing.
        return UnsafeApi.getLongVolatile(null, at) == 0 ? 0 : UnsafeApi.getAndSetLong(null, at, 0);
    }

    /** The count of a report, last and with release: who sees it (acquire) sees what it counts. */
    private void count(final int offset)
    {
        final long at = address + offset;
        UnsafeApi.putLongRelease(null, at, UnsafeApi.getLong(at) + 1);
    }

    private void share(final int offset, final long amount)
    {
        UnsafeApi.getAndAddLong(null, address + offset, amount);
    }

    private void raise(final int offset, final long value)
    {
        long seen = UnsafeApi.getLongVolatile(null, address + offset);
        while (value > seen && !UnsafeApi.compareAndSetLong(null, address + offset, seen, value))
        {
            seen = UnsafeApi.getLongVolatile(null, address + offset);
        }
    }
}
