package io.interlock.journal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values upwards: by powers of ten, from zero, or around what there is. Thresholds are inside as far as values reach, and the next above.
 *
 * <p>Threading: one thread.
 */
final class ValueScale
{
    private static final double MOST = 1e15;
    private static final double LEAST = 1e-3;

    private final Kind kind;
    private final String unit;
    private final List<Double> thresholds = new ArrayList<>();
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double top;
    private double bottom;
    private double step = 1;

    /** How values are laid out. */
    enum Kind
    {
        /** Each ten-fold as high as the one before: for latencies. */
        POWERS,
        /** From zero. */
        FROM_ZERO,
        /** From about the lowest to about the highest: for equity. */
        AROUND
    }

    ValueScale(final Kind kind, final String unit)
    {
        this.kind = kind;
        this.unit = unit;
    }

    void data(final double value)
    {
        if (!Double.isNaN(value))
        {
            final double inside = Math.max(-MOST, Math.min(MOST, value));
            low = Math.min(low, inside);
            high = Math.max(high, inside);
        }
    }

    void threshold(final double value)
    {
        thresholds.add(value);
    }

    /** All is told. */
    void settle(final double topY, final double bottomY)
    {
        top = topY;
        bottom = bottomY;
        if (low > high)
        {
            low = 0;
            high = 1;
        }
        final double reached = high;
        thresholds.stream().sorted().filter(value -> value > reached).findFirst().ifPresent(next -> high = next);
        switch (kind)
        {
            case POWERS ->
            {
                low = Math.pow(10, Math.floor(Math.log10(Math.max(LEAST, low))));
                high = Math.max(10 * low, Math.pow(10, Math.ceil(Math.log10(Math.max(LEAST, high)) - 1e-9)));
            }
            case FROM_ZERO -> round(0, high);
            default -> round(low, high);
        }
    }

    private void round(final double from, final double to)
    {
        final double span = to > from ? to - from : Math.max(1e-9, Math.abs(to) / 100);
        final double power = Math.pow(10, Math.floor(Math.log10(span / 3)));
        step = power;
        for (final double factor : new double[] {2, 5, 10})
        {
            step = span / step > 4.5 ? power * factor : step;
        }
        low = kind == Kind.FROM_ZERO ? 0 : Math.floor(from / step) * step;
        high = Math.max(low + step, Math.ceil(Math.max(to, from + span / 2) / step - 1e-9) * step);
    }

    boolean holds(final double value)
    {
        return value >= low && value <= high;
    }

    double y(final double value)
    {
        final double inside = Math.max(low, Math.min(high, value));
        final double share = kind == Kind.POWERS ? Math.log10(inside / low) / Math.log10(high / low) : (inside - low) / (high - low);
        return bottom - share * (bottom - top);
    }

    double[] ticks()
    {
        final double[] ticks = new double[64];
        int count = 0;
        for (double tick = low; tick <= high * (1 + 1e-9) + step * 1e-6 && count < ticks.length; count++)
        {
            ticks[count] = tick;
            tick = kind == Kind.POWERS ? tick * 10 : low + (count + 1) * step;
        }
        return Arrays.copyOf(ticks, count);
    }

    String label(final double value)
    {
        final boolean seconds = unit.equals("ms") && value >= 1_000;
        final String number = Shown.about(seconds ? value / 1_000 : value);
        return number + (unit.isEmpty() ? "" : " " + (seconds ? "s" : unit));
    }
}
