package io.interlock.host.sim;

/** What can go wrong in a simulation. Each is counted when it has really happened, not when it was planned. */
enum FaultPoint
{
    /** Both clocks are ahead at once by more than the stale limit: a process that was stopped. */
    CLOCK_JUMP_FORWARD,
    /** The monotonic clock does not move for a while, and the wall clock does. */
    CLOCK_STALL,
    /** The monotonic clock says less than it said before. */
    CLOCK_STEP_BACK,
    /** Somebody sets the wall clock back. */
    WALL_STEP_BACK,
    /** The wall clock is a year ahead. */
    WALL_STEP_YEAR,
    /** The breaker thread misses turns, up to longer than the stale limit. */
    BREAKER_LATE,
    /** The watchdog misses turns, up to longer than the stale limit. */
    WATCHDOG_LATE,
    /** The journal's thread misses turns. */
    JOURNAL_LATE,
    /** A report finds the input ring full and is folded. */
    RING_FULL,
    /** The audit ring is full: what is decided waits. */
    AUDIT_RING_FULL,
    /** A report that cannot be true. */
    BAD_SAMPLE,
    /** An append fails and has written nothing. */
    APPEND_FAILS,
    /** An append has written all and fails. */
    APPEND_SHORT,
    /** A force fails, and what it should have forced never reaches the disk. */
    FORCE_FAILS,
    /** A force has done its work and fails. */
    FORCE_UNTOLD,
    /** Everybody else goes on while a force does not return. */
    FORCE_SLOW,
    /** A new file cannot be begun. */
    NEW_FILE_FAILS,
    /** The disk says that it is nearly full. */
    DISK_LOW,
    /** A write to the state file fails after a part of it. */
    STATE_WRITE_FAILS,
    /** A write to the state file takes a part and says so. */
    STATE_WRITE_SHORT,
    /** A force of the state file fails, and some of its sectors never reach the disk. */
    STATE_FORCE_FAILS,
    /** Everybody else goes on while a force of the state file does not return. */
    STATE_FORCE_SLOW,
    /** The new state file cannot be put in place, or is in place all the same. */
    STATE_RENAME_FAILS,
    /** A loss of power leaves some sectors of the state file old and some new. */
    STATE_TORN,
    /** The state file is gone at a start. */
    STATE_FILE_LOST,
    /** The file of the gates is damaged at a start: an operator moves it away. */
    GATE_FILE_DAMAGED,
    /** A loss of power leaves some sectors of the gates' file old and some new. */
    GATE_FILE_TORN,
    /** The journal ends in the middle of a frame. */
    TORN_TAIL,
    /** A forced frame reads back otherwise. */
    FRAME_ROTS,
    /** The end of the journal is gone though it was forced. */
    END_CUT,
    /** The process is killed. */
    CRASH,
    /** The power fails: what was not forced may be lost. */
    POWER_LOSS,
    /** The process is killed while a force, a listener or an action runs. */
    CRASH_INSIDE,
    /** A listener throws. */
    LISTENER_THROWS,
    /** Everybody else goes on while a listener does not return. */
    LISTENER_HANGS,
    /** The notification sink throws. */
    CHANNEL_FAILS,
    /** Everybody else goes on while the notification sink does not return. */
    CHANNEL_HANGS,
    /** A receiver cannot be reached for some attempts. */
    NETWORK_DOWN,
    /** A message gets lost on its way. */
    MESSAGE_LOST,
    /** A receiver has taken a message, and its answer gets lost. */
    ANSWER_LOST,
    /** Everybody else goes on while a message is on its way, which may mind an interrupt or not. */
    DELIVERY_HANGS,
    /** A receiver refuses in a way that a person must mend. */
    RECEIVER_REFUSES,
    /** A receiver wants to be asked again later. */
    RECEIVER_IS_BUSY,
    /** A channel throws what it should not. */
    CHANNEL_THROWS,
    /** A safety action fails. */
    ACTION_FAILS,
    /** A safety action never answers. */
    ACTION_HANGS,
    /** Everybody else goes on while a safety action runs. */
    ACTION_SLOW,
    /** The dead man's switch cannot be refreshed. */
    DEAD_MAN_FAILS,
    /** Another configuration comes into force. */
    RELOAD,
}
