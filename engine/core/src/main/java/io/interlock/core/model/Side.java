package io.interlock.core.model;

/** The side of a fill; it decides which price difference is adverse (SEMANTICS 3). The code is the ordinal and fixed. */
public enum Side
{
    /** Not known: any difference counts. */
    UNKNOWN,
    /** Paying more than expected is adverse. */
    BUY,
    /** Receiving less than expected is adverse. */
    SELL;

    private static final Side[] BY_CODE = values();

    /**
     * The side with a code.
     *
     * @param code 0 to 2.
     * @return the side.
     */
    public static Side of(final int code)
    {
        return BY_CODE[code];
    }
}
