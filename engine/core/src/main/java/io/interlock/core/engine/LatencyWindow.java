package io.interlock.core.engine;

import io.interlock.core.dump.EngineCapture;
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
    private double sum;
    private long max;

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
    void gatheredSum(final long addedNs, final long timeNs)
    {
        sumNs[slice(timeNs)] += addedNs;
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
        settle(timeNs);
        final long count = all.getTotalCount();
        return count == 0 ? MetricsStatus.NONE : new MetricsStatus(count, sum / count / MS, percentile(50), percentile(99), max / MS);
    }

    /** As {@link #snapshot(long)}, without an object. */
    void copy(final long timeNs, final EngineCapture into)
    {
        settle(timeNs);
        final long count = all.getTotalCount();
        if (count == 0)
        {
            into.latencies(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        else
        {
            into.latencies(count, sum / count / MS, percentile(50), percentile(99), max / MS);
        }
    }

    private double percentile(final double percent)
    {
        return Math.min(max / MS, all.getValueAtPercentile(percent) / US_PER_MS);
    }

    /** Drops what is too old, and adds up the rest. */
    private void settle(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        sum = 0;
        max = 0;
        for (int i = 0; i < SLICES; i++)
        {
            if (sliceOf[i] != NONE && slice - sliceOf[i] >= SLICES - 1)
            {
                drop(i);
            }
            sum += sumNs[i];
            max = Math.max(max, maxNs[i]);
        }
    }
}
