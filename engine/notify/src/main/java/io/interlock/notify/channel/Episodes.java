package io.interlock.notify.channel;

import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts of an episode may still be firing. An alert is known by its labels, and the severity is one of them, since people route by
 * it: when it changes, the alert of the former severity has to be ended. Of an episode whose beginning this process has not sent (it began
 * before a restart) each other severity may be firing. Remembers the last {@value #REMEMBERED} episodes.
 *
 * <p>Threading: one worker.
 */
final class Episodes
{
    /** More scopes are not in trouble at once. */
    static final int REMEMBERED = 4096;

    private final Map<String, State> states = new LinkedHashMap<>()
    {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, State> eldest)
        {
            return size() > REMEMBERED;
        }
    };

    /**
     * What is known of an episode. Immutable.
     *
     * @param firing severities whose alerts may be firing.
     * @param over   whether the scope is CLOSED again.
     */
    record State(Set<Priority> firing, boolean over)
    {
    }

    /**
     * What there is to be ended and to be fired.
     *
     * @param severity of the level that holds.
     * @param ended    severities whose alerts end; holds {@code severity} where the episode is over.
     * @param over     whether the episode is over.
     */
    record Step(Priority severity, Set<Priority> ended, boolean over)
    {
    }

    /**
     * What a message changes.
     *
     * @param notification of an episode.
     * @return what is to be told; {@link #told} makes it known.
     */
    Step next(final Notification notification)
    {
        final State known = states.get(episode(notification));
        final boolean over = known != null && known.over() || ends(notification);
        final Priority severity = severity(notification);
        final Set<Priority> ended = EnumSet.noneOf(Priority.class);
        if (known != null)
        {
            ended.addAll(known.firing());
        }
        else if (!begins(notification))
        {
            ended.addAll(EnumSet.range(Priority.WARNING, Priority.EMERGENCY));
        }
        if (over)
        {
            // One that comes late, behind the end, is told as ended: it reaches the receiver and sets nothing on fire again.
            if (!ends(notification))
            {
                ended.add(severity);
            }
        }
        else
        {
            ended.remove(severity);
        }
        return new Step(severity, ended, over);
    }

    /**
     * The receiver has taken it.
     *
     * @param notification what was told.
     * @param step         as {@link #next} gave it.
     */
    void told(final Notification notification, final Step step)
    {
        final String episode = episode(notification);
        // Taken out first: what was told last is forgotten last.
        states.remove(episode);
        states.put(episode, new State(step.over() ? Set.of() : Set.of(step.severity()), step.over()));
    }

    int remembered()
    {
        return states.size();
    }

    /**
     * The episode's name.
     *
     * @param notification any.
     * @return the message's id where it has none.
     */
    static String episode(final Notification notification)
    {
        final String episode = notification.draft().trail().episode();
        return episode.isEmpty() ? notification.id() : episode;
    }

    /** Without a level it ended before a restart: nothing more will come of it. */
    private static boolean ends(final Notification notification)
    {
        final String to = notification.draft().facts().to();
        return Level.CLOSED.name().equals(to) || notification.kind() == Kind.RESOLVED && to.isEmpty();
    }

    private static boolean begins(final Notification notification)
    {
        return notification.kind() == Kind.TRANSITION && Level.CLOSED.name().equals(notification.draft().facts().from());
    }

    /** By the level that holds, not by the message: a step down is told as INFO, but what is left of the trouble is not INFO. */
    private static Priority severity(final Notification notification)
    {
        final String to = notification.draft().facts().to();
        for (final Level level : Level.values())
        {
            if (level != Level.CLOSED && level.name().equals(to))
            {
                return Priority.of(Level.CLOSED, level);
            }
        }
        return notification.priority();
    }
}
