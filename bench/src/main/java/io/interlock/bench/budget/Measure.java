package io.interlock.bench.budget;

import java.util.Locale;

/**
 * One measured number.
 *
 * @param value in its unit.
 * @param unit  {@code ns}, {@code B} or {@code events}.
 */
record Measure(double value, String unit)
{
    @Override
    public String toString()
    {
        return text(value, unit);
    }

    /** For people: three digits at least, large times in larger units. */
    static String text(final double value, final String unit)
    {
        if (Double.isNaN(value))
        {
            return "nothing";
        }
        if (unit.equals("ns") && value >= 1e6)
        {
            return String.format(Locale.ROOT, "%.2f ms", value / 1e6);
        }
        if (unit.equals("ns") && value >= 1e4)
        {
            return String.format(Locale.ROOT, "%.1f us", value / 1e3);
        }
        return String.format(Locale.ROOT, unit.equals("ns") ? "%.2f %s" : "%.0f %s", value, unit);
    }
}
