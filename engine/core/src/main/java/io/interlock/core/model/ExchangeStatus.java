package io.interlock.core.model;

/** A venue's own state, in rising severity; stands until the next one (SEMANTICS 3). The code is the ordinal and fixed. */
public enum ExchangeStatus
{
    /** Nothing is wrong. */
    UP(Level.CLOSED),
    /** Answers late: ALERT. */
    SLOW(Level.ALERT),
    /** Works in part: THROTTLE. */
    DEGRADED(Level.THROTTLE),
    /** Does not trade: HALT. */
    DOWN(Level.HALT);

    private static final ExchangeStatus[] BY_CODE = values();
    private final Level demand;

    ExchangeStatus(final Level demand)
    {
        this.demand = demand;
    }

    /**
     * The status with a code.
     *
     * @param code 0 to 3.
     * @return the status.
     */
    public static ExchangeStatus of(final int code)
    {
        return BY_CODE[code];
    }

    /**
     * The level that this status demands while it stands.
     *
     * @return CLOSED for UP.
     */
    public Level demand()
    {
        return demand;
    }
}
