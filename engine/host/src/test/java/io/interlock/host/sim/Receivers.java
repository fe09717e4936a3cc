package io.interlock.host.sim;

import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The people at the other end, over all lives: what they were told, and what they should have been told. A receiver that keeps incidents
 * (the page) must know at last how each scope is.
 *
 * <p>Threading: one thread.
 */
final class Receivers
{
    private static final String FULL = "queue full";
    private static final long LIFE = 1L << 32;

    private final World world;
    /** What the engine has told of each scope, or a start found in the journal, over all lives, in the order in which it was decided. */
    private final Map<String, NavigableMap<Long, TransitionEvent>> told = new HashMap<>();
    private final Set<String> decided = new HashSet<>();
    private final Set<String> ends = new HashSet<>();
    /** What this life has told. */
    private final List<TransitionEvent> ofThisLife = new ArrayList<>();
    /** What is urgent and this life knows of, by id. */
    private final Map<String, TransitionEvent> due = new LinkedHashMap<>();
    /** What was told in a former life and cannot be lost. */
    private final Set<String> durable = new HashSet<>();
    /** What became of a message on a channel, by both. */
    private final Map<String, Fate> fates = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    /** In this life: scopes by id. */
    private final Map<String, String> takenByPage = new HashMap<>();
    /** What must not be delivered again, by channel and id: in this life, after it where it ends as planned, and ever. */
    private final Set<String> done = new HashSet<>();
    private final Set<String> journaled = new HashSet<>();
    private final Set<String> doneForGood = new HashSet<>();
    /** Episodes of which this life has told the end. */
    private final Set<String> over = new HashSet<>();
    /** What is open on the page, by scope and episode. */
    private final Map<String, Map<String, Incident>> incidents = new HashMap<>();
    /** Scopes that a death has brought to a level that nobody was told of, or of which something was lost that the page was told. */
    private final Set<String> doubtful = new HashSet<>();

    private long lives;

    /**
     * What the page has open.
     *
     * @param at    place of the latest that it was told of it, among all that was decided.
     * @param level by that.
     */
    private record Incident(long at, Level level)
    {
    }

    /** Of one message on one channel. */
    private static final class Fate
    {
        private boolean delivered;
        /** More than one where a life did not live to journal the first. */
        private final Set<String> joinedInto = new LinkedHashSet<>();
        private String suppressed;
    }

    Receivers(final World world)
    {
        this.world = world;
    }

    // ---- lives ----

    /** A life begins with what the journal knows and with levels. */
    void begun(final NoticeHistory history, final Map<String, Level> levels)
    {
        due.clear();
        final Set<String> ids = new HashSet<>();
        history.open().forEach(past ->
        {
            ids.add(past.event().id());
            owe(past.event());
            if (decided.add(past.event().id()))
            {
                // Of the life that has just ended, which could journal it and tell nobody.
                keep(lives - 1, past.event());
            }
        });
        final boolean damaged = world.disk().isDamaged();
        if (damaged)
        {
            // What was known to be delivered may not be known any more.
            doneForGood.clear();
        }
        else
        {
            durable.stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(
                id -> world.broken("the journal does not know any more that people were to be told of " + id));
        }
        levels.forEach((scope, level) ->
        {
            final NavigableMap<Long, TransitionEvent> events = told.getOrDefault(scope, new TreeMap<>());
            final Level last = events.isEmpty() ? Level.CLOSED : events.lastEntry().getValue().to();
            if (level != last || events.values().stream().anyMatch(event -> (damaged || isDue(event)) && !ids.contains(event.id())))
            {
                doubtful.add(scope);
            }
        });
    }

    /** A life has ended otherwise than planned: up to a decision all is durable. */
    void died(final long upTo)
    {
        ofThisLife.stream().filter(event -> isDue(event) && event.sequence() <= upTo).forEach(event -> durable.add(event.id()));
        next();
    }

    /** A life has ended as planned; the journal has all of it. */
    void stopped()
    {
        ofThisLife.stream().filter(Receivers::isDue).forEach(event -> durable.add(event.id()));
        doneForGood.addAll(journaled);
        next();
    }

    private void next()
    {
        // What arrived and is not known to have is sent again, perhaps as part of another incident: the first may stay open.
        takenByPage.forEach((id, scope) ->
        {
            if (!journaled.contains(key(Telling.PAGE, id)))
            {
                doubtful.add(scope);
            }
        });
        takenByPage.clear();
        over.clear();
        lives++;
        ofThisLife.clear();
        done.clear();
        journaled.clear();
    }

    private static boolean isDue(final TransitionEvent event)
    {
        return event.priority().compareTo(Priority.CRITICAL) >= 0;
    }

    private void owe(final TransitionEvent event)
    {
        if (isDue(event))
        {
            due.put(event.id(), event);
        }
    }

    // ---- what happens ----

    /** The engine has told of it. */
    void told(final TransitionEvent event)
    {
        decided.add(event.id());
        keep(lives, event);
        ofThisLife.add(event);
        owe(event);
    }

    private void keep(final long life, final TransitionEvent event)
    {
        if (!event.tightens())
        {
            ends.add(event.id());
        }
        told.computeIfAbsent(event.scope(), scope -> new TreeMap<>()).put(life * LIFE + event.sequence(), event);
    }

    /** A receiver gets a message; one that was long on its way may have been sent again meanwhile. */
    void take(final String channel, final Notification message, final boolean slow)
    {
        final String key = key(channel, message.id());
        // An end comes again where its beginning does, of which the journal did not know that it was delivered; and rounds of a call
        // are counted by the wall clock, which a former life may have seen further ahead.
        final boolean counted = message.kind() == Kind.ESCALATION || message.kind() == Kind.REPEAT;
        if (!slow && (done.contains(key) || doneForGood.contains(key) && !counted && !ends.contains(message.id())))
        {
            world.broken(channel + " gets " + message.id() + " again, which it has taken and the engine knows it");
        }
        taken.add(key);
        if (channel.equals(Telling.PAGE))
        {
            takenByPage.put(message.id(), message.scope());
        }
        if (channel.equals(Telling.PAGE))
        {
            switch (message.kind())
            {
                case TRANSITION, RESOLVED -> knows(message);
                case REPEAT, ESCALATION -> isCalled(message);
                default ->
                {
                    // It says nothing of a level. That a safety action failed, told after all is over, is for a person to close.
                }
            }
        }
    }

    /** What goes on is said once more: to a pager that has no such incident it opens one. */
    private void isCalled(final Notification message)
    {
        final String to = message.draft().facts().to();
        final String episode = message.draft().trail().episode();
        if (!over.contains(episode))
        {
            incidents.computeIfAbsent(message.scope(), scope -> new HashMap<>()).putIfAbsent(episode, new Incident(0, Level.valueOf(to)));
        }
    }

    private void knows(final Notification message)
    {
        final String to = message.draft().facts().to();
        if (to.isEmpty())
        {
            // It ended in a former life.
            knows(message, 0, Level.CLOSED);
            return;
        }
        for (final Map.Entry<Long, TransitionEvent> at : told.getOrDefault(message.scope(), new TreeMap<>()).descendingMap().entrySet())
        {
            final TransitionEvent event = at.getValue();
            if (event.sequence() == message.draft().trail().sequence() && event.wallMs() == message.draft().facts().wallMs()
                && to.equals(event.to().name()))
            {
                knows(message, at.getKey(), event.to());
                return;
            }
        }
    }

    /**
     * An end closes the incident of its episode, whatever came before it; what comes after it opens none, as pagers' channels see to, while
     * they live. Else the latest counts.
     */
    private void knows(final Notification message, final long at, final Level level)
    {
        final Map<String, Incident> open = incidents.computeIfAbsent(message.scope(), scope -> new HashMap<>());
        final String episode = message.draft().trail().episode();
        final Incident incident = open.get(episode);
        if (level == Level.CLOSED)
        {
            open.remove(episode);
            over.add(episode);
        }
        else if (over.contains(episode))
        {
            return;
        }
        else if (incident == null || at >= incident.at())
        {
            open.put(episode, new Incident(at, level));
        }
    }

    private Level believed(final String scope)
    {
        return incidents.getOrDefault(scope, Map.of()).values().stream().map(Incident::level).reduce(Level.CLOSED, Level::max);
    }

    /** What the engine wants journaled of a message. */
    void record(final NoticeRecord several)
    {
        for (final NoticeRecord record : NoticeDigest.each(several))
        {
            final String details = record.words().details();
            final String key = key(record.channel(), record.id());
            final Fate fate = fates.computeIfAbsent(key, id -> new Fate());
            switch (record.outcome())
            {
                case DELIVERED ->
                {
                    fate.delivered = true;
                    done.add(key);
                    // What was merged into another message has arrived with that one; a record that stands for many does not say so.
                    world.require(taken.contains(key) || details.startsWith("with ") || several.id().equals(NoticeDigest.ID),
                        record.id() + " is recorded as delivered on " + record.channel() + ", which has not got it");
                }
                case SUPPRESSED ->
                {
                    final boolean joined = details.startsWith(NoticeDigest.JOINED);
                    if (joined)
                    {
                        fate.joinedInto.add(details.substring(NoticeDigest.JOINED.length()));
                    }
                    else
                    {
                        fate.suppressed = details;
                    }
                    if (details.equals(FULL) && record.channel().equals(Telling.PAGE))
                    {
                        // What is lesser gives way, an end among it; a start tells it.
                        doubtful.add(record.scope());
                    }
                }
                default ->
                {
                    // On its way.
                }
            }
        }
    }

    /** It is in the journal. */
    void journaled(final NoticeRecord several)
    {
        NoticeDigest.each(several).stream().filter(record -> record.outcome() == NoticeRecord.Outcome.DELIVERED)
            .forEach(record -> journaled.add(key(record.channel(), record.id())));
    }

    private static String key(final String channel, final String id)
    {
        return channel + ' ' + id;
    }

    // ---- at last ----

    /** The network was well for hours: nobody has missed what is urgent, and the page knows how all is. */
    void settled(final Map<String, Level> levels, final boolean roomy)
    {
        for (final TransitionEvent event : due.values())
        {
            for (final String channel : Telling.CHANNELS)
            {
                world.require(isSettled(channel, event.id(), new HashSet<>()), channel + " was never told of " + event.id() + ": \""
                    + event.scope() + "\" " + event.from() + " to " + event.to() + "; " + why(channel, event.id()));
            }
        }
        if (roomy)
        {
            levels.forEach((scope, level) -> world.require(doubtful.contains(scope) || isRight(scope, level),
                "the page believes that \"" + scope + "\" is " + believed(scope) + ", and it is " + level));
        }
    }

    /** Never less strict than it is, but for an ALERT that comes from below; and an end is an end. Steps before it may be held back. */
    private boolean isRight(final String scope, final Level level)
    {
        final Level believed = believed(scope);
        return level == Level.CLOSED ? believed == level
            : !level.isAbove(believed) || level == Level.ALERT && believed == Level.CLOSED;
    }

    private boolean isSettled(final String channel, final String id, final Set<String> seen)
    {
        final Fate fate = fates.get(key(channel, id));
        if (fate == null || !seen.add(id))
        {
            return false;
        }
        return fate.delivered || fate.suppressed != null && !fate.suppressed.equals(FULL)
            || fate.joinedInto.stream().anyMatch(into -> isSettled(channel, into, seen));
    }

    private String why(final String channel, final String id)
    {
        final Fate fate = fates.get(key(channel, id));
        return fate == null ? "nothing became of it" : "joined into " + fate.joinedInto + ", suppressed: " + fate.suppressed;
    }
}
