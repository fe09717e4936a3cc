package io.interlock.notify;

/** What a notification is about. */
public enum Kind
{
    /** A scope became stricter. */
    TRANSITION,
    /** A scope went down; where it is CLOSED again the episode is over. */
    RESOLVED,
    /** What the engine did about a transition: its safety actions have ended. */
    UPDATE,
    /** The level still lasts. */
    REPEAT,
    /** Nobody has acknowledged: the next are called. */
    ESCALATION,
    /** Somebody has acknowledged. */
    ACKNOWLEDGED,
    /** Something that a person may want to know of, without a transition. */
    ISSUE,
    /** How many messages were held back, and of what. */
    SUMMARY,
    /** A test that an operator asked for. */
    TEST
}
