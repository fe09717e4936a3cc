package io.interlock.core.port;

/**
 * A venue's own dead man's switch: it cancels everything unless refreshed in time. Refreshed while the engine lives and is below SHUTDOWN,
 * so that a dead process cancels too.
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

    /** Says that the engine lives. Called about once a second; a failure is reported as an issue. */
    void refresh();
}
