package io.interlock.core.port;

/**
 * Where notifications are handed over to be delivered. Loosening and INFO come only when they are durable.
 *
 * <p>Threading: one worker of the engine alone. Must not block for long; must not throw.
 */
public interface NotificationSink
{
    /** Delivers nothing. */
    NotificationSink NONE = new NotificationSink()
    {
    };

    /**
     * A transition, with the priority that it says.
     *
     * @param event what changed.
     */
    default void transition(final TransitionEvent event)
    {
    }

    /**
     * An issue.
     *
     * @param issue what happened.
     */
    default void issue(final Issue issue)
    {
    }
}
