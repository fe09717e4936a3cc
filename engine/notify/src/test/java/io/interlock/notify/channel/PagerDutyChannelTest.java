package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What PagerDuty gets in an episode, and what its answers mean. */
@Timeout(300)
class PagerDutyChannelTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String KEY = "R0123456789abcdefR0123456789abcd";
    private static final StubAnswer TAKEN =
        StubAnswer.json(202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"episode-7\"}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubServer server;
    private PagerDutyChannel channel;

    private PagerDutyChannel channel(final String key)
    {
        final ChannelConfig config =
            Messages.config(ChannelType.PAGERDUTY, Map.of("allow-private", "yes", "url", server.url()), Map.of("routing-key", key));
        return new PagerDutyChannel(config, ChannelHttp.sender(config));
    }

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start().always(TAKEN);
        channel = channel(KEY);
    }

    @AfterEach
    void end() throws Exception
    {
        channel.close();
        server.close();
    }

    private JsonNode told(final Notification notification, final String action) throws Exception
    {
        assertThat(channel.deliver(notification, LONG)).isEqualTo("HTTP 202 (" + action + " episode-7)");
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo("POST /v2/enqueue HTTP/1.1");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        final JsonNode event = JSON.readTree(request.body());
        assertThat(event.get("routing_key").asText()).isEqualTo(KEY);
        assertThat(event.get("event_action").asText()).isEqualTo(action);
        assertThat(event.get("dedup_key").asText()).isEqualTo("episode-7");
        return event;
    }

    private void triggered(final Priority priority, final String from, final String to, final String severity) throws Exception
    {
        final Notification sent = Messages.transition(priority, from, to);
        final JsonNode payload = told(sent, "trigger").get("payload");
        assertThat(payload.get("summary").asText()).isEqualTo(sent.title());
        assertThat(payload.get("source").asText()).isEqualTo("interlock desk/btc");
        assertThat(payload.get("severity").asText()).isEqualTo(severity);
        assertThat(payload.get("timestamp").asText()).isEqualTo("2026-09-21T14:13:20.123Z");
        assertThat(payload.get("component").asText()).isEqualTo("desk/btc");
        assertThat(payload.get("class").asText()).isEqualTo("DRAWDOWN");
        assertThat(payload.at("/custom_details/priority").asText()).isEqualTo(priority.name());
        assertThat(payload.at("/custom_details/text").asText()).isEqualTo(sent.text());
        assertThat(payload.at("/custom_details/runbook").asText()).isEqualTo(sent.runbook());
        assertThat(payload.at("/custom_details/journalHead").asText()).isEqualTo("4711:abcdef");
    }

    @Test
    void shouldKeepOneIncidentAnEpisode() throws Exception
    {
        triggered(Priority.WARNING, "CLOSED", "ALERT", "warning");
        triggered(Priority.CRITICAL, "ALERT", "HALT", "critical");
        triggered(Priority.EMERGENCY, "HALT", "SHUTDOWN", "critical");
        assertThat(told(Messages.of(Kind.ACKNOWLEDGED, Priority.INFO, "", "SHUTDOWN"), "acknowledge").has("payload")).isFalse();
        assertThat(told(Messages.of(Kind.RESOLVED, Priority.INFO, "HALT", "ALERT"), "trigger").at("/payload/severity").asText())
            .isEqualTo("info");
        assertThat(told(Messages.of(Kind.RESOLVED, Priority.INFO, "ALERT", "CLOSED"), "resolve").has("payload")).isFalse();
        assertThat(told(Messages.of(Kind.RESOLVED, Priority.INFO, "HALT", ""), "resolve").has("payload")).as("before a restart").isFalse();
    }

    private static Notification issue(final String type, final String id, final Priority priority)
    {
        final Draft draft = new Draft(id, Kind.ISSUE, priority, "notify/desk",
            new Draft.Facts("", "", type, Double.NaN, Double.NaN, Messages.WALL_MS),
            new Draft.Trail(id, Messages.WALL_MS, 0, ""), Draft.Extras.NONE);
        return new Notification(draft, type + " in notify/desk", "text", "<p>text</p>", "");
    }

    private String said(final Notification notification) throws Exception
    {
        channel.deliver(notification, LONG);
        final JsonNode event = JSON.readTree(server.take().body());
        return event.get("event_action").asText() + " " + event.get("dedup_key").asText() + event.at("/payload/severity").asText("");
    }

    @Test
    void shouldResolveWhatWasToldOfAChannelWhenItWorksAgain() throws Exception
    {
        final String key = "issue/NOTIFY_CHANNEL_DOWN/notify/desk";
        assertThat(said(issue("NOTIFY_CHANNEL_DOWN", "i-1", Priority.WARNING))).isEqualTo("trigger " + key + "warning");
        assertThat(said(issue("NOTIFY_CHANNEL_HANGS", "i-2", Priority.WARNING))).isEqualTo("trigger " + key + "warning");
        assertThat(said(issue("NOTIFY_CHANNEL_UP", "i-3", Priority.WARNING))).isEqualTo("resolve " + key);
    }

    @Test
    void shouldKeepOneIncidentForAnIssueThatComesAgain() throws Exception
    {
        final String first = said(issue("STALE_SCOPE", "i-1", Priority.WARNING));
        assertThat(first).isEqualTo("trigger issue/STALE_SCOPE/notify/deskwarning");
        assertThat(said(issue("STALE_SCOPE", "i-2", Priority.WARNING))).isEqualTo(first);
    }

    @Test
    void shouldCallNobodyForWhatNothingResolves() throws Exception
    {
        for (final Notification sent : List.of(issue("CONFIG_RELOADED", "i-1", Priority.INFO),
            Messages.of(Kind.SUMMARY, Priority.CRITICAL, "", ""), Messages.of(Kind.UPDATE, Priority.INFO, "HALT", "CLOSED")))
        {
            assertThat(channel.deliver(sent, LONG)).isEqualTo("HTTP 202 (change event)");
            final StubServer.Received request = server.take();
            assertThat(request.line()).isEqualTo("POST /v2/change/enqueue HTTP/1.1");
            final JsonNode event = JSON.readTree(request.body());
            assertThat(event.fieldNames()).toIterable().containsExactlyInAnyOrder("routing_key", "payload");
            assertThat(event.get("routing_key").asText()).isEqualTo(KEY);
            assertThat(event.get("payload").fieldNames()).toIterable()
                .containsExactlyInAnyOrder("summary", "source", "timestamp", "custom_details");
            assertThat(event.at("/payload/summary").asText()).isEqualTo(sent.title());
        }
        assertThat(said(Messages.of(Kind.UPDATE, Priority.CRITICAL, "HALT", "CLOSED"))).as("an action that failed").startsWith("trigger");
    }

    @Test
    void shouldEndATestThatItBegan() throws Exception
    {
        final Notification test = Messages.of(Kind.TEST, Priority.INFO, "", "");
        assertThat(channel.deliver(test, LONG)).isEqualTo("HTTP 202 (trigger and resolve " + test.id() + ")");
        for (final String action : List.of("trigger", "resolve"))
        {
            final JsonNode event = JSON.readTree(server.take().body());
            assertThat(event.get("event_action").asText()).isEqualTo(action);
            assertThat(event.get("dedup_key").asText()).isEqualTo(test.id());
        }
        assertThat(server.untaken()).isEmpty();
    }

    @Test
    void shouldWantAcknowledgementsToo()
    {
        assertThat(channel.wants(Kind.ACKNOWLEDGED)).isTrue();
    }

    @Test
    void shouldKeepToPagerDutysLengths() throws Exception
    {
        channel.deliver(Messages.hostile("\ud83d\ude00".repeat(50_000), Kind.ISSUE, Priority.WARNING), LONG);
        final JsonNode event = JSON.readTree(server.take().body());
        assertThat(event.at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1024).endsWith("\ude00\u2026");
        assertThat(event.get("dedup_key").asText()).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void shouldSayWhatPagerDutyDoesNotLike()
    {
        server.then(StubAnswer.json(400, "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"Length of "
            + "'routing_key' is incorrect (should be 32 characters)\",\"key " + KEY + "\"]}"), StubAnswer.of(400, "no JSON " + KEY));
        assertThat(failure()).hasMessageContaining("Length of 'routing_key' is incorrect (should be 32 characters); key [secret]")
            .matches(DeliveryException::isPermanent);
        assertThat(failure()).hasMessageContaining("no JSON [secret]");
    }

    @Test
    void shouldComeAgainWhenPagerDutyIsBusy()
    {
        server.then(StubAnswer.of(429, "", "Retry-After: 61"), StubAnswer.of(500, ""), StubAnswer.of(200, "hello"));
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(failure().isPermanent()).isFalse();
        assertThat(failure()).hasMessageContaining("and not 202").matches(failure -> !failure.isPermanent());
    }

    private DeliveryException failure()
    {
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
            () -> channel.deliver(Messages.transition(Priority.CRITICAL, "ALERT", "HALT"), LONG));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure).hasMessageStartingWith("channel ops (PagerDuty) ").message().doesNotContain(KEY);
        return failure;
    }

    @Test
    void shouldCheckWithoutTellingAnybody() throws Exception
    {
        assertThat(channel.check(LONG)).contains("can be reached").doesNotContain(KEY);
        assertThat(server.untaken()).isEmpty();
        try (PagerDutyChannel wrong = channel("tooshort"))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> wrong.check(LONG))).hasMessageContaining("32 characters")
                .message().doesNotContain("tooshort");
        }
    }
}
