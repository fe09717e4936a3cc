package io.interlock.notify.route;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The last door before a channel: quiet hours, silences and the limit. EMERGENCY passes all of them. What must arrive waits behind it,
 * what is urgent first and then the oldest; all else is dropped, with the reason. Where very many wait, twenty go as lines of one message.
 *
 * <p>Threading: the router's thread. What waits is bounded by the number of scopes, and of incidents that a start ends.
 */
final class ChannelGate
{
    private static final int LINES = 20;
    /** What is muted is looked at again after this: the machine's clock may have been set meanwhile. */
    private static final long LOOK_MS = 600_000;

    private final Route route;
    private final Outbox outbox;
    private final Silences silences;
    private final RateWindow rate;
    private final LongSupplier aheadMs;
    private final Storm storm = new Storm();
    private final Map<Object, Message> muted = new LinkedHashMap<>();
    private final Map<Object, Message> waiting = new LinkedHashMap<>();
    private long mutedUntilMs = Long.MAX_VALUE;
    private String reason = "";

    ChannelGate(final Route route, final Outbox outbox, final Silences silences, final LongSupplier aheadMs)
    {
        this.aheadMs = aheadMs;
        this.route = route;
        this.outbox = outbox;
        this.silences = silences;
        rate = new RateWindow(route.rate());
    }

    Route route()
    {
        return route;
    }

    Storm storm()
    {
        return storm;
    }

    void offer(final Message message, final long nowMs)
    {
        if (route.always())
        {
            outbox.send(route.name(), message.draft());
            message.sent(nowMs);
        }
        else if (message.priority() == Priority.EMERGENCY)
        {
            rate.force(nowMs);
            send(message, message.draft(), nowMs);
        }
        else
        {
            judge(message, nowMs);
        }
    }

    private void judge(final Message message, final long nowMs)
    {
        final long untilMs = message.calming() ? 0 : muteEndMs(message.scope(), nowMs);
        if (untilMs > 0)
        {
            if (message.mustArrive())
            {
                keep(muted, message, nowMs);
                mutedUntilMs = Math.min(mutedUntilMs, Math.min(untilMs, nowMs + LOOK_MS));
            }
            else
            {
                drop(message, reason, nowMs);
            }
        }
        else if (message.mustArrive())
        {
            final boolean passes = waiting.isEmpty() || isUrgent(message) && waiting.values().stream().noneMatch(ChannelGate::isUrgent);
            if (passes && rate.take(true, nowMs))
            {
                send(message, message.draft(), nowMs);
            }
            else
            {
                keep(waiting, message, nowMs);
            }
        }
        else if (rate.take(false, nowMs))
        {
            send(message, message.draft(), nowMs);
        }
        else
        {
            storm.heldBack(message.priority(), nowMs);
            drop(message, "limit: more than " + route.rate() + " messages in a minute", nowMs);
        }
    }

    /** When it may be sent, as far as quiet hours and silences go; 0: now. Notes the reason. */
    private long muteEndMs(final String scope, final long nowMs)
    {
        // By the machine's clock: after it was set back ours is ahead of it, for days where that was by hours.
        final long ahead = aheadMs.getAsLong();
        final long quietEndMs = Quiet.endMs(route.quiet(), nowMs - ahead);
        final long quietMs = quietEndMs == 0 ? 0 : quietEndMs + ahead;
        final Silence silence = silences.of(scope, nowMs);
        if (silence != null && silence.endMs() > quietMs)
        {
            reason = "silence " + silence.id() + " until " + Instant.ofEpochMilli(silence.endMs());
            return silence.endMs();
        }
        reason = quietMs > 0 ? "quiet hours until " + Instant.ofEpochMilli(quietEndMs) : "";
        return quietMs;
    }

    private void keep(final Map<Object, Message> where, final Message message, final long nowMs)
    {
        final Message before = where.putIfAbsent(message.key(), message);
        if (before != null && before != message)
        {
            where.put(message.key(), message);
            drop(before, Outbox.JOINED + message.draft().id(), nowMs);
        }
    }

    private void send(final Message message, final Draft draft, final long nowMs)
    {
        final long held = storm.takeSinceLast();
        outbox.send(route.name(), held == 0 ? draft : Drafts.withSuppressed(draft, held));
        message.sent(nowMs);
    }

    private void drop(final Message message, final String why, final long nowMs)
    {
        outbox.suppressed(route.name(), message.draft(), why);
        message.dropped(nowMs);
    }

    /** Whether it waits here. */
    boolean has(final Message message)
    {
        return muted.get(message.key()) == message || waiting.get(message.key()) == message;
    }

    /** It is told otherwise. */
    void withdraw(final Message message)
    {
        muted.remove(message.key(), message);
        waiting.remove(message.key(), message);
    }

    long dueMs(final long nowMs)
    {
        final long roomMs = waiting.isEmpty() ? Long.MAX_VALUE : rate.roomMs(nowMs);
        return Math.min(Math.min(mutedUntilMs, roomMs), waiting.isEmpty() ? storm.dueMs() : Long.MAX_VALUE);
    }

    void tick(final long nowMs)
    {
        if (nowMs >= mutedUntilMs)
        {
            unmute(nowMs);
        }
        while (!waiting.isEmpty() && rate.roomMs(nowMs) <= nowMs)
        {
            sendOldest(nowMs);
        }
    }

    /** Looks again at all that quiet hours and silences keep. */
    void unmute(final long nowMs)
    {
        mutedUntilMs = Long.MAX_VALUE;
        final List<Message> all = new ArrayList<>(muted.values());
        for (final Message message : all)
        {
            final long untilMs = muteEndMs(message.scope(), nowMs);
            final String over = message.pointless(true);
            if (untilMs > 0)
            {
                mutedUntilMs = Math.min(mutedUntilMs, Math.min(untilMs, nowMs + LOOK_MS));
            }
            else
            {
                muted.remove(message.key());
                if (over == null)
                {
                    offer(message, nowMs);
                }
                else
                {
                    drop(message, "quiet hours or a silence: " + over, nowMs);
                }
            }
        }
    }

    private void sendOldest(final long nowMs)
    {
        final Message message = removeFirst();
        final String over = message.pointless(false);
        if (over != null)
        {
            drop(message, over, nowMs);
            return;
        }
        Draft draft = message.draft();
        if (!route.tracks() && waiting.size() > 2L * route.rate())
        {
            final List<String> lines = new ArrayList<>(draft.extras().joined());
            while (lines.size() < LINES && !waiting.isEmpty())
            {
                final Message other = removeFirst();
                lines.add(Drafts.line(other.draft()));
                outbox.suppressed(route.name(), other.draft(), Outbox.JOINED + draft.id());
                other.sent(nowMs);
            }
            draft = Drafts.withJoined(draft, lines);
        }
        rate.force(nowMs);
        send(message, draft, nowMs);
    }

    /** What is urgent goes before ends that wait, of which a start may find many. */
    private Message removeFirst()
    {
        Message first = null;
        for (final Message message : waiting.values())
        {
            if (isUrgent(message))
            {
                first = message;
                break;
            }
            first = first == null ? message : first;
        }
        waiting.remove(first.key());
        return first;
    }

    private static boolean isUrgent(final Message message)
    {
        return message.priority().compareTo(Priority.CRITICAL) >= 0;
    }

    /** One summary, once a storm is over. */
    void summarize(final Board board, final long nowMs)
    {
        if (storm.worthTelling())
        {
            final Draft draft = board.drafts().summary(board.newId(), storm, nowMs);
            storm.end();
            offer(Single.of(draft, true, false), nowMs);
        }
        storm.end();
    }

    /** Whether a summary is due. */
    boolean stormIsOver(final long nowMs)
    {
        return nowMs >= storm.dueMs() && waiting.isEmpty();
    }
}
