package io.interlock.core.mapped;

/** What an operator can ask for through the command slot. The code is the ordinal and fixed. */
public enum SlotCommand
{
    /** Refuse OPEN in a scope and below. */
    OVERRIDE_ENABLE,
    /** Stop refusing it. */
    OVERRIDE_DISABLE,
    /** Leave HALT where it waits for that. */
    CONFIRM,
    /** To CLOSED at once from any level below SHUTDOWN. */
    FORCE_RECOVERY,
    /** SHUTDOWN. */
    KILL,
    /** Back from SHUTDOWN after a restart. */
    RESET,
    /** Accept what stands at the root. */
    ACCEPT,
    /** Acknowledge a notification, whose id the scope's place carries; empty: all that are open. */
    NOTICE_ACKNOWLEDGE,
    /** Send nothing below EMERGENCY of a scope for a while; the reason says how long and why. */
    NOTICE_SILENCE,
    /** End a silence, whose id the scope's place carries. */
    NOTICE_UNSILENCE,
    /** Read the configuration again that the engine was started with, and go on under it. */
    RELOAD,
    /** Say what that would change, and change nothing. */
    RELOAD_CHECK
}
