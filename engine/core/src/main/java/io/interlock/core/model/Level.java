package io.interlock.core.model;

/** How far a scope is open to trading (SEMANTICS 1), in rising severity; the code is the ordinal and fixed. */
public enum Level
{
    /** Everything passes. */
    CLOSED,
    /** Everything passes; people are told. */
    ALERT,
    /** New risk only with confidence and at a reduced size. */
    THROTTLE,
    /** No new risk; what is open is cancelled and closed. */
    HALT,
    /** Nothing but cancels; left only by a reset after a restart. */
    SHUTDOWN;

    private static final Level[] BY_CODE = values();

    /**
     * The level with a code.
     *
     * @param code 0 to 4.
     * @return the level.
     * @throws ArrayIndexOutOfBoundsException for any other code.
     */
    public static Level of(final int code)
    {
        return BY_CODE[code];
    }

    /**
     * Whether this level is stricter than another.
     *
     * @param other the level to compare with.
     * @return true when this one permits less.
     */
    public boolean isAbove(final Level other)
    {
        return ordinal() > other.ordinal();
    }

    /**
     * The stricter of two levels.
     *
     * @param a one level.
     * @param b another.
     * @return the more severe.
     */
    public static Level max(final Level a, final Level b)
    {
        return a.ordinal() >= b.ordinal() ? a : b;
    }
}
