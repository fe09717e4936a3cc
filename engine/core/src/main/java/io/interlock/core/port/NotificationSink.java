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

    /**
     * What became of a safety action.
     *
     * @param event what happened.
     */
    default void action(final ActionEvent event)
    {
    }

    /**
     * What an operator says of notifications. Any thread; answers soon.
     *
     * @param command what is asked for.
     * @return what became of it.
     */
    default NoticeCommand.Answer command(final NoticeCommand command)
    {
        return new NoticeCommand.Answer(false, "this engine sends no notifications");
    }
}
