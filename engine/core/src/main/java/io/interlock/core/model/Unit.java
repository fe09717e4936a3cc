package io.interlock.core.model;

/** What a cause's number is read in by people, and how it is kept: exactly, in a long. */
public enum Unit
{
    /** No number. */
    NONE(1.0, ""),
    /** Kept in nanoseconds. */
    MILLISECONDS(1e6, "ms"),
    /** Kept in parts per billion. */
    PERCENT(1e7, "%"),
    /** Kept as it is. */
    COUNT(1.0, "");

    private final double divisor;
    private final String symbol;

    Unit(final double divisor, final String symbol)
    {
        this.divisor = divisor;
        this.symbol = symbol;
    }

    /**
     * What a raw number is divided by to be read.
     *
     * @return 1 or more.
     */
    public double divisor()
    {
        return divisor;
    }

    /**
     * What is written behind the number.
     *
     * @return empty where there is nothing to write.
     */
    public String symbol()
    {
        return symbol;
    }
}
