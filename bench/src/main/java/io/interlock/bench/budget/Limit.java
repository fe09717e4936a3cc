package io.interlock.bench.budget;

import java.util.Map;

/**
 * What a row is held against: a multiple of another row of the same run and a constant, or the constant alone.
 *
 * @param text     as it stands in the file.
 * @param factor   above 0; 0 where there is no row.
 * @param row      measured in the same run; may hold names in braces, which stand for what the budget's rows have there. Null for none.
 * @param constant in the base unit.
 * @param unit     the base unit of the constant, {@code ns}, {@code B} or {@code events}; null where there is none.
 */
record Limit(String text, double factor, String row, double constant, String unit)
{
    /** The limit of one row; NaN where what it is a multiple of was not measured, or is of another unit. */
    double of(final Map<String, String> names, final Map<String, Measure> rows, final String wanted)
    {
        if (unit != null && !unit.equals(wanted))
        {
            return Double.NaN;
        }
        if (row == null)
        {
            return constant;
        }
        final Measure measure = rows.get(rowFor(names));
        return measure == null || !measure.unit().equals(wanted) ? Double.NaN : factor * measure.value() + constant;
    }

    /** The row's name with the braces filled in; null for none. */
    String rowFor(final Map<String, String> names)
    {
        String filled = row;
        for (final Map.Entry<String, String> name : names.entrySet())
        {
            filled = filled == null ? null : filled.replace('{' + name.getKey() + '}', name.getValue());
        }
        return filled;
    }
}
