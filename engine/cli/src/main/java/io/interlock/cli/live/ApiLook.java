package io.interlock.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.http.ApiClient;
import io.interlock.cli.live.Look.Life;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.CleanText;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a console says at one moment, in the form in which the mapped file is shown. What it does not tell (the process, when an escalation
 * calls next) is not known then. A name that this program does not know is passed over where nothing hangs on it; a level is refused.
 *
 * <p>Threading: the calling thread waits for two answers.
 */
final class ApiLook
{
    private static final int LONGEST = 60;
    /** A sequence and a hash. */
    private static final int LONGEST_HEAD = 120;

    private ApiLook()
    {
    }

    /**
     * Looks.
     *
     * @throws CliException where the console does not answer, or not in a form that this program knows.
     */
    static Look at(final ApiClient api)
    {
        final JsonNode status = api.get("/api/circuit-breaker/status");
        final JsonNode notices = api.get("/api/notifications");
        final long nowMs = time(status, "at");
        final List<MappedScope> scopes = new ArrayList<>();
        status.path("scopes").forEach(scope -> scopes.add(scope(scope)));
        if (nowMs == 0 || scopes.isEmpty())
        {
            throw new CliException(ExitCode.UNREACHABLE, "what answers at " + api.url() + " is no console of an engine: its status has no "
                + "time or no scopes");
        }
        scopes.sort(Comparator.comparing(MappedScope::path));
        return new Look(header(status, nowMs), List.copyOf(scopes), nowMs, status.path("stale").asBoolean(true) ? Life.STALE : Life.ALIVE,
            new NotifyLook(contents(notices, nowMs), ""));
    }

    private static MappedHeader header(final JsonNode status, final long nowMs)
    {
        final JsonNode counters = status.path("counters");
        long guard = 0;
        for (final JsonNode scope : status.path("scopes"))
        {
            guard = scope.path("scope").asText().isEmpty() ? guard(scope.path("guard")) : guard;
        }
        final JsonNode journal = status.path("journal");
        final String head = CleanText.line(journal.path("head").asText(""), LONGEST_HEAD);
        return new MappedHeader(0, status.path("boot_id").asText(""), 0, nowMs - status.path("engine").path("heartbeat_age_ms").asLong(),
            0, guard, counters.path("judged").asLong() + counters.path("in_lanes").asLong(), counters.path("folded").asLong(),
            counters.path("transitions").asLong(), counters.path("rejected").asLong(), counters.path("faults").asLong(),
            counts(counters.path("by_kind")), new JournalHead(journal.path("sequence").asLong(), head.substring(head.indexOf(':') + 1)));
    }

    private static MappedScope scope(final JsonNode json)
    {
        final JsonNode recovery = json.path("recovery");
        final Map<String, Long> last = new HashMap<>();
        json.path("last_reports").forEach(one -> last.put(kind(one.path("kind").asText()), time(one, "at")));
        long standing = 0;
        for (final JsonNode cause : json.path("causes"))
        {
            final Cause known = word(Cause.values(), cause.path("cause").asText(""), null);
            standing |= known != null && cause.path("stands").asBoolean() ? 1L << known.ordinal() : 0;
        }
        return new MappedScope(json.path("scope").asText(), new RestoredScope(level(json, "own_level"),
            json.path("own_override").asBoolean(), word(ExchangeStatus.values(), json.path("exchange").asText(""), ExchangeStatus.UP),
            word(NetworkStatus.values(), json.path("network").asText(""), NetworkStatus.CONNECTED), standing), false,
            words(json), why(json), time(json, "since"),
            new MappedScope.Samples(json.path("consecutive_failures").asLong(), json.path("window_orders").asLong(),
                json.path("window_failures").asLong(), recovery.path("evidence").asLong(), time(recovery, "cooldown_ends_at"),
                recovery.path("awaiting_confirmation").asBoolean(), recovery.path("waiting_for_evidence").asBoolean(),
                recovery.path("resettable").asBoolean(), last));
    }

    private static TransitionEvent.Why why(final JsonNode json)
    {
        final Cause cause = word(Cause.values(), json.path("cause").asText(""), null);
        return cause == null ? null : new TransitionEvent.Why(cause, raw(cause, json.path("value")), raw(cause, json.path("threshold")));
    }

    private static long raw(final Cause cause, final JsonNode number)
    {
        return number.isNumber() ? Math.round(number.doubleValue() * cause.unit().divisor()) : Cause.NO_NUMBER;
    }

    private static StatusFile.Contents contents(final JsonNode notices, final long nowMs)
    {
        final List<ChannelStatus> channels = new ArrayList<>();
        notices.path("channels").forEach(one -> channels.add(new ChannelStatus(one.path("name").asText(), one.path("type").asText(),
            word(ChannelStatus.State.values(), one.path("state").asText(""), ChannelStatus.State.DOWN), time(one, "since"),
            new ChannelStatus.Counts(one.path("delivered").asLong(), one.path("failed").asLong(), one.path("suppressed").asLong(),
                one.path("queued").asInt(), -1), one.path("last_error").asText(""))));
        final List<StatusFile.Open> open = new ArrayList<>();
        for (final JsonNode one : notices.path("open"))
        {
            if (one.path("acknowledged_by").isNull() && open.size() < StatusFile.MOST)
            {
                open.add(new StatusFile.Open(one.path("id").asText(), one.path("scope").asText(), one.path("level").asText(),
                    time(one, "since"), 0, List.of()));
            }
        }
        final List<StatusFile.Quiet> silences = new ArrayList<>();
        notices.path("silences").forEach(one -> silences.add(new StatusFile.Quiet(one.path("id").asText(), one.path("scope").asText(),
            time(one, "until"), one.path("by").asText())));
        return new StatusFile.Contents(nowMs, channels, StatusFile.VERSION, open, silences);
    }

    private static Map<String, Long> counts(final JsonNode counts)
    {
        final Map<String, Long> found = new HashMap<>();
        counts.fieldNames().forEachRemaining(name -> found.put(kind(name), counts.get(name).asLong()));
        return found;
    }

    /** Who answers may be anybody: a kind is a word, whatever it says. */
    private static String kind(final String name)
    {
        return CleanText.line(name, LONGEST).toUpperCase(Locale.ROOT);
    }

    /** As the mapped file has what a gate reads. */
    private static MappedScope.Words words(final JsonNode json)
    {
        final Cause cause = word(Cause.values(), json.path("cause").asText(""), null);
        final long gate = GateWord.levels(level(json, "own_level"), level(json, "level"), cause)
            | GateWord.overrides(json.path("own_override").asBoolean(), json.path("override").asBoolean());
        return new MappedScope.Words(gate, guard(json.path("guard")));
    }

    /** A bit that this program does not know is passed over: it is the level that tells how it stands. */
    private static long guard(final JsonNode names)
    {
        long guard = 0;
        for (final JsonNode name : names)
        {
            for (long bit = 1; bit <= GuardWord.FAULT; bit <<= 1)
            {
                guard |= GuardWord.describe(bit).equals(name.asText()) ? bit : 0;
            }
        }
        return guard;
    }

    /** 0 where there is none. */
    private static long time(final JsonNode json, final String name)
    {
        try
        {
            return json.path(name).isTextual() ? Instant.parse(json.path(name).textValue()).toEpochMilli() : 0;
        }
        catch (final DateTimeException | ArithmeticException none)
        {
            return 0;
        }
    }

    private static Level level(final JsonNode json, final String name)
    {
        final Level level = word(Level.values(), json.path(name).asText(""), null);
        if (level == null)
        {
            throw new CliException(ExitCode.UNREACHABLE, "the status has a level that this program does not know: '"
                + CleanText.line(json.path(name).asText(""), LONGEST) + "': use the interlock of that engine");
        }
        return level;
    }

    private static <E extends Enum<E>> E word(final E[] words, final String text, final E otherwise)
    {
        for (final E word : words)
        {
            if (word.name().equals(text))
            {
                return word;
            }
        }
        return otherwise;
    }
}
