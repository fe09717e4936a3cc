package io.interlock.notify.route;

import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.NoticeRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of each message of former lives on each channel.
 *
 * <p>Threading: the router's thread.
 */
final class FormerFates
{
    private final Map<String, Map<String, Fate>> fates = new HashMap<>();

    /** What became of one message on one channel. */
    static final class Fate
    {
        private boolean delivered;
        private boolean suppressed;
        private boolean overtaken;
        private boolean toldAlready;
        private String incident;
        private boolean named;
        private String joinedInto;

        boolean delivered()
        {
            return delivered;
        }

        /** A stricter change was told before it. */
        boolean overtaken()
        {
            return overtaken;
        }

        /** The receiver had the same level for the same cause, and its incident went on. */
        boolean toldAlready()
        {
            return toldAlready;
        }

        /** By which episode the receiver has it; null: it was not told of it. */
        String incident()
        {
            return incident;
        }

        /** Whether the record says so; else it is the message's own name. */
        boolean named()
        {
            return named;
        }

        /** The id of the message that it stands in; null: none. */
        String joinedInto()
        {
            return joinedInto;
        }
    }

    void note(final NoticeRecord record)
    {
        final Fate fate = fates.computeIfAbsent(record.id(), id -> new HashMap<>())
            .computeIfAbsent(record.channel(), channel -> new Fate());
        final String details = record.words().details();
        switch (record.outcome())
        {
            case DELIVERED ->
            {
                final NoticeIncident incident = NoticeIncident.of(details);
                fate.delivered = true;
                fate.incident = incident == null ? record.id() : incident.id();
                fate.named = incident != null;
            }
            case SUPPRESSED ->
            {
                fate.suppressed |= !details.startsWith(Outbox.JOINED) && !details.equals(Outbox.FULL);
                fate.toldAlready |= details.startsWith(Group.TOLD_ALREADY);
                fate.overtaken |= details.startsWith(Changes.OVERTAKEN);
                fate.joinedInto = details.startsWith(Outbox.JOINED) ? details.substring(Outbox.JOINED.length()) : fate.joinedInto;
            }
            default ->
            {
                // A failure, or an operator's word, takes nothing off a channel.
            }
        }
    }

    /** Whether anything became of it on any channel. */
    boolean isKnown(final String id)
    {
        return fates.containsKey(id);
    }

    boolean wasDelivered(final String id, final String channel)
    {
        final Fate fate = of(id, channel);
        return fate != null && fate.delivered;
    }

    boolean isDone(final String id, final String channel)
    {
        final Fate fate = of(id, channel);
        return fate != null && (fate.delivered || fate.suppressed);
    }

    /** Follows what was joined to the message that it stands in; null where that has no fate yet. */
    Fate of(final String id, final String channel)
    {
        final Set<String> seen = new HashSet<>();
        String at = id;
        Fate fate = own(at, channel);
        while (fate != null && !fate.delivered && !fate.suppressed && fate.joinedInto != null && seen.add(at))
        {
            at = fate.joinedInto;
            fate = own(at, channel);
        }
        return fate;
    }

    Fate own(final String id, final String channel)
    {
        final Map<String, Fate> byChannel = fates.get(id);
        return byChannel == null ? null : byChannel.get(channel);
    }
}
