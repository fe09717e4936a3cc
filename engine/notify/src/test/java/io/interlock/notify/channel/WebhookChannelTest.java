package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a webhook's receiver gets, how it can trust it, and what its answers mean. */
@Timeout(300)
class WebhookChannelTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String KEY = "first/k3y\"<&>";
    private static final String NEXT = "second-k3y";
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubServer server;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
    }

    @AfterEach
    void end() throws Exception
    {
        server.close();
    }

    private ChannelConfig config(final Map<String, String> secrets)
    {
        return Messages.config(ChannelType.WEBHOOK, Map.of("url", server.url() + "/hook/p4th-s3cret", "allow-private", "yes"), secrets);
    }

    private WebhookChannel channel(final Map<String, String> secrets)
    {
        final ChannelConfig config = config(secrets);
        return new WebhookChannel(config, ChannelHttp.sender(config), () -> Messages.WALL_MS);
    }

    /** As a receiver would do it, from what came over the wire alone. */
    private static List<String> expected(final StubServer.Received request, final String... keys) throws Exception
    {
        final List<String> signatures = new java.util.ArrayList<>();
        for (final String key : keys)
        {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((request.header("X-Interlock-Timestamp") + "." + request.body()).getBytes(StandardCharsets.UTF_8));
            signatures.add("v1=" + HexFormat.of().formatHex(mac.doFinal()));
        }
        return signatures;
    }

    @Test
    void shouldSayEverythingOfEachLevel() throws Exception
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY)))
        {
            for (final Notification sent : List.of(
                Messages.transition(Priority.WARNING, "CLOSED", "ALERT"), Messages.transition(Priority.CRITICAL, "ALERT", "HALT"),
                Messages.transition(Priority.EMERGENCY, "HALT", "SHUTDOWN"), Messages.of(Kind.RESOLVED, Priority.INFO, "ALERT", "CLOSED")))
            {
                assertThat(channel.deliver(sent, LONG)).isEqualTo("HTTP 200 (ok)");
                final StubServer.Received request = server.take();
                assertThat(request.line()).isEqualTo("POST /hook/p4th-s3cret HTTP/1.1");
                assertThat(request.header("X-Interlock-Delivery")).isEqualTo(sent.id());
                assertThat(request.header("X-Interlock-Timestamp")).isEqualTo("1790000000");
                assertThat(request.header("X-Interlock-Signature")).isEqualTo(expected(request, KEY).get(0));
                final String to = sent.draft().facts().to();
                assertThat(JSON.readTree(request.body())).isEqualTo(JSON.readTree("""
                    {"version":1,"id":"%s","kind":"%s","priority":"%s","scope":"desk/btc","from":"%s","to":"%s","cause":"DRAWDOWN",
                    "value":6.25,"threshold":5.0,"time":"2026-09-21T14:13:20.123Z","timeMs":1790000000123,"episode":"episode-7",
                    "episodeStartedMs":1789999940123,"sequence":4711,"journalHead":"4711:abcdef","runbook":"%s",
                    "actions":[{"id":"a-1","action":"cancelAll","scope":"desk/btc","stage":"SUCCEEDED","attempt":1,"timeMs":1790000000128,
                    "details":"12 orders"}],"joined":["DRAWDOWN again"],"suppressed":3,"note":"a note","title":"%s","text":"%s","html":"%s"}
                    """.formatted(sent.id(), sent.kind(), sent.priority(), sent.draft().facts().from(), to, sent.runbook(), sent.title(),
                    sent.text().replace("\n", "\\n"), sent.html())));
            }
        }
    }

    @Test
    void shouldSignWithBothKeysWhileTheyChange() throws Exception
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY, "next-key", NEXT)))
        {
            channel.deliver(Messages.transition(Priority.WARNING, "CLOSED", "ALERT"), LONG);
            final StubServer.Received request = server.take();
            assertThat(request.header("X-Interlock-Signature").split(",")).containsExactlyElementsOf(expected(request, KEY, NEXT));
        }
    }

    @Test
    void shouldTellWhatPassesFromWhatDoesNot()
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY)))
        {
            for (final int status : List.of(301, 302, 307, 400, 401, 403, 404, 410, 413, 422))
            {
                server.then(StubAnswer.of(status, "no", "Retry-After: 5", "Location: " + server.url()));
                assertThat(failure(channel).isPermanent()).as("HTTP " + status).isTrue();
            }
            for (final int status : List.of(408, 425, 429, 500, 502, 503, 504, 529))
            {
                server.then(StubAnswer.of(status, "no", "Retry-After: 5"), StubAnswer.of(status, "no"));
                final DeliveryException failure = failure(channel);
                assertThat(failure.isPermanent()).as("HTTP " + status).isFalse();
                assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                assertThat(failure(channel).retryAfter()).isNull();
            }
            server.then(StubAnswer.of(302, "", "Location: " + server.url()));
            assertThat(failure(channel)).hasMessageContaining("answers with a redirect (HTTP 302), which is not followed");
        }
    }

    private static DeliveryException failure(final WebhookChannel channel)
    {
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
            () -> channel.deliver(Messages.transition(Priority.CRITICAL, "ALERT", "HALT"), LONG));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure).hasMessageStartingWith("channel ops (webhook at 127.0.0.1) ");
        assertThat(failure.toString()).doesNotContain(KEY, NEXT, "p4th", "\n");
        return failure;
    }

    @Test
    void shouldShowNoSecretThatAReceiverRepeats() throws Exception
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY, "next-key", NEXT)))
        {
            final String echo = "no p4th-s3cret, bad key " + KEY + " / " + KEY.replace("\"", "\\\"") + " / " + KEY.replace("/", "\\/")
                + "\n" + NEXT + "\u001b[31m\u202e";
            server.then(StubAnswer.of(401, echo), StubAnswer.of(200, echo), StubAnswer.of(500, "x".repeat(190) + NEXT));
            assertThat(failure(channel)).hasMessageContaining("bad key [secret]").message().doesNotContain("k3y", "\u001b", "\u202e");
            assertThat(channel.deliver(Messages.transition(Priority.CRITICAL, "ALERT", "HALT"), LONG)).doesNotContain("k3y", "\n",
                "\u001b");
            assertThat(failure(channel).getMessage()).doesNotContain("second");
        }
    }

    @Test
    void shouldSendNothingWithoutAKey()
    {
        try (WebhookChannel channel = channel(Map.of()); WebhookChannel unset = channel(Map.of("key", "")))
        {
            assertThat(failure(channel)).hasMessageContaining("has no key").hasMessageContaining("interlock.yaml:7:5");
            assertThat(failure(unset)).hasMessageContaining("TEST_KEY is not set").matches(DeliveryException::isPermanent);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void shouldCheckWithoutTellingAnybody() throws Exception
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY)))
        {
            assertThat(channel.check(LONG)).contains("can be reached").doesNotContain(KEY);
            assertThat(server.untaken()).isEmpty();
            server.close();
            assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(LONG))).hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void shouldReachPrivateAddressesWhereConfiguredAlone() throws Exception
    {
        final ChannelConfig config = Messages.config(ChannelType.WEBHOOK, Map.of("url", server.url()), Map.of("key", KEY));
        try (WebhookChannel channel = new WebhookChannel(config, ChannelHttp.sender(config)))
        {
            assertThat(failure(channel)).hasMessageContaining("is refused").matches(DeliveryException::isPermanent);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void shouldWriteWhatIsNotKnownAsNull() throws Exception
    {
        try (WebhookChannel channel = channel(Map.of("key", KEY)))
        {
            channel.deliver(Messages.hostile("x", Kind.ISSUE, Priority.WARNING), LONG);
            final JsonNode body = JSON.readTree(server.take().body());
            assertThat(body.get("value").isNull()).isTrue();
            assertThat(body.get("threshold").isNull()).isTrue();
        }
    }
}
