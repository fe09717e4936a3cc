package io.interlock.console.http;

import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
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
 * <p>A token does not keep others out either: one principal has so many requests at once, reporters and viewers together half of all
 * connections, and one more ends the oldest of the principal that has most; first one whose body has not come. Where there is still no
 * room for a new connection, one of those makes it.
 *
 * <p>Threading: any thread; a short lock. What ends a connection is called outside of it.
 */
final class Connections
{
    /** Bytes of long answers that are not yet sent, of all connections. */
    static final long MOST_UNSENT = 32L << 20;
    /** Bytes of an answer that is not counted: even of all connections they are few. */
    static final int SHORT = 16_384;

    private final ServerLimits limits;
    private final LongSupplier nowNs;
    private final Set<Entry> waiting = new LinkedHashSet<>();
    private final Map<Principal, Set<Entry>> trusted = new HashMap<>();
    private final Map<String, Integer> perPeer = new HashMap<>();
    private int trustedCount;
    /** Of {@link #trustedCount}, those of reporters and viewers. */
    private int lowCount;
    private long unsent;
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
        private Principal principal;
        /** Its body has not come yet. */
        private boolean unfinished;
        private long unsent;
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
     * @return null where there is no room at all: it is to be ended.
     */
    Entry opened(final String peer, final Runnable end)
    {
        final Entry entry = new Entry(peer, end);
        Entry victim = null;
        synchronized (this)
        {
            final int ofPeer = perPeer.getOrDefault(peer, 0);
            if (ofPeer >= limits.maxPerPeer() || waiting.size() + trustedCount >= limits.maxConnections())
            {
                final String crowded = ofPeer >= limits.maxPerPeer() ? peer : null;
                final Entry silent = oldest(waiting, crowded, false);
                victim = silent == null ? ofTheGreatest(crowded) : silent;
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

    private static Entry oldest(final Set<Entry> entries, final String peer, final boolean unfinished)
    {
        for (final Entry entry : entries)
        {
            if ((peer == null || peer.equals(entry.peer)) && (entry.unfinished || !unfinished))
            {
                return entry;
            }
        }
        return null;
    }

    /** An entry of the reporter or viewer that has most; of another only where none of those has one. */
    private Entry ofTheGreatest(final String peer)
    {
        Entry found = null;
        int most = 0;
        for (final Map.Entry<Principal, Set<Entry>> each : trusted.entrySet())
        {
            final Entry entry = expendable(each.getValue(), peer);
            final int size = each.getValue().size() + (isLow(each.getKey()) ? limits.maxConnections() : 0);
            if (entry != null && size > most)
            {
                most = size;
                found = entry;
            }
        }
        return found;
    }

    private static Entry expendable(final Set<Entry> entries, final String peer)
    {
        final Entry unfinished = oldest(entries, peer, true);
        return unfinished == null ? oldest(entries, peer, false) : unfinished;
    }

    private static boolean isLow(final Principal principal)
    {
        return principal.role() == Role.REPORTER || principal.role() == Role.VIEWER;
    }

    /**
     * A whole head has come: the request has its own deadline.
     *
     * @param entry      whose.
     * @param principal  of its token; null: none, or it was refused.
     * @param unfinished whether a body follows.
     */
    void request(final Entry entry, final Principal principal, final boolean unfinished)
    {
        Entry victim = null;
        synchronized (this)
        {
            if (entry.gone)
            {
                return;
            }
            drop(entry);
            if (principal != null)
            {
                final Set<Entry> own = trusted.getOrDefault(principal, Set.of());
                victim = own.size() >= limits.maxPerPrincipal() ? expendable(own, null)
                    : isLow(principal) && lowCount >= limits.maxOfReadersAndReporters() ? ofTheGreatest(null) : null;
            }
            if (victim != null)
            {
                remove(victim);
                cut++;
            }
            put(entry, principal, unfinished, limits.requestNs());
        }
        if (victim != null)
        {
            victim.end.run();
        }
    }

    /** Its body has come. */
    synchronized void received(final Entry entry)
    {
        entry.unfinished = false;
    }

    /** Whether this is the first time that it is asked: then its end is to be told to {@link #closed}. */
    synchronized boolean watch(final Entry entry)
    {
        final boolean first = !entry.watched;
        entry.watched = true;
        return first;
    }

    /**
     * Whether a long answer may be kept until it is sent: who reads slowly must not fill the memory, and one principal not the room of all.
     * One answer is always let through, however long. It is given back by {@link #answered} or {@link #closed}.
     */
    synchronized boolean keep(final Entry entry, final int bytes)
    {
        if (bytes <= SHORT)
        {
            return true;
        }
        final long own = entry.principal == null ? 0 : trusted.get(entry.principal).stream().mapToLong((each) -> each.unsent).sum();
        if (entry.gone || unsent > 0 && unsent + bytes > MOST_UNSENT || own > 0 && own + bytes > MOST_UNSENT / 2)
        {
            return false;
        }
        entry.unsent += bytes;
        unsent += bytes;
        return true;
    }

    private void sent(final Entry entry)
    {
        unsent -= entry.unsent;
        entry.unsent = 0;
    }

    /** Bytes of long answers that are not yet sent. */
    synchronized long unsent()
    {
        return unsent;
    }

    /** The answer is out: a next head may come. */
    synchronized void answered(final Entry entry)
    {
        entry.answers = entry.answers + 1;
        if (!entry.gone)
        {
            sent(entry);
            drop(entry);
            put(entry, null, false, limits.headNs());
        }
    }

    private void put(final Entry entry, final Principal principal, final boolean unfinished, final long leftNs)
    {
        entry.principal = principal;
        entry.unfinished = unfinished;
        entry.deadlineNs = nowNs.getAsLong() + leftNs;
        if (principal == null)
        {
            waiting.add(entry);
            return;
        }
        trusted.computeIfAbsent(principal, (key) -> new LinkedHashSet<>()).add(entry);
        trustedCount++;
        lowCount += isLow(principal) ? 1 : 0;
    }

    private void drop(final Entry entry)
    {
        final Principal principal = entry.principal;
        if (principal == null)
        {
            waiting.remove(entry);
            return;
        }
        entry.principal = null;
        trusted.computeIfPresent(principal, (key, entries) -> entries.remove(entry) && entries.isEmpty() ? null : entries);
        trustedCount--;
        lowCount -= isLow(principal) ? 1 : 0;
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
            sent(entry);
            drop(entry);
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
            trusted.values().forEach((entries) -> collect(entries, now, overdue));
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
            trusted.values().forEach(all::addAll);
            all.forEach(this::remove);
        }
        all.forEach((entry) -> entry.end.run());
    }

    synchronized int open()
    {
        return waiting.size() + trustedCount;
    }

    /** How many were ended early, or not taken. */
    synchronized long cut()
    {
        return cut;
    }
}
