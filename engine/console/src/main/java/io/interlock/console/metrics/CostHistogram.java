package io.interlock.console.metrics;

import java.util.Arrays;

/**
 * Counts durations by bucket, from the start on. Its upper limits suit what takes nanoseconds.
 *
 * <p>Threading: under the lock of its owner.
 */
final class CostHistogram
{
    /** Upper limits, inclusive. Above the last there is one more bucket without a limit. */
    private static final double[] LIMITS_NS = {1, 2, 3, 4, 6, 8, 12, 16, 25, 50, 100, 250, 1_000, 10_000};
    private static final double SECOND_NS = 1e9;

    private final long[] counts = new long[LIMITS_NS.length + 1];
    private double sumNs;

    /**
     * What a histogram held. Immutable by agreement: nobody changes the arrays.
     *
     * @param limits     upper limits in seconds, rising, without infinity.
     * @param cumulative observations at or below each limit, and at the end all.
     * @param sum        seconds.
     */
    record Snapshot(double[] limits, long[] cumulative, double sum)
    {
        long count()
        {
            return cumulative[cumulative.length - 1];
        }
    }

    void record(final double ns)
    {
        int at = 0;
        while (at < LIMITS_NS.length && ns > LIMITS_NS[at])
        {
            at++;
        }
        counts[at]++;
        sumNs += ns;
    }

    Snapshot snapshot()
    {
        final long[] cumulative = counts.clone();
        for (int i = 1; i < cumulative.length; i++)
        {
            cumulative[i] += cumulative[i - 1];
        }
        return new Snapshot(Arrays.stream(LIMITS_NS).map(ns -> ns / SECOND_NS).toArray(), cumulative, sumNs / SECOND_NS);
    }
}
