package io.interlock.notify.delivery;

import io.interlock.core.port.Priority;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.route.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What waits for one channel, bounded: where there is no room, what is least urgent and oldest gives way; CRITICAL and EMERGENCY never do,
 * but are merged into the latest of the same scope and priority. So it holds at most its capacity and two for each scope.
 *
 * <p>The loudest goes first, then the oldest. What is of one scope keeps its order unless the later is louder: a receiver must not get the
 * end of an incident before its beginning.
 *
 * <p>Threading: under the lock of its worker.
 */
final class ChannelQueue
{
    private static final Comparator<QueuedMessage> LOUDEST = Comparator.comparing(QueuedMessage::priority).reversed();
    private static final Comparator<QueuedMessage> FRESHEST =
        Comparator.<QueuedMessage>comparingInt(message -> message.attempts).thenComparing(LOUDEST);

    private final int capacity;
    private final BiConsumer<Notification, String> suppressed;
    private final List<QueuedMessage> messages = new ArrayList<>();
    /** How often one was picked. */
    private long turn;

    /**
     * An empty queue.
     *
     * @param capacity   most messages, but for what is merged.
     * @param suppressed gets what gave way, and why.
     */
    ChannelQueue(final int capacity, final BiConsumer<Notification, String> suppressed)
    {
        this.capacity = capacity;
        this.suppressed = suppressed;
    }

    void offer(final Notification notification, final long nowNs)
    {
        offer(notification, nowNs, nowNs);
    }

    /** One that is not to be tried before a time of its own. */
    void offer(final Notification notification, final long nowNs, final long notBeforeNs)
    {
        if (messages.size() < capacity || makeRoom(notification))
        {
            final QueuedMessage message = new QueuedMessage(notification, nowNs, notBeforeNs);
            message.turn = turn;
            messages.add(message);
        }
    }

    /** Whether a change that made an episode stricter has not been taken yet. */
    boolean holdsChange(final String episode)
    {
        return messages.stream()
            .anyMatch(message -> ToldChanges.isChange(message) && message.base().draft().trail().episode().equals(episode));
    }

    /** Gives true when the message may be added. */
    private boolean makeRoom(final Notification arriving)
    {
        final int rank = rank(arriving);
        final boolean urgent = QueuedMessage.isUrgent(arriving);
        final QueuedMessage least = least();
        final int leastRank = least == null ? Integer.MAX_VALUE : rank(least.base());
        if (leastRank <= Priority.WARNING.ordinal() && leastRank <= rank)
        {
            giveWay(least);
            return true;
        }
        if (!urgent && leastRank > rank)
        {
            suppressed.accept(arriving, Outbox.FULL);
            return false;
        }
        final QueuedMessage same = urgent ? sameScope(arriving) : null;
        if (same != null)
        {
            final Notification out = same.merge(arriving);
            if (out != null)
            {
                suppressed.accept(out, Outbox.JOINED + same.id());
            }
            return false;
        }
        if (least != null && !QueuedMessage.isUrgent(least.base()))
        {
            giveWay(least);
        }
        return true;
    }

    private void giveWay(final QueuedMessage least)
    {
        messages.remove(least);
        suppressed.accept(least.base(), Outbox.FULL);
    }

    private QueuedMessage least()
    {
        QueuedMessage least = null;
        for (final QueuedMessage message : messages)
        {
            if (!message.inFlight && (least == null || rank(message.base()) < rank(least.base())))
            {
                least = message;
            }
        }
        return least;
    }

    private QueuedMessage sameScope(final Notification arriving)
    {
        for (int i = messages.size() - 1; i >= 0; i--)
        {
            final QueuedMessage message = messages.get(i);
            if (!message.inFlight && message.priority() == arriving.priority() && message.scope().equals(arriving.scope())
                && ends(message.base()) == ends(arriving))
            {
                return message;
            }
        }
        return null;
    }

    /** INFO, WARNING, then what ends something, CRITICAL, EMERGENCY. */
    private static int rank(final Notification notification)
    {
        final int rank = notification.priority().ordinal();
        if (rank <= Priority.WARNING.ordinal())
        {
            return ends(notification) ? Priority.WARNING.ordinal() + 1 : rank;
        }
        return rank + 1;
    }

    private static boolean ends(final Notification notification)
    {
        return notification.kind() == Kind.RESOLVED || notification.kind() == Kind.ACKNOWLEDGED;
    }

    /** The loudest that is due, then the oldest; null: none. */
    QueuedMessage pickDue(final long nowNs)
    {
        final QueuedMessage due = pick(message -> message.nextNs - nowNs <= 0, LOUDEST);
        final QueuedMessage picked = due == null || !ends(due.base()) ? due : beginning(due);
        if (picked != null)
        {
            picked.turn = ++turn;
        }
        return picked;
    }

    /**
     * What ends an incident may pass what the receiver refused, but each time it is tried that is tried once before it: where a person has
     * mended the channel meanwhile, the beginning arrives first.
     */
    private QueuedMessage beginning(final QueuedMessage end)
    {
        for (final QueuedMessage message : messages)
        {
            if (message == end)
            {
                break;
            }
            if (!message.inFlight && message.refusals > 0 && message.turn <= end.turn && message.scope().equals(end.scope()))
            {
                return message;
            }
        }
        return end;
    }

    /**
     * The one by which a broken channel is tried, whenever it wanted to be tried again.
     *
     * @param fresh the least tried one in place of the loudest: one message alone may be what the receiver cannot take.
     * @return null: none.
     */
    QueuedMessage pickTrial(final long nowNs, final boolean fresh)
    {
        return pick(message -> !message.isHeld(nowNs), fresh ? FRESHEST : LOUDEST);
    }

    boolean hasTrial(final long nowNs)
    {
        return pickTrial(nowNs, false) != null;
    }

    /** CRITICAL or above, each once; null: none. What is held has no outcome then, and is sent after a restart. */
    QueuedMessage pickAtClose(final long nowNs)
    {
        return pick(message -> message.isUrgent() && !message.triedAtClose && !message.isHeld(nowNs), LOUDEST);
    }

    private QueuedMessage pick(final Predicate<QueuedMessage> wanted, final Comparator<QueuedMessage> first)
    {
        final QueuedMessage[] best = {null};
        eachInTurn(message ->
        {
            if (wanted.test(message) && (best[0] == null || first.compare(message, best[0]) < 0))
            {
                best[0] = message;
            }
        });
        return best[0];
    }

    /** Nanoseconds until one of them wants to be tried; {@code most} at most. */
    long waitNs(final long nowNs, final long most)
    {
        final long[] wait = {most};
        eachInTurn(message -> wait[0] = Math.min(wait[0], message.nextNs - nowNs));
        return Math.max(0, wait[0]);
    }

    /** Those that wait for no other of their scope, in the order of their arrival. */
    private void eachInTurn(final Consumer<QueuedMessage> visitor)
    {
        final Map<String, Priority> before = new HashMap<>();
        for (final QueuedMessage message : messages)
        {
            final Priority earlier = before.get(message.scope());
            if (message.letsPass())
            {
                visitor.accept(message);
            }
            else if (earlier == null || message.priority().compareTo(earlier) > 0)
            {
                before.put(message.scope(), message.priority());
                visitor.accept(message);
            }
        }
    }

    /** Takes out what may be given up by time and has waited longer than the deadline. */
    List<QueuedMessage> takeExpired(final long nowNs, final long deadlineNs)
    {
        final List<QueuedMessage> expired = new ArrayList<>();
        for (final Iterator<QueuedMessage> all = messages.iterator(); all.hasNext();)
        {
            final QueuedMessage message = all.next();
            if (!message.isKept() && !message.inFlight && nowNs - message.enteredNs >= deadlineNs)
            {
                all.remove();
                expired.add(message);
            }
        }
        return expired;
    }

    /** The channel works again: what was kept for later is due. */
    void allDue(final long nowNs)
    {
        for (final QueuedMessage message : messages)
        {
            message.parked = false;
            message.due(nowNs);
        }
    }

    /** A message was taken: what was kept after its round is due, since that may have been another's fault. */
    void parkedDue(final long nowNs)
    {
        for (final QueuedMessage message : messages)
        {
            if (message.parked)
            {
                message.parked = false;
                message.due(nowNs);
            }
        }
    }

    /** A message was taken: what was refused is tried once more at once, since a person may have mended the channel. */
    void refusedDue(final long nowNs)
    {
        for (final QueuedMessage message : messages)
        {
            if (message.refusals > 0 && !message.othersTaken)
            {
                message.othersTaken = true;
                message.due(nowNs);
            }
        }
    }

    /** Whether one waits that was tried in vain. */
    boolean hasFailed()
    {
        return messages.stream().anyMatch(message -> message.attempts > 0 && !message.inFlight);
    }

    void remove(final QueuedMessage message)
    {
        messages.remove(message);
    }

    int size()
    {
        return messages.size();
    }
}
