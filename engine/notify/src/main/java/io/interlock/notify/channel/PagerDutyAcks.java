package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ChannelConfig;
import io.interlock.core.text.CleanText;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.HttpSender;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who has acknowledged in PagerDuty, by its REST API v2: the incidents whose alerts have our dedup key. Only what a person did counts, and
 * only since the level that lasts was told: neither our own acknowledgement, nor another program's, nor an incident that PagerDuty resolved
 * by itself. A person who resolved the incident has taken it, as one who acknowledged has; one who merged it into another has not: there
 * the other is looked at, which has its alerts from then on.
 *
 * <p>Threading: any thread; immutable. Its client is its own, so that requests that hang take none from what is sent.
 */
final class PagerDutyAcks implements AckSource
{
    static final String TOKEN = "api-token";

    private static final String URL = "https://api.pagerduty.com";
    private static final long EVERY_NS = 30_000_000_000L;
    private static final int MOST_NAME = 60;
    private static final int MOST_ID = 40;
    /** The newest: with more, an answer might be longer than is read. */
    private static final int MOST_INCIDENTS = 5;
    private static final String MERGED = "merge_resolve_reason";

    private final ChannelConfig config;
    private final HttpSender http;
    private final String shown;

    /**
     * Creates it.
     *
     * @param config of a channel that has a token.
     * @param http   which it closes.
     */
    PagerDutyAcks(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        this.shown = "channel " + config.name() + " (PagerDuty's REST API)";
    }

    @Override
    public Duration every()
    {
        return Duration.ofNanos(config.durationNs("poll", EVERY_NS));
    }

    @Override
    public Taken look(final String incident, final Times now, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final Credentials secrets = new Credentials(config);
        final String token = secrets.reveal(TOKEN);
        final HttpSender.Answer answer = http.send(new HttpSender.Request("GET", url(incident),
            Map.of("Authorization", "Token token=" + token, "Accept", "application/vnd.pagerduty+json;version=2"), "", "", shown), timeout);
        final JsonNode incidents = answer.status() == 200 ? Replies.json(answer).path("incidents") : null;
        if (incidents == null || !incidents.isArray())
        {
            throw Replies.refused(answer, answer.body(), shown, secrets, advice(answer.status()));
        }
        final long aheadMs = answer.dateMs() == 0 ? 0 : answer.dateMs() - now.nowMs();
        return first(incidents, now.sinceMs() + aheadMs, secrets);
    }

    private String url(final String incident)
    {
        final String base = config.text("api-url").isEmpty() ? URL : Replies.base(config.text("api-url"));
        final String key = URLEncoder.encode(PagerDutyChannel.dedup(incident), StandardCharsets.UTF_8).replace("+", "%20");
        return base + "/incidents?incident_key=" + key + "&date_range=all&sort_by=created_at:desc&limit=" + MOST_INCIDENTS;
    }

    private String advice(final int status)
    {
        return status == 401 || status == 403 ? TOKEN + " at " + config.place()
            + " is not accepted: it must be a key of the REST API v2 (one that may only read will do), not the routing key" : "";
    }

    /** Where several have, the first of them is who it is. */
    private static Taken first(final JsonNode incidents, final long sinceMs, final Credentials secrets)
    {
        Instant earliest = null;
        Taken taken = null;
        for (final JsonNode incident : incidents)
        {
            for (final Mark mark : marks(incident))
            {
                final Instant at = mark.at();
                if (at != null && at.toEpochMilli() >= sinceMs && (earliest == null || at.isBefore(earliest)))
                {
                    earliest = at;
                    taken = new Taken("pagerduty:" + name(mark.by(), secrets),
                        mark.did() + " in PagerDuty at " + at + ", incident " + clean(incident.path("id"), MOST_ID, secrets));
                }
            }
        }
        return taken;
    }

    /** Something that was done to an incident, and by whom; {@code at} is null where it was no person, or cannot be read. */
    private record Mark(String did, JsonNode by, Instant at)
    {
        static Mark of(final String did, final JsonNode by, final JsonNode at)
        {
            final String type = by.path("type").asText();
            return new Mark(did, by, "user_reference".equals(type) || "user".equals(type) ? instant(at) : null);
        }

        private static Instant instant(final JsonNode at)
        {
            try
            {
                final Instant time = at.isTextual() ? OffsetDateTime.parse(at.asText()).toInstant() : null;
                // What is not in these centuries is no time of an incident.
                return time == null || time.isBefore(Instant.EPOCH) || time.getEpochSecond() > Integer.MAX_VALUE * 4L ? null : time;
            }
            catch (final DateTimeException noTime)
            {
                return null;
            }
        }
    }

    private static List<Mark> marks(final JsonNode incident)
    {
        final JsonNode status = incident.path("status");
        if ("acknowledged".equals(status.asText()))
        {
            final List<Mark> marks = new ArrayList<>();
            incident.path("acknowledgements").forEach(
                acknowledgement -> marks.add(Mark.of("acknowledged", acknowledgement.path("acknowledger"), acknowledgement.path("at"))));
            return marks;
        }
        final boolean merged = MERGED.equals(incident.path("resolve_reason").path("type").asText());
        return "resolved".equals(status.asText()) && !merged
            ? List.of(Mark.of("resolved", incident.path("last_status_change_by"), incident.path("last_status_change_at"))) : List.of();
    }

    private static String name(final JsonNode who, final Credentials secrets)
    {
        final String name = clean(who.path("summary"), MOST_NAME, secrets);
        final String known = name.isBlank() ? clean(who.path("id"), MOST_ID, secrets) : name;
        return known.isBlank() ? "a person without a name" : known;
    }

    private static String clean(final JsonNode text, final int most, final Credentials secrets)
    {
        // Redacted before it is cut: half a secret would not be found.
        return text.isTextual() ? CleanText.line(secrets.redaction().of(text.asText()), most).strip() : "";
    }

    /** Ends what still runs. */
    void close()
    {
        http.close();
    }
}
