package io.interlock.console.http;

import io.interlock.console.access.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The event streams that are open. They are counted apart from all other connections, so that none of them is in the way of a command.
 *
 * <p>Each token may have all of them while nobody else wants one. Once there are as many as may be, a new one takes the place of the oldest
 * of the token that has most, if its own then has no more than that one; of one token likewise by address. Else it is refused.
 *
 * <p>Threading: any thread; a short lock, outside of which clients are called.
 */
final class Streams
{
    private final StreamLimits limits;
    private final LongSupplier nowNs;
    private final Map<Principal, Set<StreamClient>> shares = new HashMap<>();
    private final Set<StreamClient> ending = new HashSet<>();
    private final Map<StreamEnd, Long> ended = new EnumMap<>(StreamEnd.class);
    private int open;
    private boolean closed;

    Streams(final StreamLimits limits, final LongSupplier nowNs)
    {
        this.limits = limits;
        this.nowNs = nowNs;
    }

    StreamLimits limits()
    {
        return limits;
    }

    /** One more; null where there is no room for it. */
    StreamClient admit(final Caller caller, final String peer, final StreamClient.Wire wire)
    {
        final StreamClient client = new StreamClient(caller, peer, wire, this, nowNs);
        StreamClient victim = null;
        synchronized (this)
        {
            if (!closed && open >= limits.most())
            {
                victim = victim(caller.principal(), peer);
            }
            if (closed || open >= limits.most() && victim == null)
            {
                count(StreamEnd.REFUSED);
                return null;
            }
            if (victim != null)
            {
                leave(victim, StreamEnd.DISPLACED);
            }
            shares.computeIfAbsent(caller.principal(), key -> new LinkedHashSet<>()).add(client);
            open++;
        }
        if (victim != null)
        {
            victim.finish(StreamEnd.DISPLACED);
        }
        return client;
    }

    /** Whose place a new one may take; null: nobody's. */
    private StreamClient victim(final Principal principal, final String peer)
    {
        Map.Entry<Principal, Set<StreamClient>> greatest = null;
        for (final Map.Entry<Principal, Set<StreamClient>> each : shares.entrySet())
        {
            greatest = greatest == null || each.getValue().size() > greatest.getValue().size() ? each : greatest;
        }
        if (greatest == null)
        {
            return null;
        }
        final boolean isOwn = greatest.getKey().equals(principal);
        final int own = shares.getOrDefault(principal, Set.of()).size();
        final Map<String, Integer> peers = new HashMap<>();
        greatest.getValue().forEach(each -> peers.merge(each.peer(), 1, Integer::sum));
        final String crowd = peers.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
        final boolean isFair = isOwn
            ? peers.getOrDefault(peer, 0) + 1 < peers.getOrDefault(crowd, 0)
            : own + 1 < greatest.getValue().size();
        return isFair ? greatest.getValue().stream().filter(each -> each.peer().equals(crowd)).findFirst().orElse(null) : null;
    }

    private void count(final StreamEnd why)
    {
        ended.merge(why, 1L, Long::sum);
    }

    private boolean leave(final StreamClient client, final StreamEnd why)
    {
        final Set<StreamClient> share = shares.get(client.caller().principal());
        if (share == null || !share.remove(client))
        {
            return false;
        }
        if (share.isEmpty())
        {
            shares.remove(client.caller().principal());
        }
        open--;
        if (why != null)
        {
            count(why);
            ending.add(client);
        }
        return true;
    }

    /** Ends one with a last event. */
    void end(final StreamClient client, final StreamEnd why)
    {
        synchronized (this)
        {
            if (!leave(client, why))
            {
                return;
            }
        }
        client.finish(why);
    }

    /** One is closed. */
    synchronized void gone(final StreamClient client)
    {
        leave(client, null);
        ending.remove(client);
        notifyAll();
    }

    private synchronized List<StreamClient> all()
    {
        final List<StreamClient> all = new ArrayList<>(ending);
        shares.values().forEach(all::addAll);
        return all;
    }

    /** Ends those that take nothing, or that nothing lets in any more; to be called several times a second. */
    void sweep()
    {
        for (final StreamClient client : all())
        {
            if (client.isOverdue())
            {
                synchronized (this)
                {
                    leave(client, StreamEnd.SLOW);
                }
                // No last word: its socket takes nothing.
                client.cut();
            }
            else if (client.isOpen() && !client.caller().holds().getAsBoolean())
            {
                end(client, StreamEnd.REVOKED);
            }
        }
    }

    /** Takes no more, and ends all with a last event, which each has a while to take. */
    void close()
    {
        final long untilNs = nowNs.getAsLong() + limits.endNs();
        synchronized (this)
        {
            closed = true;
        }
        all().forEach(client -> client.finish(StreamEnd.SHUTDOWN));
        synchronized (this)
        {
            try
            {
                for (long left = untilNs - nowNs.getAsLong(); left > 0 && (open > 0 || !ending.isEmpty());
                    left = untilNs - nowNs.getAsLong())
                {
                    wait(Math.max(1, left / 1_000_000L));
                }
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
        all().forEach(StreamClient::cut);
    }

    synchronized StreamCounts counts()
    {
        final Map<String, Long> told = new HashMap<>();
        for (final StreamEnd why : StreamEnd.values())
        {
            if (why != StreamEnd.SHUTDOWN)
            {
                told.put(why.word(), ended.getOrDefault(why, 0L));
            }
        }
        return new StreamCounts(open, told);
    }
}
