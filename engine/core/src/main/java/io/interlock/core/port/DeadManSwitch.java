package io.interlock.core.port;

/**
 * A venue's own dead man's switch: it cancels everything unless refreshed in time. Refreshed while the engine can be believed and its root
 * is below SHUTDOWN, so that a dead process cancels too. Not refreshed any more: from a kill of the root or a critical error on, judged or
 * not; while the breaker thread or the watchdog makes no progress; once judging has thrown; once the engine is closed. A level below
 * SHUTDOWN, and a SHUTDOWN of another scope than the root, leave it refreshed.
 *
 * <p>Threading: one worker of the engine alone.
 */
@FunctionalInterface
public interface DeadManSwitch
{
    /** There is none. */
    DeadManSwitch NONE = () ->
    {
    };

    /** Says that the engine lives. Called about once a second; a failure is reported as an issue, and the next call comes all the same. */
    void refresh();
}
