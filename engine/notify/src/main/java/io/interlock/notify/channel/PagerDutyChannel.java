package io.interlock.notify.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.Redaction;
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
 * <p>An issue that a person must act on is one incident for its type and scope, however often it comes; that a channel works again resolves
 * what was told of the channel. What has no end of its own and asks nothing of anybody (an issue of INFO, a summary, what comes of an
 * episode after its end) is a change event, which PagerDuty shows and calls nobody for. A test triggers and resolves.
 *
 * <p>The Events API tells nothing back; what people do in PagerDuty is read by {@link PagerDutyAcks} where there is a token. Such an
 * acknowledgement comes back here as one of ours, as that of a second person would: PagerDuty notes it in the incident, or passes it over
 * where no incident is open any more.
 *
 * <p>Threading: any thread; immutable.
 */
public final class PagerDutyChannel implements NotificationChannel
{
    private static final String KEY = "routing-key";
    private static final String EVENT = "/v2/enqueue";
    private static final String CHANGE = "/v2/change/enqueue";
    private static final String TRIGGER = "trigger";
    private static final String RESOLVE = "resolve";
    private static final String CLOSED = "CLOSED";
    /** The issues about channels, by the names of {@code delivery}, which stands above this package. */
    private static final String CHANNEL_DOWN = "NOTIFY_CHANNEL_DOWN";
    private static final String CHANNEL_UP = "NOTIFY_CHANNEL_UP";
    private static final String CHANNEL_HANGS = "NOTIFY_CHANNEL_HANGS";
    private static final String ACKS_DOWN = "NOTIFY_ACKS_DOWN";
    private static final String ACKS_UP = "NOTIFY_ACKS_UP";
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
    private final PagerDutyAcks acks;

    /**
     * Creates one that does not ask who has acknowledged.
     *
     * @param config of type pagerduty.
     * @param http   which it closes.
     */
    public PagerDutyChannel(final ChannelConfig config, final HttpSender http)
    {
        this(config, http, null);
    }

    private PagerDutyChannel(final ChannelConfig config, final HttpSender http, final PagerDutyAcks acks)
    {
        this.config = config;
        this.http = http;
        this.acks = acks;
        this.shown = "channel " + config.name() + " (PagerDuty)";
    }

    /**
     * Creates one that asks who has acknowledged, where the configuration has a token.
     *
     * @param config of type pagerduty.
     * @return with clients of its own.
     */
    public static PagerDutyChannel of(final ChannelConfig config)
    {
        final boolean asks = config.secret(PagerDutyAcks.TOKEN) != null;
        return new PagerDutyChannel(
            config, ChannelHttp.sender(config), asks ? new PagerDutyAcks(config, ChannelHttp.sender(config)) : null);
    }

    @Override
    public String name()
    {
        return config.name();
    }

    @Override
    public AckSource acknowledgements()
    {
        return acks;
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
        final Draft draft = notification.draft();
        if (isChange(draft))
        {
            return post(change(notification), CHANGE, "change event", key, timeout);
        }
        final String action = action(draft);
        if (draft.kind() != Kind.TEST)
        {
            return post(event(notification, action), EVENT, action + " " + dedup(draft), key, timeout);
        }
        // Both within the one timeout; when the second fails both come again, which the key makes the same incident.
        final long startNs = System.nanoTime();
        post(event(notification, action), EVENT, action, key, timeout.dividedBy(2));
        final Duration left = timeout.minusNanos(System.nanoTime() - startNs);
        final String said = post(event(notification, RESOLVE), EVENT, action + " and " + RESOLVE + " " + dedup(draft), key, left);
        return acks == null ? said : said + asked(dedup(draft), timeout.minusNanos(System.nanoTime() - startNs));
    }

    /** A test, and a look, show whether the token does. */
    private String asked(final String incident, final Duration left) throws DeliveryException, InterruptedException
    {
        acks.look(incident, new AckSource.Times(Long.MAX_VALUE / 2, 0), left);
        return "; its " + PagerDutyAcks.TOKEN + " is accepted: acknowledgements made there are read every " + acks.every().toSeconds()
            + " s";
    }

    private String post(final ObjectNode event, final String path, final String done, final String key, final Duration timeout)
        throws DeliveryException, InterruptedException
    {
        event.put("routing_key", key);
        final HttpSender.Answer answer = http.send(
            new HttpSender.Request("POST", url(path), Map.of(), "application/json", NotificationJson.text(event), shown), timeout);
        final Redaction redaction = new Redaction(List.of(key));
        if (answer.status() == ACCEPTED)
        {
            return Answers.said(answer.status(), done, redaction);
        }
        if (answer.status() >= 200 && answer.status() < 300)
        {
            final String said = Answers.said(answer.status(), answer.body(), redaction);
            throw DeliveryException.passing(shown + " answers " + said + ", and not 202");
        }
        throw Answers.failure(answer, errors(answer.body()), shown, redaction);
    }

    private String url(final String path)
    {
        final String base = config.text("url");
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    /** What opens no incident: nothing would ever resolve it, and nobody is to be called for it. */
    private static boolean isChange(final Draft draft)
    {
        return switch (draft.kind())
        {
            case SUMMARY -> true;
            case ISSUE -> draft.priority() == Priority.INFO;
            // The incident is resolved already: a trigger would open another.
            case UPDATE -> draft.priority() == Priority.INFO && CLOSED.equals(draft.facts().to());
            default -> false;
        };
    }

    private static ObjectNode change(final Notification notification)
    {
        final ObjectNode event = NotificationJson.object();
        payload(event, notification);
        return event;
    }

    private static ObjectNode event(final Notification notification, final String action)
    {
        final Draft draft = notification.draft();
        final ObjectNode event = NotificationJson.object();
        event.put("event_action", action);
        event.put("dedup_key", dedup(draft));
        if (TRIGGER.equals(action))
        {
            event.put("client", "Interlock");
            final String scope = CleanText.markedLine(draft.scope());
            payload(event, notification).put("severity", severity(draft)).put("component", scope.isBlank() ? "root" : scope)
                .put("class", CleanText.markedLine(draft.facts().cause()));
        }
        return event;
    }

    /** What both kinds of event have. */
    private static ObjectNode payload(final ObjectNode event, final Notification notification)
    {
        final Draft draft = notification.draft();
        final String scope = CleanText.markedLine(draft.scope());
        final String title = CleanText.markedLine(notification.title());
        final ObjectNode payload = event.putObject("payload");
        payload.put("summary", CleanText.cut(title.isBlank() ? draft.kind().name() : title, MOST_SUMMARY))
            .put("source", scope.isBlank() ? "interlock" : "interlock " + scope)
            .put("timestamp", Instant.ofEpochMilli(draft.facts().wallMs()).toString());
        final ObjectNode details = NotificationJson.facts(notification);
        NotificationJson.put(details, "text", CleanText.cut(notification.text(), MOST_TEXT));
        payload.set("custom_details", details);
        return payload;
    }

    private static String dedup(final Draft draft)
    {
        final String episode = draft.trail().episode();
        return dedup(draft.kind() == Kind.ISSUE ? "issue/" + issue(draft.facts().cause()) + "/" + draft.scope()
            : draft.kind() == Kind.TEST || episode.isEmpty() ? draft.id() : episode);
    }

    /** As PagerDuty takes a key. */
    static String dedup(final String key)
    {
        return CleanText.cut(CleanText.markedLine(key), MOST_DEDUP);
    }

    /** That a channel is down, hangs and works again is one story; so is that its receiver is not asked, and is again. */
    private static String issue(final String type)
    {
        return CHANNEL_UP.equals(type) || CHANNEL_HANGS.equals(type) ? CHANNEL_DOWN : ACKS_UP.equals(type) ? ACKS_DOWN : type;
    }

    private static String action(final Draft draft)
    {
        return switch (draft.kind())
        {
            case ACKNOWLEDGED -> "acknowledge";
            // Without a level it ended before a restart: nothing more will come of it.
            case RESOLVED -> CLOSED.equals(draft.facts().to()) || draft.facts().to().isEmpty() ? RESOLVE : TRIGGER;
            case ISSUE -> CHANNEL_UP.equals(draft.facts().cause()) || ACKS_UP.equals(draft.facts().cause()) ? RESOLVE : TRIGGER;
            default -> TRIGGER;
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
        final long startNs = System.nanoTime();
        ChannelHttp.reach(http, url(EVENT), shown, acks == null ? timeout : timeout.dividedBy(2));
        final String found = shown + " can be reached and has a routing key; nothing was sent, so whether the key is valid is not known";
        if (acks == null)
        {
            return found;
        }
        try
        {
            return found + asked("interlock-check", timeout.minusNanos(System.nanoTime() - startNs));
        }
        catch (final InterruptedException given)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing(shown + " was not looked at: it was given up");
        }
    }

    @Override
    public void close()
    {
        http.close();
        if (acks != null)
        {
            acks.close();
        }
    }
}
