package io.interlock.cli.watch;

/**
 * How a command ended. Immutable.
 *
 * @param exitCode of the command; -1 where it has none.
 * @param problem  what kept it from ending by itself; empty where it did.
 * @param tookMs   from its start.
 */
record Outcome(int exitCode, String problem, long tookMs)
{
    static final int NONE = -1;

    /** Ended by itself, with 0. */
    boolean isDone()
    {
        return exitCode == 0 && problem.isEmpty();
    }
}
