package io.interlock.journal.report;

import java.util.Arrays;

/**
 * One number over a grid's buckets: highest, lowest, last, sum and how many.
 *
 * <p>Threading: one thread.
 */
final class Channel
{
    private final double[] high = new double[TimeGrid.MOST];
    private final double[] low = new double[TimeGrid.MOST];
    private final double[] last = new double[TimeGrid.MOST];
    private final double[] sum = new double[TimeGrid.MOST];
    private final long[] count = new long[TimeGrid.MOST];

    /** One number. */
    void add(final int bucket, final double value)
    {
        add(bucket, value, value, 1);
    }

    /** So many numbers at once, of which only the highest, their sum and their number are known. */
    void add(final int bucket, final double highest, final double total, final long number)
    {
        final boolean first = count[bucket] == 0;
        high[bucket] = first ? highest : Math.max(high[bucket], highest);
        low[bucket] = first ? highest : Math.min(low[bucket], highest);
        last[bucket] = highest;
        sum[bucket] += total;
        count[bucket] += number;
    }

    /** Each two buckets become one. */
    void halve()
    {
        for (int i = 0; i < TimeGrid.MOST; i += 2)
        {
            final int to = i / 2;
            final boolean a = count[i] > 0;
            final boolean b = count[i + 1] > 0;
            high[to] = a && b ? Math.max(high[i], high[i + 1]) : a ? high[i] : high[i + 1];
            low[to] = a && b ? Math.min(low[i], low[i + 1]) : a ? low[i] : low[i + 1];
            last[to] = b ? last[i + 1] : last[i];
            sum[to] = sum[i] + sum[i + 1];
            count[to] = count[i] + count[i + 1];
        }
        for (final double[] each : new double[][] {high, low, last, sum})
        {
            Arrays.fill(each, TimeGrid.MOST / 2, TimeGrid.MOST, 0);
        }
        Arrays.fill(count, TimeGrid.MOST / 2, TimeGrid.MOST, 0);
    }

    long count(final int bucket)
    {
        return count[bucket];
    }

    double high(final int bucket)
    {
        return high[bucket];
    }

    double low(final int bucket)
    {
        return low[bucket];
    }

    double last(final int bucket)
    {
        return last[bucket];
    }

    double sum(final int bucket)
    {
        return sum[bucket];
    }

    /** Over all buckets. */
    long total()
    {
        return Arrays.stream(count).sum();
    }
}
