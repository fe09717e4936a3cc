package io.interlock.notify.delivery;

import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A message that waits for a channel, with those that were merged into it. Threading: under the lock of its worker.
 */
final class QueuedMessage
{
    static final int MOST_MERGED = 256;
    /** Records of reasons, should they change each time. */
    static final int MOST_REASONS = 8;

    private static final int LONG_WORD = 8;

    final long enteredNs;
    private final long notBeforeNs;
    int attempts;
    /** When it was tried last, milliseconds since 1970. */
    long triedMs;
    long nextNs;
    long roundEndsNs = Long.MAX_VALUE;
    boolean parked;
    /** How often it was refused in a way that a person must mend. */
    int refusals;
    /** The channel has taken another since it was refused: from then on the fault may be its own. */
    boolean othersTaken;
    /** When it was last picked, as the queue counts; before that when it came. */
    long turn;
    boolean inFlight;
    boolean triedAtClose;
    Backoff backoff;
    private Notification base;
    private final Deque<Notification> others = new ArrayDeque<>();
    private long forgotten;
    private String recordedReason = "";
    private int reasons;
    private boolean recordedLate;
    private long unrecorded;

    QueuedMessage(final Notification notification, final long nowNs, final long notBeforeNs)
    {
        base = notification;
        enteredNs = nowNs;
        nextNs = notBeforeNs;
        this.notBeforeNs = notBeforeNs;
    }

    /** It is tried as soon as it may be. */
    void due(final long nowNs)
    {
        nextNs = isHeld(nowNs) ? notBeforeNs : nowNs;
    }

    /** Whether it must not be tried yet, in quiet hours that the rules did not see to. */
    boolean isHeld(final long nowNs)
    {
        return notBeforeNs - nowNs > 0;
    }

    /**
     * Stands for one more. A transition stays the one that is told, since receivers open their incident by it; else the latest is.
     *
     * @param notification of the same scope and priority.
     * @return the one that finds no room any more and is only counted in the words; null: none.
     */
    Notification merge(final Notification notification)
    {
        if (notification.kind() == Kind.TRANSITION || base.kind() != Kind.TRANSITION)
        {
            others.add(base);
            base = notification;
        }
        else
        {
            others.add(notification);
        }
        if (others.size() <= MOST_MERGED)
        {
            return null;
        }
        forgotten++;
        return others.remove();
    }

    Notification base()
    {
        return base;
    }

    String id()
    {
        return base.id();
    }

    String scope()
    {
        return base.scope();
    }

    Priority priority()
    {
        return base.priority();
    }

    /** For the record of a delivery: by which incident the receiver has it, where that is not of its own name, and whether it is over. */
    String incident()
    {
        final Draft draft = base.draft();
        final String episode = draft.trail().episode();
        final boolean own = !draft.ends() && others.isEmpty() && episode.equals(draft.id());
        return own || !opens(draft) ? "" : new NoticeIncident(episode, draft.ends()).words();
    }

    /** Whether a receiver that keeps incidents has one by it, or none any more. */
    private static boolean opens(final Draft draft)
    {
        return switch (draft.kind())
        {
            case TRANSITION, RESOLVED, REPEAT, ESCALATION -> true;
            case UPDATE -> draft.priority().compareTo(Priority.CRITICAL) >= 0;
            default -> false;
        };
    }

    List<Notification> others()
    {
        return new ArrayList<>(others);
    }

    /** As it is sent: with the ids that it stands for. */
    Notification toSend()
    {
        return others.isEmpty() ? base : MergedWords.of(base, others(), forgotten);
    }

    /**
     * Whether a failure after which it is tried again has something to say that has not been recorded of it.
     *
     * @param reason why it failed.
     * @param late   it is kept beyond its deadline.
     * @return false: the attempt is only counted.
     */
    boolean isNews(final String reason, final boolean late)
    {
        final String key = key(reason);
        final boolean first = late && !recordedLate || !key.equals(recordedReason) && reasons++ < MOST_REASONS;
        recordedLate |= late;
        recordedReason = key;
        unrecorded += first ? 0 : 1;
        return first;
    }

    /** Without what is another each time: long words with digits are times and numbers of requests. */
    private static String key(final String reason)
    {
        final StringBuilder key = new StringBuilder("because");
        for (final String word : String.valueOf(reason).split("\\s+"))
        {
            key.append(' ').append(word.length() >= LONG_WORD && word.chars().anyMatch(Character::isDigit) ? "#" : word);
        }
        return key.toString();
    }

    /** How many failed attempts have no record of their own. */
    long unrecorded()
    {
        return unrecorded;
    }

    /** Whether it no longer keeps those behind it waiting: refused after another was taken, or three times. */
    boolean letsPass()
    {
        return refusals >= 3 || othersTaken && refusals >= 2;
    }

    /** Never given up, by time or by a refusal: what is urgent, and what ends an incident that a receiver may have open. */
    boolean isKept()
    {
        return isUrgent(base) || base.kind() == Kind.RESOLVED;
    }

    boolean isUrgent()
    {
        return isUrgent(base);
    }

    static boolean isUrgent(final Notification notification)
    {
        return notification.priority().compareTo(Priority.CRITICAL) >= 0;
    }
}
