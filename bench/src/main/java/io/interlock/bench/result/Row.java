package io.interlock.bench.result;

import java.util.Objects;

/**
 * One measured number.
 *
 * <p>Threading: immutable.
 *
 * @param name  {@code harness.what}, or {@code harness.what/who}; unique in a run.
 * @param value in {@code unit}; finite.
 * @param unit  {@code ns}, {@code ms}, {@code B} or {@code events}.
 */
public record Row(String name, double value, String unit)
{
    /**
     * Checks that it can be named and compared: a row that is not a number would pass no budget and fail none.
     *
     * @throws IllegalArgumentException where it cannot.
     */
    public Row
    {
        Objects.requireNonNull(unit, "unit");
        if (name.isBlank())
        {
            throw new IllegalArgumentException("a row without a name");
        }
        if (!Double.isFinite(value))
        {
            throw new IllegalArgumentException(name + " is " + value + ", which is no measurement");
        }
    }
}
