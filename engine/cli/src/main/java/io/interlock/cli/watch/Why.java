package io.interlock.cli.watch;

/** Why a command is run. The names are what its environment, JSON lines and scripts have: never renamed. Threading: constants. */
enum Why
{
    /** The engine's process runs, or is stopped, and gives no sign of life. */
    STALE,
    /** Its process is gone. */
    DEAD,
    /** Its signs of life are of another clock: of a machine that was started anew, or of another time namespace. */
    CLOCK,
    /** The gate file is gone. */
    MISSING,
    /** The gate file is cut, damaged, or none at all. */
    DAMAGED,
    /** The gate file cannot be read. */
    UNREADABLE,
    /** Judging threw in the engine: what it holds cannot be trusted. */
    FAULT,
    /** The engine's own watchdog has been dead for longer than the limit. */
    TICKLESS,
    /** The engine was closed as planned: no trouble, but {@code --on-stop} may want a command. */
    CLOSED
}
