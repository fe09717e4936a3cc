package io.interlock.notify.channel;

import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the newest {@value #MOST} messages for a list that people look at, with who acknowledged each, and tells whoever follows.
 *
 * <p>Threading: any thread. Never fails and never waits for who follows.
 */
public final class DashboardChannel implements NotificationChannel
{
    /** Most messages that are kept. */
    public static final int MOST = 1000;

    private final String name;

    /** Oldest first, by id. Guarded by itself. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<DashboardStream> streams = ConcurrentHashMap.newKeySet();

    /** One of the name {@code dashboard}. */
    public DashboardChannel()
    {
        this("dashboard");
    }

    /**
     * One of a name.
     *
     * @param name of the channel.
     */
    public DashboardChannel(final String name)
    {
        this.name = name;
    }

    /**
     * A message of the list.
     *
     * @param notification   what was told.
     * @param acknowledgedBy who has seen it; empty while nobody has.
     * @param acknowledgedMs when, milliseconds since 1970; 0 while nobody has.
     */
    public record Entry(Notification notification, String acknowledgedBy, long acknowledgedMs)
    {
        /**
         * What became of it.
         *
         * @return whether somebody has acknowledged it; else it is delivered.
         */
        public boolean isAcknowledged()
        {
            return !acknowledgedBy.isEmpty();
        }
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout)
    {
        final boolean isNew;
        synchronized (entries)
        {
            // One that comes again keeps its place and who acknowledged it.
            isNew = entries.putIfAbsent(notification.id(), new Entry(notification, "", 0)) == null;
            if (entries.size() > MOST)
            {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        if (isNew)
        {
            streams.forEach(stream -> stream.offer(notification));
        }
        return isNew ? "in the list" : "was in the list already";
    }

    /** The list has everything, who acknowledged too. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    /**
     * The messages.
     *
     * @return newest first, at most {@value #MOST}; a copy.
     */
    public List<Entry> list()
    {
        final List<Entry> copy;
        synchronized (entries)
        {
            copy = new ArrayList<>(entries.values());
        }
        Collections.reverse(copy);
        return Collections.unmodifiableList(copy);
    }

    /**
     * Notes that somebody has seen a message. The first who did stays.
     *
     * @param id     of the message.
     * @param actor  who, not empty.
     * @param wallMs when, milliseconds since 1970.
     * @return false where there is no such message (any more).
     */
    public boolean acknowledge(final String id, final String actor, final long wallMs)
    {
        if (actor.isBlank())
        {
            throw new IllegalArgumentException("who acknowledges is empty: give a name");
        }
        synchronized (entries)
        {
            return entries.computeIfPresent(
                id, (key, entry) -> entry.isAcknowledged() ? entry : new Entry(entry.notification(), actor, wallMs)) != null;
        }
    }

    /**
     * Follows what comes from now on. Close the stream to stop.
     *
     * @param capacity most messages that wait for the follower, from 1; when more come the oldest are dropped and counted.
     * @return never null.
     */
    public DashboardStream follow(final int capacity)
    {
        final DashboardStream stream = new DashboardStream(capacity, streams::remove);
        streams.add(stream);
        return stream;
    }

    /** Ends every stream. */
    @Override
    public void close()
    {
        streams.forEach(DashboardStream::close);
    }

    @Override
    public String check(final Duration timeout)
    {
        return "keeps the newest " + MOST + " messages";
    }
}
