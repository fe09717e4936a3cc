package io.interlock.core.machine;

/** What an {@link InputEvent} says. The code is the ordinal and fixed: recordings keep it. */
public enum InputKind
{
    /** Nothing but the time. */
    TICK,
    /** {@code number}: nanoseconds; negative is a bad sample. */
    API_LATENCY,
    /** An order went through. */
    ORDER_SUCCESS,
    /** An order failed; text says how. */
    ORDER_FAILURE,
    /** {@code a} expected price, {@code b} actual price, {@code code} side. */
    SLIPPAGE,
    /** Success, latency and slippage at one instant: {@code number}, {@code a}, {@code b} and {@code code} as in those. */
    FILL,
    /** {@code a}: equity. */
    EQUITY,
    /** {@code a}: the fraction lost, 0 to 1. */
    LOSS,
    /** {@code code}: an exchange status. */
    EXCHANGE,
    /** {@code code}: a network status. */
    NETWORK,
    /** {@code code}: a critical error; acts on the root whatever the scope. */
    CRITICAL_ERROR,
    /** Operator: refuse OPEN in this scope and below. */
    OVERRIDE_ENABLE,
    /** Operator: take the override of this scope off. */
    OVERRIDE_DISABLE,
    /** Operator: leave HALT where it waits for that. */
    CONFIRM,
    /** Operator: to CLOSED at once from any level below SHUTDOWN. */
    FORCE_RECOVERY,
    /** Operator: SHUTDOWN. */
    KILL,
    /** Operator: back from SHUTDOWN after a restart. */
    RESET,
    /** Operator: {@code code} is the cause accepted (JOURNAL, JOURNAL_DAMAGE or RESTARTS). */
    ACCEPT,
    /** The process or the machine stood still: every recovery clock starts anew. */
    STALL,
    /** The process started again: windows and streaks are empty, levels stay. */
    RESTART,
    /** Reports were folded because the ring was full. */
    OVERLOAD,
    /** The journal failed. */
    JOURNAL_FAILED,
    /** The journal was found damaged in the middle. */
    JOURNAL_DAMAGED,
    /** Three unplanned starts in ten minutes. */
    RESTARTS,
    /** {@code number} nanoseconds is the worst of latencies that were folded; {@code a}, {@code b}, {@code c}: how many reached ALERT,
     * THROTTLE, HALT. Never healthy. */
    FOLDED_LATENCY,
    /** {@code number} parts per billion is the worst of slippages that were folded. Never healthy. */
    FOLDED_SLIPPAGE,
    /** {@code a} successes, {@code b} failures, {@code number} the longest run of failures. Never healthy, never ends a streak. */
    FOLDED_RESULTS,
    /** {@code number} bad samples were folded. */
    FOLDED_INVALID,
    /** A restart found the journal healthy. */
    JOURNAL_HEALTHY,
    /** What a reporter's lane gathered (DESIGN, lanes): {@code a} successes and {@code b} latencies, all healthy, {@code number} the worst
     * of the latencies in nanoseconds, {@code c} the worst slippage in parts per billion. Never evidence, never ends a streak. */
    LANE_SUMMARY,
    /** A gate was asked about an order: {@code code} is an {@link IntentCode}, {@code a} the confidence, {@code b} the quantity asked for,
     * {@code c} the size factor answered, 0 where it was refused. Kept for replay; to the machine it is nothing but the time. */
    ORDER_INTENT;

    private static final InputKind[] BY_CODE = values();

    /**
     * Whether an input of this kind changes nothing that a restart brings back, unless it makes a transition: the time, reports that are
     * counted or compared and then forgotten, and what was asked of a gate.
     *
     * @return false for statuses, errors, commands, system events and what was folded.
     */
    public boolean isPassing()
    {
        return compareTo(LOSS) <= 0 || this == LANE_SUMMARY || this == ORDER_INTENT;
    }

    /**
     * The kind with a code.
     *
     * @param code the ordinal.
     * @return the kind.
     */
    public static InputKind of(final int code)
    {
        return BY_CODE[code];
    }
}
