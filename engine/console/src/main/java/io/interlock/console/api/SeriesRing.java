package io.interlock.console.api;

import io.interlock.core.model.Level;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.Arrays;

/**
 * One scope's numbers of the last hour, one a second. NaN where there was none.
 *
 * <p>Threading: guarded by its {@link Series}.
 */
final class SeriesRing
{
    /** Samples kept: an hour's. */
    static final int LENGTH = 3_600;

    private final long[] atMs = new long[LENGTH];
    private final byte[] level = new byte[LENGTH];
    private final float[] latencyMs = new float[LENGTH];
    private final float[] failureRate = new float[LENGTH];
    private final float[] slippage = new float[LENGTH];
    private final float[] drawdown = new float[LENGTH];
    private final double[] equity = new double[LENGTH];
    private long added;

    /**
     * What is told of a while, in columns of one length. Immutable by agreement.
     *
     * @param atMs     wall time of the end of each point.
     * @param level    the most severe of the point.
     * @param latency  milliseconds, the worst.
     * @param failures percent, the largest.
     * @param slippage percent, the worst.
     * @param drawdown percent, the largest.
     * @param equity   the last.
     */
    record Points(
        long[] atMs, long[] level, double[] latency, double[] failures, double[] slippage, double[] drawdown, double[] equity)
    {
        Points(final int length)
        {
            this(new long[length], new long[length], new double[length], new double[length], new double[length], new double[length],
                new double[length]);
            for (final double[] column : new double[][] {latency, failures, slippage, drawdown, equity})
            {
                Arrays.fill(column, Double.NaN);
            }
        }
    }

    void add(final ScopeStatus scope, final long wallMs)
    {
        final int at = (int)(added % LENGTH);
        final SampleStatus samples = scope.samples();
        atMs[at] = wallMs;
        level[at] = (byte)scope.effective().ordinal();
        latencyMs[at] = (float)samples.prices().recent().latencyMs();
        failureRate[at] = (float)samples.failureRatePercent();
        slippage[at] = (float)samples.prices().recent().slippagePercent();
        drawdown[at] = (float)samples.drawdownPercent();
        equity[at] = samples.prices().lastEquity();
        added++;
    }

    /** Points of one step each, the oldest first, up to a moment; a point that nothing was sampled in has no numbers, and level -1. */
    Points points(final long endMs, final long stepMs, final int count)
    {
        final Points points = new Points(count);
        final long startMs = endMs - stepMs * count;
        for (int i = 0; i < count; i++)
        {
            points.atMs[i] = startMs + stepMs * (i + 1);
            points.level[i] = -1;
        }
        for (long i = Math.max(0, added - LENGTH); i < added; i++)
        {
            final int at = (int)(i % LENGTH);
            final long offset = atMs[at] - startMs;
            // At the end of its point, as at the end of the last.
            final long point = Math.floorDiv(offset - 1, stepMs);
            if (point >= 0 && point < count)
            {
                put(points, (int)point, at);
            }
        }
        return points;
    }

    private void put(final Points points, final int point, final int at)
    {
        points.level[point] = Math.max(points.level[point], level[at]);
        points.latency[point] = larger(points.latency[point], latencyMs[at]);
        points.failures[point] = larger(points.failures[point], failureRate[at]);
        points.slippage[point] = larger(points.slippage[point], slippage[at]);
        points.drawdown[point] = larger(points.drawdown[point], drawdown[at]);
        points.equity[point] = Double.isNaN(equity[at]) ? points.equity[point] : equity[at];
    }

    private static double larger(final double one, final double other)
    {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }

    /** A level by the number that it has here; null where there was no sample. */
    static Level level(final long number)
    {
        return number < 0 ? null : Level.values()[(int)number];
    }
}
