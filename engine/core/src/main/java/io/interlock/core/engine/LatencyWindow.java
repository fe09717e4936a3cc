package io.interlock.core.engine;

import io.interlock.core.status.MetricsStatus;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the last five minutes, in slices of ten seconds. What they hold together is kept up to date, not added up when it is asked
 * for: that took the breaker thread a third of a millisecond, and a report waited for it.
 *
 * <p>Threading: breaker thread only.
 */
final class LatencyWindow
{
    private static final int SLICES = 31;
    private static final long SLICE_NS = 10_000_000_000L;
    private static final long MAX_US = 3_600_000_000L;
    /** Of what holds no slice. */
    private static final long NONE = -1;
    private static final double MS = 1e6;
    private static final double US_PER_MS = 1e3;

    private final Histogram all = new Histogram(MAX_US, 2);
    private final Histogram[] slices = new Histogram[SLICES];
    private final double[] sumNs = new double[SLICES];
    private final long[] maxNs = new long[SLICES];
    private final long[] sliceOf = new long[SLICES];

    LatencyWindow()
    {
        for (int i = 0; i < SLICES; i++)
        {
            slices[i] = new Histogram(MAX_US, 2);
            sliceOf[i] = NONE;
        }
    }

    void record(final long latencyNs, final long timeNs)
    {
        if (latencyNs < 0)
        {
            return;
        }
        gathered(latencyNs, 1, timeNs);
        gatheredSum(latencyNs, timeNs);
    }

    /** Latencies of one bucket of a lane. */
    void gathered(final long highestNs, final long count, final long timeNs)
    {
        final int at = slice(timeNs);
        // A value above its range would throw.
        final long us = Math.min(MAX_US, highestNs / 1_000);
        slices[at].recordValueWithCount(us, count);
        all.recordValueWithCount(us, count);
        maxNs[at] = Math.max(maxNs[at], highestNs);
    }

    /** What latencies add up to. */
    void gatheredSum(final long sum, final long timeNs)
    {
        sumNs[slice(timeNs)] += sum;
    }

    private int slice(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        final int at = (int)(slice % SLICES);
        if (sliceOf[at] != slice)
        {
            drop(at);
            sliceOf[at] = slice;
        }
        return at;
    }

    private void drop(final int at)
    {
        if (slices[at].getTotalCount() > 0)
        {
            all.subtract(slices[at]);
            slices[at].reset();
        }
        sumNs[at] = 0;
        maxNs[at] = 0;
        sliceOf[at] = NONE;
    }

    MetricsStatus snapshot(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        double sum = 0;
        long max = 0;
        for (int i = 0; i < SLICES; i++)
        {
            if (sliceOf[i] != NONE && slice - sliceOf[i] >= SLICES - 1)
            {
                drop(i);
            }
            sum += sumNs[i];
            max = Math.max(max, maxNs[i]);
        }
        final long count = all.getTotalCount();
        if (count == 0)
        {
            return MetricsStatus.NONE;
        }
        final double cap = max / MS;
        return new MetricsStatus(
            count, sum / count / MS, Math.min(cap, all.getValueAtPercentile(50) / US_PER_MS),
            Math.min(cap, all.getValueAtPercentile(99) / US_PER_MS), cap);
    }
}
