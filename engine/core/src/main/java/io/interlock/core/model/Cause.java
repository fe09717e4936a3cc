package io.interlock.core.model;

import java.util.Arrays;
import java.util.List;

/**
 * Why a level changed (SEMANTICS 3 and 4). The order of the tripping causes is the law's table, which breaks ties: the earlier wins. The
 * code is the ordinal and fixed.
 */
public enum Cause
{
    /** One slow answer. */
    API_LATENCY(Unit.MILLISECONDS),
    /** One fill away from its expected price. */
    SLIPPAGE(Unit.PERCENT),
    /** Failures in a row. */
    CONSECUTIVE_FAILURES(Unit.COUNT),
    /** The share of failures in the window. */
    FAILURE_RATE(Unit.PERCENT),
    /** Equity lost. */
    LOSS(Unit.PERCENT),
    /** The venue's own status. */
    EXCHANGE(Unit.NONE),
    /** The session to the venue. */
    NETWORK(Unit.NONE),
    /** A critical error. */
    MEMORY_ERROR(Unit.NONE),
    /** A critical error. */
    SECURITY_BREACH(Unit.NONE),
    /** A critical error. */
    DATABASE_CORRUPTION(Unit.NONE),
    /** A critical error. */
    SYSTEM_ERROR(Unit.NONE),
    /** Somebody pulled the cord. */
    OPERATOR_KILL(Unit.NONE),
    /** A sample that cannot be true. */
    INVALID_SAMPLE(Unit.NONE),
    /** Reports were folded because the ring was full. */
    OVERLOAD(Unit.NONE),
    /** The journal cannot be written. */
    JOURNAL(Unit.NONE),
    /** The journal was found damaged. */
    JOURNAL_DAMAGE(Unit.NONE),
    /** Too many unplanned starts. */
    RESTARTS(Unit.NONE),
    /** Downward: the cooldown is over and the evidence is there. */
    RECOVERY(Unit.NONE),
    /** Downward: an operator confirmed. */
    CONFIRM(Unit.NONE),
    /** Downward: an operator forced it. */
    FORCE_RECOVERY(Unit.NONE),
    /** Downward: an operator reset a SHUTDOWN after a restart. */
    RESET(Unit.NONE);

    /** Raw value or threshold of a cause that has no number. */
    public static final long NO_NUMBER = Long.MIN_VALUE;

    private static final Cause[] BY_CODE = values();
    private static final List<Cause> TRIPPING = List.of(Arrays.copyOf(BY_CODE, RECOVERY.ordinal()));
    private final Unit unit;

    Cause(final Unit unit)
    {
        this.unit = unit;
    }

    /**
     * The cause with a code.
     *
     * @param code the ordinal.
     * @return the cause.
     */
    public static Cause of(final int code)
    {
        return BY_CODE[code];
    }

    /**
     * The causes that raise a level.
     *
     * @return in the order of the law's table.
     */
    public static List<Cause> tripping()
    {
        return TRIPPING;
    }

    /**
     * The unit that people read its numbers in.
     *
     * @return {@link Unit#NONE} where it has none.
     */
    public Unit unit()
    {
        return unit;
    }

    /**
     * Whether transitions with this cause go down.
     *
     * @return true for RECOVERY, CONFIRM, FORCE_RECOVERY and RESET.
     */
    public boolean isDownward()
    {
        return ordinal() >= RECOVERY.ordinal();
    }

    /**
     * A raw number of this cause in the unit that people read.
     *
     * @param raw nanoseconds, parts per billion or a count.
     * @return milliseconds, percent or the count; NaN for {@link #NO_NUMBER}.
     */
    public double forPeople(final long raw)
    {
        return raw == NO_NUMBER ? Double.NaN : raw / unit.divisor();
    }
}
