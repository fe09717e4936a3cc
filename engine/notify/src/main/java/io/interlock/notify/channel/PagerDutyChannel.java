package io.interlock.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PagerDuty's Events API v2. One incident an episode: whatever happens in it is a trigger with the same dedup key, an acknowledgement
 * acknowledges, CLOSED resolves. Severity: EMERGENCY and CRITICAL are critical, WARNING is warning, INFO is info; the details hold the
 * priority itself.
 *
 * <p>Threading: any thread; immutable.
 */
public final class PagerDutyChannel implements NotificationChannel
{
    private static final String KEY = "routing-key";
    private static final int ACCEPTED = 202;
    private static final int KEY_LENGTH = 32;
    private static final int MOST_SUMMARY = 1024;
    private static final int MOST_DEDUP = 255;
    /** An event may have 512 KiB. */
    private static final int MOST_TEXT = 32_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelConfig config;
    private final HttpSender http;
    private final String shown;

    /**
     * Creates it.
     *
     * @param config of type pagerduty.
     * @param http   which it closes.
     */
    public PagerDutyChannel(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        this.shown = "channel " + config.name() + " (PagerDuty)";
    }

    @Override
    public String name()
    {
        return config.name();
    }

    /** All: an acknowledgement stops PagerDuty's own escalation too. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final String key = Secrets.needed(config, KEY, shown);
        final ObjectNode event = event(notification);
        event.put("routing_key", key);
        final HttpSender.Answer answer = http.send(
            new HttpSender.Request("POST", url(), Map.of(), "application/json", NotificationJson.text(event), shown), timeout);
        final Redaction redaction = new Redaction(List.of(key));
        if (answer.status() == ACCEPTED)
        {
            return Answers.said(answer.status(), event.get("event_action").asText() + " " + event.get("dedup_key").asText(), redaction);
        }
        if (answer.status() >= 200 && answer.status() < 300)
        {
            final String said = Answers.said(answer.status(), answer.body(), redaction);
            throw DeliveryException.passing(shown + " answers " + said + ", and not 202");
        }
        throw Answers.failure(answer, errors(answer.body()), shown, redaction);
    }

    private String url()
    {
        final String base = config.text("url");
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v2/enqueue";
    }

    private static ObjectNode event(final Notification notification)
    {
        final Draft draft = notification.draft();
        final String action = action(draft);
        final String episode = draft.trail().episode();
        final ObjectNode event = NotificationJson.object();
        event.put("event_action", action);
        event.put("dedup_key", Plain.cut(Plain.line(episode.isEmpty() ? draft.id() : episode), MOST_DEDUP));
        if ("trigger".equals(action))
        {
            event.put("client", "Interlock");
            final String scope = Plain.line(draft.scope());
            final String title = Plain.line(notification.title());
            final ObjectNode payload = event.putObject("payload");
            payload.put("summary", Plain.cut(title.isBlank() ? draft.kind().name() : title, MOST_SUMMARY))
                .put("source", scope.isBlank() ? "interlock" : "interlock " + scope).put("severity", severity(draft))
                .put("timestamp", Instant.ofEpochMilli(draft.facts().wallMs()).toString())
                .put("component", scope.isBlank() ? "root" : scope).put("class", Plain.line(draft.facts().cause()));
            final ObjectNode details = NotificationJson.facts(notification);
            NotificationJson.put(details, "text", Plain.cut(notification.text(), MOST_TEXT));
            payload.set("custom_details", details);
        }
        return event;
    }

    private static String action(final Draft draft)
    {
        return switch (draft.kind())
        {
            case ACKNOWLEDGED -> "acknowledge";
            case RESOLVED -> "CLOSED".equals(draft.facts().to()) ? "resolve" : "trigger";
            default -> "trigger";
        };
    }

    private static String severity(final Draft draft)
    {
        return switch (draft.priority())
        {
            case INFO -> "info";
            case WARNING -> "warning";
            case CRITICAL, EMERGENCY -> "critical";
        };
    }

    /** PagerDuty names what it does not like in a list; what is not like that is told as it is. */
    private static String errors(final String body)
    {
        try
        {
            final JsonNode answer = JSON.readTree(body);
            final List<String> errors = new ArrayList<>();
            if (answer != null)
            {
                answer.path("errors").forEach(error -> errors.add(error.asText()));
            }
            return errors.isEmpty() ? body : String.join("; ", errors);
        }
        catch (final JsonProcessingException noJson)
        {
            return body;
        }
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        final String key = Secrets.needed(config, KEY, shown);
        if (key.length() != KEY_LENGTH)
        {
            throw DeliveryException.permanent(shown + " has a routing-key that is not " + KEY_LENGTH
                + " characters long: use the integration key of an Events API v2 integration");
        }
        ChannelHttp.reach(http, url(), shown, timeout);
        return shown + " can be reached and has a routing key; nothing was sent, so whether the key is valid is not known";
    }

    @Override
    public void close()
    {
        http.close();
    }
}
