package io.interlock.host.sim;

/** A build that is broken on purpose, at the seams: the simulation must find it. */
enum Mutation
{
    /** As it is built. */
    NONE,
    /** The store says that it has forced, and has not. */
    FORCE_IS_A_LIE,
    /** A failed force is told to nobody. */
    FAILED_FORCE_IS_SWALLOWED,
    /** Now and then a record that was appended is not there. */
    APPEND_IS_DROPPED,
    /** Now and then a decision is journaled twice. */
    RECORDED_TWICE,
    /** A start does not look at the state file. */
    STATE_FILE_IGNORED,
    /** A start does not look at the gates' file. */
    GATE_FILE_IGNORED,
    /** A start does not look at the journal. */
    JOURNAL_IGNORED,
    /** A cooldown is over a second before it is. */
    COOLDOWN_TOO_SHORT,
    /** A threshold is reached a little too late. */
    THRESHOLD_TOO_HIGH,
    /** Now and then a report gets lost. */
    REPORT_IS_FORGOTTEN,
    /** The watchdog sleeps, and nobody notices that the breaker stands still. */
    WATCHDOG_SLEEPS,
    /** The sink does not get what is urgent. */
    URGENT_IS_NOT_TOLD,
    /** Now and then a HALT gets lost before the rules of notifications. */
    CENTER_MISSES_A_HALT,
    /** Now and then a message counts as delivered, and nobody has got it. */
    DELIVERY_IS_A_LIE,
    /** What became of messages is not journaled. */
    OUTCOMES_ARE_NOT_JOURNALED,
    /** A start does not look at what people were still to be told. */
    HISTORY_IGNORED,
}
