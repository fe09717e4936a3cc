package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.AckSource;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked of PagerDuty's REST API, and which of its answers mean that a person has taken it. */
@Timeout(300)
class PagerDutyAcksTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final String TOKEN = "u+CANARY_token-0123";
    private static final String KEY = "R0123456789abcdefR0123456789abcd";
    private static final long SINCE_MS = Instant.parse("2026-11-26T10:00:00.500Z").toEpochMilli();
    private static final AckSource.Times NOW = new AckSource.Times(SINCE_MS, SINCE_MS + 60_000);
    private static final String JANE = "{\"id\":\"PU1\",\"type\":\"user_reference\",\"summary\":\"Jane Doe\"}";
    private static final String JOHN = "{\"id\":\"PU2\",\"type\":\"user_reference\",\"summary\":\"John Roe\"}";
    private static final String SERVICE = "{\"id\":\"PS1\",\"type\":\"service_reference\",\"summary\":\"Trading\"}";

    private StubServer server;
    private PagerDutyChannel channel;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
        channel = channel(TOKEN);
    }

    @AfterEach
    void end() throws Exception
    {
        channel.close();
        server.close();
    }

    private PagerDutyChannel channel(final String token)
    {
        final ChannelConfig config = Messages.config(ChannelType.PAGERDUTY,
            Map.of("allow-private", "yes", "url", server.url(), "api-url", server.url() + "/", "poll", "45s"),
            Map.of("routing-key", KEY, "api-token", token));
        return PagerDutyChannel.of(config);
    }

    private AckSource.Taken look(final String... incidents) throws Exception
    {
        server.then(StubAnswer.json(200, "{\"incidents\":[" + String.join(",", incidents) + "],\"limit\":5,\"more\":false}"));
        return channel.acknowledgements().look("boot-7", NOW, LONG);
    }

    private static String acknowledged(final String... marks)
    {
        return "{\"id\":\"PABC\",\"type\":\"incident\",\"status\":\"acknowledged\",\"acknowledgements\":[" + String.join(",", marks) + "]}";
    }

    private static String mark(final String who, final String at)
    {
        return "{\"at\":\"" + at + "\",\"acknowledger\":" + who + "}";
    }

    private static String resolved(final String who, final String at, final String reason)
    {
        return "{\"id\":\"PDEF\",\"status\":\"resolved\",\"acknowledgements\":[],\"resolve_reason\":" + reason
            + ",\"last_status_change_at\":\"" + at + "\",\"last_status_change_by\":" + who + "}";
    }

    @Test
    void shouldAskAsTheRestApiDocuments() throws Exception
    {
        assertThat(look()).as("nothing there").isNull();
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo(
            "GET /incidents?incident_key=boot-7&date_range=all&sort_by=created_at:desc&limit=5 HTTP/1.1");
        assertThat(request.header("authorization")).isEqualTo("Token token=" + TOKEN);
        assertThat(request.header("accept")).isEqualTo("application/vnd.pagerduty+json;version=2");
        assertThat(request.body()).isEmpty();
        assertThat(channel.acknowledgements().every()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void shouldNotAskWithoutAToken()
    {
        final ChannelConfig config =
            Messages.config(ChannelType.PAGERDUTY, Map.of("allow-private", "yes", "url", server.url()), Map.of("routing-key", KEY));
        try (PagerDutyChannel plain = PagerDutyChannel.of(config))
        {
            assertThat(plain.acknowledgements()).isNull();
        }
    }

    @Test
    void shouldSayWhoAndWhen() throws Exception
    {
        assertThat(look(acknowledged(mark(JANE, "2026-11-26T10:00:30Z")))).isEqualTo(new AckSource.Taken(
            "pagerduty:Jane Doe", "acknowledged in PagerDuty at 2026-11-26T10:00:30Z, incident PABC"));
        assertThat(look(resolved(JANE, "2026-11-26T11:00:30+01:00", "null"))).isEqualTo(new AckSource.Taken(
            "pagerduty:Jane Doe", "resolved in PagerDuty at 2026-11-26T10:00:30Z, incident PDEF"));
    }

    @Test
    void shouldNameTheFirstOfTwo() throws Exception
    {
        assertThat(look(acknowledged(mark(JANE, "2026-11-26T10:00:30Z"), mark(JOHN, "2026-11-26T10:00:20Z"))).actor())
            .isEqualTo("pagerduty:John Roe");
        assertThat(look(acknowledged(mark(JANE, "2026-11-26T10:00:30Z"), mark(JOHN, "2026-11-26T10:00:00Z"))).actor())
            .as("the other was before").isEqualTo("pagerduty:Jane Doe");
    }

    @Test
    void shouldCountOnlyAPersonSinceItIsAsStrict() throws Exception
    {
        assertThat(look("{\"id\":\"P\",\"status\":\"triggered\",\"acknowledgements\":[]}")).isNull();
        assertThat(look(acknowledged(mark(JANE, "2026-11-26T10:00:00Z")))).as("before").isNull();
        assertThat(look(acknowledged(mark(SERVICE, "2026-11-26T10:00:30Z")))).as("ours, by the Events API").isNull();
        assertThat(look(resolved(SERVICE, "2026-11-26T10:00:30Z", "null"))).as("by itself").isNull();
        assertThat(look(resolved(JANE, "2026-11-26T09:00:30Z", "null"))).as("before").isNull();
    }

    @Test
    void shouldLookAtTheIncidentThatAnotherWasMergedInto() throws Exception
    {
        final String merged = resolved(JANE, "2026-11-26T10:00:30Z",
            "{\"type\":\"merge_resolve_reason\",\"incident\":{\"id\":\"PABC\",\"type\":\"incident_reference\"}}");
        assertThat(look(merged, "{\"id\":\"PABC\",\"status\":\"triggered\"}")).isNull();
        assertThat(look(merged, acknowledged(mark(JOHN, "2026-11-26T10:00:40Z"))).actor()).isEqualTo("pagerduty:John Roe");
    }

    @Test
    void shouldReckonWithAnotherClock() throws Exception
    {
        final String body = "{\"incidents\":[" + acknowledged(mark(JANE, "2026-11-26T09:00:30Z")) + "]}";
        // It is an hour earlier there: 09:01:00 is our 10:01:00.
        server.then(StubAnswer.of(200, body, "Date: Thu, 26 Nov 2026 09:01:00 GMT"),
            StubAnswer.of(200, body, "Date: Thu, 26 Nov 2026 10:01:00 GMT"), StubAnswer.of(200, body, "Date: yesterday"));
        assertThat(channel.acknowledgements().look("e", NOW, LONG)).isNotNull();
        assertThat(channel.acknowledgements().look("e", NOW, LONG)).isNull();
        assertThat(channel.acknowledgements().look("e", NOW, LONG)).isNull();
    }

    @Test
    void shouldCleanHostileNames() throws Exception
    {
        final String evil = "\\r\\nX: y\\u0000\\u001b[31m\\u202e " + TOKEN + " " + KEY + " <b>" + "a".repeat(300);
        final AckSource.Taken taken = look(acknowledged(mark(
            "{\"type\":\"user\",\"summary\":\"" + evil + "\"}", "2026-11-26T10:00:30Z")).replace("PABC", "P\\nQ" + TOKEN));
        assertThat(taken.actor()).startsWith("pagerduty:\\r\\nX: y\\u0000\\u001b[31m\\u202e [secret]").hasSizeLessThan(80)
            .doesNotContain(TOKEN).doesNotContain("\n");
        assertThat(taken.words()).doesNotContain(TOKEN).doesNotContain("\n");
        assertThat(look(acknowledged(mark("{\"type\":\"user\",\"id\":\"PU9\",\"summary\":[7]}", "2026-11-26T10:00:30Z"))).actor())
            .isEqualTo("pagerduty:PU9");
        assertThat(look(acknowledged(mark("{\"type\":\"user\"}", "2026-11-26T10:00:30Z"))).actor())
            .isEqualTo("pagerduty:a person without a name");
    }

    @Test
    void shouldTakeNothingFromWrongTypes() throws Exception
    {
        for (final String incident : List.of("7", "null", "[]", "\"acknowledged\"", "{\"status\":7}", "{\"status\":\"acknowledged\"}",
            "{\"status\":\"acknowledged\",\"acknowledgements\":{\"at\":1}}", "{\"status\":\"acknowledged\",\"acknowledgements\":[null,1]}",
            acknowledged(mark("\"Jane\"", "2026-11-26T10:00:30Z")), acknowledged(mark(JANE, "soon")), acknowledged(mark(JANE, "")),
            acknowledged(mark(JANE, "+999999999-01-01T00:00:00Z")), acknowledged("{\"at\":99999999999999,\"acknowledger\":" + JANE + "}"),
            resolved("null", "2026-11-26T10:00:30Z", "null")))
        {
            assertThat(look(incident)).as(incident).isNull();
        }
    }

    private DeliveryException failure(final StubAnswer answer)
    {
        server.then(answer);
        final boolean endless = answer.kind() == StubAnswer.Kind.HANG || answer.kind() == StubAnswer.Kind.DRIP;
        final DeliveryException failure = catchThrowableOfType(
            DeliveryException.class, () -> channel.acknowledgements().look("boot-7", NOW, endless ? SHORT : LONG));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure).hasMessageStartingWith("channel ops (PagerDuty's REST API) ").message().doesNotContain(TOKEN);
        return failure;
    }

    @Test
    void shouldNameTheTokenThatIsNotAccepted()
    {
        for (final int status : new int[] {401, 403})
        {
            assertThat(failure(StubAnswer.json(status, "{\"error\":{\"message\":\"bad " + TOKEN + "\",\"code\":2006}}")))
                .hasMessageContaining("HTTP " + status).hasMessageContaining("api-token at interlock.yaml:7:5 is not accepted")
                .matches(DeliveryException::isPermanent);
        }
        assertThat(failure(StubAnswer.of(302, "", "Location: http://169.254.169.254/"))).matches(DeliveryException::isPermanent);
        channel.close();
        channel = channel("with blank");
        assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.acknowledgements().look("boot-7", NOW, LONG)))
            .hasMessageContaining("api-token").hasMessageNotContaining("with blank").matches(DeliveryException::isPermanent);
    }

    @Test
    void shouldComeAgainLaterWhereItFails()
    {
        assertThat(failure(StubAnswer.of(429, "", "Retry-After: 61")).retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(failure(StubAnswer.of(429, "", "ratelimit-reset: 17")).retryAfter()).isEqualTo(Duration.ofSeconds(17));
        for (final StubAnswer bad : List.of(StubAnswer.of(429, ""), StubAnswer.of(500, "oops"), StubAnswer.of(503, "<html>" + TOKEN),
            StubAnswer.hang(), StubAnswer.drip(), StubAnswer.reset(), StubAnswer.cut(), StubAnswer.of(200, "hello " + TOKEN),
            StubAnswer.of(200, ""), StubAnswer.json(200, "[]"), StubAnswer.json(200, "{}"), StubAnswer.json(200, "{\"incidents\":{}}"),
            StubAnswer.json(200, "[".repeat(60_000)), StubAnswer.of(202, "{\"incidents\":[]}"),
            StubAnswer.json(200, "{\"incidents\":[\"" + "x".repeat(200_000) + "\"]}")))
        {
            final DeliveryException failure = failure(bad);
            assertThat(failure.isPermanent()).as("%s %s", bad.kind(), bad.head()).isFalse();
            assertThat(failure.getMessage().length()).isLessThan(600);
        }
    }

    @Test
    void shouldTryTheTokenInACheckAndInATest() throws Exception
    {
        server.always(StubAnswer.json(200, "{\"incidents\":[]}"));
        assertThat(channel.check(LONG)).contains("routing key").endsWith("its api-token is accepted: acknowledgements made there are read "
            + "every 45 s").doesNotContain(TOKEN);
        assertThat(server.take().line()).startsWith("GET /incidents?incident_key=interlock-check&");
        server.then(StubAnswer.of(202, ""), StubAnswer.of(202, ""), StubAnswer.of(401, ""));
        assertThat(catchThrowableOfType(
            DeliveryException.class, () -> channel.deliver(Messages.of(Kind.TEST, Priority.INFO, "", ""), LONG)))
            .hasMessageContaining("api-token");
        server.then(StubAnswer.of(202, ""), StubAnswer.of(202, ""));
        assertThat(channel.deliver(Messages.of(Kind.TEST, Priority.INFO, "", ""), LONG)).contains("trigger and resolve", "is accepted");
        server.then(StubAnswer.of(403, ""));
        assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(LONG))).hasMessageContaining("api-token");
    }
}
