package io.interlock.console.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The connections that are open, each with its deadline. Where there are as many as may be, a new one ends the one that has waited longest
 * without having shown a token: so connections that say nothing, or drip, keep nobody out, and cannot end those of who is let in.
 *
 * <p>Threading: any thread; a short lock. What ends a connection is called outside of it.
 */
final class Connections
{
    private final ServerLimits limits;
    private final LongSupplier nowNs;
    private final Set<Entry> waiting = new LinkedHashSet<>();
    private final Set<Entry> trusted = new LinkedHashSet<>();
    private final Map<String, Integer> perPeer = new HashMap<>();
    private long cut;

    Connections(final ServerLimits limits, final LongSupplier nowNs)
    {
        this.limits = limits;
        this.nowNs = nowNs;
    }

    /** One connection. Its fields are guarded by the lock of all, but for the number of answers. */
    static final class Entry
    {
        private final String peer;
        private final Runnable end;
        private long deadlineNs;
        private boolean gone;
        private boolean watched;
        private volatile long answers;

        private Entry(final String peer, final Runnable end)
        {
            this.peer = peer;
            this.end = end;
        }

        /** How many have been sent. */
        long answers()
        {
            return answers;
        }
    }

    /**
     * A connection was opened.
     *
     * @param peer of {@link io.interlock.console.access.PeerKey}.
     * @param end  ends it; any thread, more than once.
     * @return null where there is no room, and none can be made: it is to be ended.
     */
    Entry opened(final String peer, final Runnable end)
    {
        final Entry entry = new Entry(peer, end);
        Entry victim = null;
        synchronized (this)
        {
            final int ofPeer = perPeer.getOrDefault(peer, 0);
            if (ofPeer >= limits.maxPerPeer() || waiting.size() + trusted.size() >= limits.maxConnections())
            {
                victim = oldest(ofPeer >= limits.maxPerPeer() ? peer : null);
                if (victim == null)
                {
                    cut++;
                    return null;
                }
                remove(victim);
                cut++;
            }
            perPeer.merge(peer, 1, Integer::sum);
            entry.deadlineNs = nowNs.getAsLong() + limits.headNs();
            waiting.add(entry);
        }
        if (victim != null)
        {
            victim.end.run();
        }
        return entry;
    }

    private Entry oldest(final String peer)
    {
        for (final Entry entry : waiting)
        {
            if (peer == null || peer.equals(entry.peer))
            {
                return entry;
            }
        }
        return null;
    }

    /** A whole head has come: the request has its own deadline, and with a token its connection is not ended for another. */
    synchronized void request(final Entry entry, final boolean withToken)
    {
        move(entry, withToken ? trusted : waiting, limits.requestNs());
    }

    /** Whether this is the first time that it is asked: then its end is to be told to {@link #closed}. */
    synchronized boolean watch(final Entry entry)
    {
        final boolean first = !entry.watched;
        entry.watched = true;
        return first;
    }

    /** The answer is out: a next head may come. */
    synchronized void answered(final Entry entry)
    {
        entry.answers = entry.answers + 1;
        move(entry, waiting, limits.headNs());
    }

    private void move(final Entry entry, final Set<Entry> to, final long leftNs)
    {
        if (!entry.gone)
        {
            waiting.remove(entry);
            trusted.remove(entry);
            to.add(entry);
            entry.deadlineNs = nowNs.getAsLong() + leftNs;
        }
    }

    /** It is closed, by whomever. */
    synchronized void closed(final Entry entry)
    {
        remove(entry);
    }

    private void remove(final Entry entry)
    {
        if (!entry.gone)
        {
            entry.gone = true;
            waiting.remove(entry);
            trusted.remove(entry);
            perPeer.computeIfPresent(entry.peer, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Ends those whose time is over; to be called several times a second. */
    void cutOverdue()
    {
        final List<Entry> overdue = new ArrayList<>();
        synchronized (this)
        {
            final long now = nowNs.getAsLong();
            collect(waiting, now, overdue);
            collect(trusted, now, overdue);
            overdue.forEach(this::remove);
            cut += overdue.size();
        }
        overdue.forEach((entry) -> entry.end.run());
    }

    private static void collect(final Set<Entry> entries, final long now, final List<Entry> overdue)
    {
        for (final Entry entry : entries)
        {
            if (now - entry.deadlineNs >= 0)
            {
                overdue.add(entry);
            }
        }
    }

    /** Ends all. */
    void endAll()
    {
        final List<Entry> all = new ArrayList<>();
        synchronized (this)
        {
            all.addAll(waiting);
            all.addAll(trusted);
            all.forEach(this::remove);
        }
        all.forEach((entry) -> entry.end.run());
    }

    synchronized int open()
    {
        return waiting.size() + trusted.size();
    }

    /** How many were ended early, or not taken. */
    synchronized long cut()
    {
        return cut;
    }
}
