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
        final int size = LaneLayout.bucket(Math.max(0, alertNs - 1)) + 1;
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
        addLatency(latencyNs);
        add(address + LaneLayout.LATENCIES, 1);
    }

    void success()
    {
        add(address + LaneLayout.SUCCESSES, 1);
    }

    void slippage(final double adverse, final double expected)
    {
        addSlippage(adverse, expected);
        add(address + LaneLayout.SLIPPAGES, 1);
    }

    void fill(final long latencyNs, final double adverse, final double expected)
    {
        addLatency(latencyNs);
        addSlippage(adverse, expected);
        // Last: who sees the count sees what it counts.
        add(address + LaneLayout.FILLS, 1);
    }

    private void addLatency(final long latencyNs)
    {
        add(buckets + ((long)LaneLayout.bucket(latencyNs) << 3), 1);
        add(address + LaneLayout.LATENCY_SUM, latencyNs);
        if (latencyNs > UnsafeApi.getLong(address + LaneLayout.LATENCY_MAX))
        {
            raise(LaneLayout.LATENCY_MAX, latencyNs);
        }
    }

    private void addSlippage(final double adverse, final double expected)
    {
        // A multiplication for each, a division only for a new maximum.
        if (adverse > Double.longBitsToDouble(UnsafeApi.getLong(address + LaneLayout.SLIPPAGE_MAX)) * expected)
        {
            raise(LaneLayout.SLIPPAGE_MAX, Double.doubleToRawLongBits(adverse / expected));
        }
    }

    private void add(final long at, final long amount)
    {
        if (shared)
        {
            UnsafeApi.getAndAddLong(null, at, amount);
        }
        else
        {
            UnsafeApi.putLongRelease(null, at, UnsafeApi.getLong(at) + amount);
        }
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
