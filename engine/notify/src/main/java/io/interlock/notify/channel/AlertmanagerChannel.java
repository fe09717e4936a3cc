package io.interlock.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.config.ChannelConfig;
import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Alertmanager's API v2. An episode is one alert, known by its labels {@code alertname}, {@code scope}, {@code severity} and
 * {@code episode}; level and cause change while it lasts, and are annotations. Where the severity changes, the alert of the former one ends
 * in the same request. RESOLVED at CLOSED ends it. Issues, summaries and tests have alerts of their own, which Alertmanager ends by itself.
 *
 * <p>Threading: {@link #deliver} on one worker, {@link #check} on any thread. Owns the sender and closes it.
 */
public final class AlertmanagerChannel implements NotificationChannel
{
    /**
     * How long an alert burns without being refreshed. Without an end Alertmanager would put it out after its {@code resolve_timeout} of
     * five minutes, between two repeats, while the level lasts.
     */
    private static final Duration BURNS = Duration.ofDays(7);

    /** An Alertmanager whose clock is behind takes an end in its future for an alert that lasts: so an end is told a minute back. */
    private static final long MARGIN_MS = 60_000;

    private static final int LABEL = 200;
    private static final int TEXT = 20_000;

    private final ChannelConfig config;
    private final HttpSender http;
    private final String base;
    private final Episodes episodes = new Episodes();

    /**
     * Asks nobody anything yet.
     *
     * @param config of type ALERTMANAGER.
     * @param http   this channel's own; closed with it.
     */
    public AlertmanagerChannel(final ChannelConfig config, final HttpSender http)
    {
        this.config = config;
        this.http = http;
        base = Replies.base(config.text("url"));
    }

    @Override
    public String name()
    {
        return config.name();
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final ArrayNode alerts = Replies.JSON.createArrayNode();
        final String alertname = alertname(notification);
        final boolean episodic = "InterlockBreaker".equals(alertname);
        final Episodes.Step step = episodic ? episodes.next(notification) : null;
        if (episodic)
        {
            step.ended().forEach(severity -> ended(alerts.addObject(), notification, severity));
            if (!step.over())
            {
                firing(alerts.addObject(), notification, step.severity());
            }
        }
        else
        {
            single(alerts.addObject(), notification, alertname);
        }
        if (alerts.isEmpty())
        {
            return "nothing of this episode is firing";
        }
        post(alerts.toString(), timeout);
        if (episodic)
        {
            episodes.told(notification, step);
        }
        return alerts.size() + (alerts.size() == 1 ? " alert" : " alerts") + " taken";
    }

    private void post(final String body, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final Credentials secrets = new Credentials(config);
        final String url = base + "/api/v2/alerts";
        final HttpSender.Answer answer =
            http.send(new HttpSender.Request("POST", url, headers(secrets), "application/json", body, url), timeout);
        if (answer.status() != 200)
        {
            throw refused(url, answer, secrets);
        }
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        final Credentials secrets = new Credentials(config);
        final String url = base + "/api/v2/status";
        try
        {
            final HttpSender.Answer answer =
                http.send(new HttpSender.Request("GET", url, headers(secrets), "", "", url), timeout);
            if (answer.status() != 200)
            {
                throw refused(url, answer, secrets);
            }
            final String version = Replies.json(answer).path("versionInfo").path("version").asText("");
            if (version.isEmpty())
            {
                throw DeliveryException.permanent(url + " answers, but not as Alertmanager does; is url its base address?");
            }
            return "Alertmanager " + Replies.shown(version, secrets) + " answers";
        }
        catch (final InterruptedException givenUp)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing(url + ": given up");
        }
    }

    @Override
    public void close()
    {
        http.close();
    }

    private Map<String, String> headers(final Credentials secrets) throws DeliveryException
    {
        if (config.secret("bearer-token") != null)
        {
            return Map.of("Authorization", "Bearer " + secrets.reveal("bearer-token"));
        }
        if (!config.text("username").isEmpty())
        {
            return Map.of("Authorization", secrets.basic(config.text("username"), secrets.reveal("password")));
        }
        return Map.of();
    }

    private static String alertname(final Notification notification)
    {
        return switch (notification.kind())
        {
            case ISSUE -> "InterlockIssue";
            case SUMMARY -> "InterlockSummary";
            case TEST -> "InterlockTest";
            default -> "InterlockBreaker";
        };
    }

    private static void firing(final ObjectNode alert, final Notification notification, final Priority severity)
    {
        episodeLabels(alert, notification, severity);
        annotations(alert, notification);
        alert.put("startsAt", time(started(notification)));
        // From now: a repeat, or what is sent after a restart, may tell of something long past.
        alert.put("endsAt", time(System.currentTimeMillis() + BURNS.toMillis()));
    }

    private static void ended(final ObjectNode alert, final Notification notification, final Priority severity)
    {
        episodeLabels(alert, notification, severity);
        annotations(alert, notification);
        final long ends = notification.draft().facts().wallMs() - MARGIN_MS;
        alert.put("startsAt", time(Math.min(started(notification), ends)));
        alert.put("endsAt", time(ends));
    }

    /** Without an end: Alertmanager's {@code resolve_timeout} puts it out. */
    private static void single(final ObjectNode alert, final Notification notification, final String alertname)
    {
        final ObjectNode labels = labels(alert, notification, alertname, notification.priority());
        final String cause = CleanText.line(notification.draft().facts().cause(), LABEL);
        if (!cause.isEmpty())
        {
            labels.put("cause", cause);
        }
        annotations(alert, notification);
        alert.put("startsAt", time(notification.draft().facts().wallMs()));
    }

    private static void episodeLabels(final ObjectNode alert, final Notification notification, final Priority severity)
    {
        labels(alert, notification, "InterlockBreaker", severity)
            .put("episode", CleanText.line(Episodes.episode(notification), LABEL));
    }

    private static ObjectNode labels(
        final ObjectNode alert, final Notification notification, final String alertname, final Priority severity)
    {
        final ObjectNode labels = alert.putObject("labels");
        labels.put("alertname", alertname);
        // A label without a value is none to Alertmanager.
        labels.put("scope", notification.scope().isEmpty() ? "/" : CleanText.line(notification.scope(), LABEL));
        labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
        return labels;
    }

    private static void annotations(final ObjectNode alert, final Notification notification)
    {
        final Draft.Facts facts = notification.draft().facts();
        final ObjectNode annotations = alert.putObject("annotations");
        annotations.put("summary", CleanText.line(notification.title(), LABEL));
        annotations.put("description", CleanText.lines(notification.text(), TEXT));
        put(annotations, "runbook", notification.runbook());
        put(annotations, "level", facts.to());
        put(annotations, "cause", facts.cause());
        put(annotations, "id", notification.id());
    }

    private static void put(final ObjectNode annotations, final String name, final String text)
    {
        if (!text.isEmpty())
        {
            annotations.put(name, CleanText.line(text, LABEL));
        }
    }

    private static long started(final Notification notification)
    {
        final Draft draft = notification.draft();
        final long started = draft.trail().startedMs();
        return started > 0 ? Math.min(started, draft.facts().wallMs()) : draft.facts().wallMs();
    }

    private static String time(final long wallMs)
    {
        return Instant.ofEpochMilli(wallMs).toString();
    }

    private DeliveryException refused(final String url, final HttpSender.Answer answer, final Credentials secrets)
    {
        final JsonNode reply = Replies.json(answer);
        // Alertmanager answers with a JSON string, or with an object where the request was not as its description of the API says.
        final String said = reply.isTextual() ? reply.asText() : reply.path("message").asText("");
        return Replies.refused(
            answer, said, "Alertmanager at " + url, secrets, advice(answer.status()) + " (" + config.place() + ")");
    }

    private static String advice(final int status)
    {
        return switch (status)
        {
            case 401, 403 -> "is bearer-token, or username and password, right?";
            case 404 -> "is url the base address, with the route prefix if there is one?";
            default -> "is url Alertmanager's?";
        };
    }
}
