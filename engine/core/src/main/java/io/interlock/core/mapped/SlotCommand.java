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
    ACCEPT
}
