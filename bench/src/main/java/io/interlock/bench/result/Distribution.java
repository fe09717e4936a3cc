package io.interlock.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.AbstractHistogram;

/**
 * A distribution of latencies as its percentiles, for charts: a few dozen numbers in place of the histogram.
 *
 * <p>Threading: immutable.
 *
 * @param group  of the series that belong in one chart, for example {@code tradeLatency}.
 * @param name   of the series, for example {@code interlock}.
 * @param unit   of every value, in practice {@code ns}.
 * @param count  samples.
 * @param max    the greatest sample.
 * @param points by rising percentile.
 */
public record Distribution(String group, String name, String unit, long count, long max, List<Point> points)
{
    /** Points to each ten-fold fall of 1 - p: enough for a smooth line. */
    private static final int POINTS_PER_DECADE = 10;
    /** The first point is at 50 %, where 1 - p is ten to the power of -0.3. */
    private static final int FIRST_POINT = 3;
    private static final int DECADES = 6;
    private static final double ALL = 100;

    /**
     * One percentile.
     *
     * @param percentile 0 to 100.
     * @param value      at or below which that share of the samples lies.
     */
    public record Point(double percentile, long value)
    {
    }

    /** Copies the points. */
    public Distribution
    {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        points = List.copyOf(points);
    }

    /**
     * Reads a histogram.
     *
     * @param group     see {@link #group()}.
     * @param name      see {@link #name()}.
     * @param unit      of the histogram's values.
     * @param histogram what was recorded; may be reset afterwards.
     * @return its percentiles from 50 on, as far as at least one sample lies above.
     */
    public static Distribution of(final String group, final String name, final String unit, final AbstractHistogram histogram)
    {
        final long count = histogram.getTotalCount();
        final List<Point> points = new ArrayList<>();
        for (int i = FIRST_POINT; i <= DECADES * POINTS_PER_DECADE; i++)
        {
            final double above = i == FIRST_POINT ? 1.0 / 2 : Math.pow(10, -(double)i / POINTS_PER_DECADE);
            // A hair of tolerance: a tenth of ten samples is one sample, whatever a double makes of it.
            if (above * count < 1 - 1e-9)
            {
                break;
            }
            final double percentile = ALL * (1 - above);
            points.add(new Point(percentile, histogram.getValueAtPercentile(percentile)));
        }
        return new Distribution(group, name, unit, count, histogram.getMaxValue(), points);
    }
}
