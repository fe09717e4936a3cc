package io.interlock.notify.route;

import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Silences by scope, each with an end. Threading: the router's thread. At most {@value #MOST} at once. */
final class Silences
{
    private static final int MOST = 200;
    private static final long MAX_MS = 7 * 86_400_000L;
    private static final Pattern WORDS = Pattern.compile("(\\d{1,6})([mhd])(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern DETAILS = Pattern.compile("until (\\S+): (.*)", Pattern.DOTALL);

    private final Map<String, Silence> silences = new LinkedHashMap<>();

    /** The silence of a scope that ends last; null where there is none. */
    Silence of(final String scope, final long nowMs)
    {
        Silence last = null;
        for (final Silence silence : silences.values())
        {
            if (silence.endMs() > nowMs && Route.isBelow(scope, silence.scope()) && (last == null || silence.endMs() > last.endMs()))
            {
                last = silence;
            }
        }
        return last;
    }

    NoticeCommand.Answer begin(final NoticeCommand command, final String id, final Outbox outbox, final long nowMs)
    {
        final Matcher words = WORDS.matcher(command.words().strip());
        final long lengthMs = words.matches() ? Long.parseLong(words.group(1)) * unitMs(words.group(2)) : 0;
        if (lengthMs <= 0 || lengthMs > MAX_MS)
        {
            return refused("'" + command.words() + "' does not begin with how long the silence lasts: a whole number and m, h or d, "
                + "such as 30m, 2h or 1d, from 1m to 7d");
        }
        if (silences.size() >= MOST)
        {
            return refused("there are " + MOST + " silences already: end one first");
        }
        final String why = words.group(3) == null ? "" : words.group(3).strip();
        final Silence silence = new Silence(id, command.scope(), nowMs + lengthMs, command.actor(), why);
        silences.put(id, silence);
        final String until = Instant.ofEpochMilli(silence.endMs()).toString();
        outbox.record(record(silence, NoticeRecord.Outcome.SILENCED, command.actor(), "until " + until + ": " + why, nowMs));
        return new NoticeCommand.Answer(
            true, "silence " + id + " of " + name(silence) + " holds until " + until + "; EMERGENCY is sent all the same");
    }

    NoticeCommand.Answer end(final NoticeCommand command, final Outbox outbox, final long nowMs)
    {
        final Silence silence = silences.remove(command.id());
        if (silence == null)
        {
            return refused("no silence has the id '" + command.id() + "'; "
                + (silences.isEmpty() ? "there are none" : "there are: " + String.join(", ", silences.keySet())));
        }
        outbox.record(record(silence, NoticeRecord.Outcome.UNSILENCED, command.actor(), command.words(), nowMs));
        return new NoticeCommand.Answer(true, "silence " + silence.id() + " of " + name(silence) + " has ended");
    }

    private static NoticeCommand.Answer refused(final String why)
    {
        return new NoticeCommand.Answer(false, why);
    }

    private static NoticeRecord record(
        final Silence silence, final NoticeRecord.Outcome outcome, final String actor, final String details, final long nowMs)
    {
        return new NoticeRecord(nowMs, silence.id(), silence.scope(), "", outcome, 0, new NoticeRecord.Words(actor, details));
    }

    private static String name(final Silence silence)
    {
        return silence.scope().isEmpty() ? "everything" : silence.scope();
    }

    private static long unitMs(final String unit)
    {
        return switch (unit)
        {
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            default -> 86_400_000L;
        };
    }

    /** Takes up a silence of a former life; one that cannot be read is as if it had ended: people are told rather too much. */
    void restore(final NoticeRecord record, final long nowMs)
    {
        final Matcher details = DETAILS.matcher(record.words().details());
        if (record.outcome() != NoticeRecord.Outcome.SILENCED || !details.matches())
        {
            return;
        }
        try
        {
            final long saidMs = Instant.parse(details.group(1)).toEpochMilli();
            // One from the future was begun before the machine's clock was set back: it holds no longer than it was to last.
            final long endMs = saidMs - Math.max(0, record.wallMs() - nowMs);
            if (endMs > nowMs && saidMs <= record.wallMs() + MAX_MS && silences.size() < MOST)
            {
                silences.put(record.id(), new Silence(record.id(), record.scope(), endMs, record.words().actor(), details.group(2)));
            }
        }
        catch (final DateTimeException | ArithmeticException unreadable)
        {
            silences.remove(record.id());
        }
    }

    void expire(final long nowMs)
    {
        silences.values().removeIf(silence -> silence.endMs() <= nowMs);
    }

    /** When the next one ends. */
    long dueMs()
    {
        return silences.values().stream().mapToLong(Silence::endMs).min().orElse(Long.MAX_VALUE);
    }

    List<Silence> all()
    {
        return List.copyOf(silences.values());
    }
}
