package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.http.HttpSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerChannelTest
{
    private static final long SEED = 20261128;

    private final ScriptedHttp http = new ScriptedHttp();
    private final AlertmanagerChannel channel = new AlertmanagerChannel(PagerSamples.alertmanager(), http);

    @ParameterizedTest
    @CsvSource({"ALERT,WARNING", "THROTTLE,CRITICAL", "HALT,CRITICAL", "SHUTDOWN,EMERGENCY"})
    void shouldPostAnAlertForEachLevel(final String level, final Priority priority) throws Exception
    {
        http.always(200, "");
        assertThat(transition("CLOSED", level, priority)).isEqualTo("1 alert taken");
        assertThat(http.last().method()).isEqualTo("POST");
        assertThat(http.last().url()).isEqualTo("https://alerts.example/am/api/v2/alerts");
        assertThat(http.last().contentType()).isEqualTo("application/json");
        assertThat(http.last().headers()).containsExactly(Map.entry("Authorization", "Bearer " + PagerSamples.BEARER));
        final JsonNode alert = alerts().get(0);
        assertThat(alert.fieldNames()).toIterable().containsExactly("labels", "annotations", "startsAt", "endsAt");
        assertThat(fields(alert.path("labels"))).isEqualTo(Map.of("alertname", "InterlockBreaker", "scope", "binance",
            "severity", priority.name().toLowerCase(Locale.ROOT), "episode", "7f3a-12"));
        assertThat(fields(alert.path("annotations")))
            .containsEntry("summary", "[" + priority + "] " + level + " of binance: API_LATENCY 4000 ms").containsEntry("level", level)
            .containsEntry("cause", "API_LATENCY").containsEntry("runbook", "https://runbooks.example/" + level)
            .containsEntry("id", "a-1")
            .hasEntrySatisfying("description", text -> assertThat(text).contains("binance went from CLOSED to " + level));
        assertThat(Instant.parse(alert.path("startsAt").asText()).toEpochMilli()).isEqualTo(PagerSamples.STARTED_MS);
        assertThat(Instant.parse(alert.path("endsAt").asText())).as("it burns until it is ended")
            .isAfter(Instant.now().plusSeconds(86_400));
    }

    @Test
    void shouldKeepOneAlertWhereTheSeverityStays() throws Exception
    {
        http.always(200, "");
        transition("CLOSED", "THROTTLE", Priority.CRITICAL);
        final JsonNode first = alerts().get(0).path("labels");
        transition("THROTTLE", "HALT", Priority.CRITICAL);
        assertThat(alerts()).singleElement().satisfies(alert ->
        {
            assertThat(alert.path("labels")).isEqualTo(first);
            assertThat(alert.path("annotations").path("level").asText()).isEqualTo("HALT");
        });
        send("a-3", Kind.REPEAT, "THROTTLE", "HALT", Priority.CRITICAL);
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.path("labels")).isEqualTo(first));
    }

    @Test
    void shouldEndTheAlertOfTheFormerSeverityAndAllAtTheEnd() throws Exception
    {
        http.always(200, "");
        transition("CLOSED", "ALERT", Priority.WARNING);
        transition("ALERT", "SHUTDOWN", Priority.EMERGENCY);
        assertThat(state()).containsExactly(Map.entry("warning", "ended"), Map.entry("emergency", "firing"));
        send("a-3", Kind.RESOLVED, "SHUTDOWN", "THROTTLE", Priority.INFO);
        assertThat(state()).as("a step down").containsExactly(Map.entry("emergency", "ended"), Map.entry("critical", "firing"));
        send("a-4", Kind.RESOLVED, "THROTTLE", "CLOSED", Priority.INFO);
        assertThat(state()).containsExactly(Map.entry("critical", "ended"));
        final JsonNode last = alerts().get(0);
        assertThat(Instant.parse(last.path("endsAt").asText()).toEpochMilli()).isLessThan(PagerSamples.WALL_MS);
        assertThat(Instant.parse(last.path("startsAt").asText())).isBeforeOrEqualTo(Instant.parse(last.path("endsAt").asText()));
    }

    @Test
    void shouldEndWhateverMayBurnOfAnEpisodeThatBeganBeforeARestart() throws Exception
    {
        http.always(200, "");
        transition("ALERT", "HALT", Priority.CRITICAL);
        assertThat(state()).containsExactly(
            Map.entry("warning", "ended"), Map.entry("emergency", "ended"), Map.entry("critical", "firing"));
        final AlertmanagerChannel restarted = new AlertmanagerChannel(PagerSamples.alertmanager(), http);
        restarted.deliver(PagerSamples.message("a-9", Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO), PagerSamples.SOON);
        assertThat(state()).containsOnly(
            Map.entry("warning", "ended"), Map.entry("critical", "ended"), Map.entry("emergency", "ended"));
    }

    @Test
    void shouldEndWhatWasOverBeforeARestartAtAnUnknownLevel() throws Exception
    {
        http.always(200, "");
        transition("CLOSED", "HALT", Priority.CRITICAL);
        send("a-1.x", Kind.RESOLVED, "HALT", "", Priority.INFO);
        assertThat(state()).containsExactly(Map.entry("critical", "ended"));
    }

    @Test
    void shouldSetNothingOnFireAgainAfterTheEnd() throws Exception
    {
        http.always(200, "");
        transition("CLOSED", "HALT", Priority.CRITICAL);
        send("a-2", Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO);
        send("a-3", Kind.UPDATE, "CLOSED", "HALT", Priority.CRITICAL);
        assertThat(state()).containsExactly(Map.entry("critical", "ended"));
        http.requests.clear();
        assertThat(send("a-4", Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO)).isEqualTo("nothing of this episode is firing");
        assertThat(http.requests).isEmpty();
    }

    @Test
    void shouldEndItAtTheRetryWhereTheFirstAttemptFailed() throws Exception
    {
        http.then(200, "").then(503, "").always(200, "");
        transition("CLOSED", "HALT", Priority.CRITICAL);
        assertThat(catchThrowableOfType(DeliveryException.class,
            () -> send("a-2", Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO)).isPermanent()).isFalse();
        send("a-2", Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO);
        assertThat(state()).containsExactly(Map.entry("critical", "ended"));
    }

    @ParameterizedTest
    @CsvSource({"ISSUE,InterlockIssue", "SUMMARY,InterlockSummary", "TEST,InterlockTest"})
    void shouldLeaveTheEndOfWhatHasNoEpisodeToAlertmanager(final Kind kind, final String alertname) throws Exception
    {
        http.always(200, "");
        send("a-1", kind, "", "", Priority.WARNING);
        assertThat(alerts()).singleElement().satisfies(alert ->
        {
            assertThat(alert.has("endsAt")).isFalse();
            assertThat(fields(alert.path("labels"))).isEqualTo(Map.of(
                "alertname", alertname, "scope", "binance", "severity", "warning", "cause", "API_LATENCY"));
        });
    }

    @Test
    void shouldNameTheRoot() throws Exception
    {
        http.always(200, "");
        channel.deliver(new Notification(
            PagerSamples.draft("a-1", Kind.TRANSITION, "CLOSED", "HALT", Priority.CRITICAL, ""), "t", "x", "", ""), PagerSamples.SOON);
        assertThat(alerts().get(0).path("labels").path("scope").asText()).isEqualTo("/");
        assertThat(alerts().get(0).path("annotations").has("runbook")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"400,start time must be before end time,", "401,,bearer-token", "403,,bearer-token", "404,,base address", "301,,leads"})
    void shouldFailForGoodAndSayWhy(final int status, final String said, final String advice)
    {
        http.always(status, said == null ? "<html>" : "\"" + said + "\"");
        final DeliveryException failure = failure();
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageStartingWith("Alertmanager at https://alerts.example/am/api/v2/alerts answers ")
            .hasMessageContaining("HTTP " + status + (said == null ? "" : " (" + said + ")"))
            .hasMessageContaining(advice == null ? "" : advice);
    }

    @Test
    void shouldReadTheOtherFormOfAnError()
    {
        http.always(422, "{\"code\":601,\"message\":\"startsAt in body must be of type date-time\"}");
        assertThat(failure()).hasMessageContaining("startsAt in body must be of type date-time");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void shouldComeAgainWhereItPasses(final int status)
    {
        http.then(status, Duration.ofSeconds(9), "");
        final DeliveryException failure = failure();
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void shouldShowNoSecret() throws Exception
    {
        final AlertmanagerChannel basic = new AlertmanagerChannel(PagerSamples.config(ChannelType.ALERTMANAGER,
            Map.of("url", List.of("https://alerts.example"), "username", List.of("me")), Map.of("password", PagerSamples.PASSWORD)), http);
        final String header = Base64.getEncoder().encodeToString(("me:" + PagerSamples.PASSWORD).getBytes(StandardCharsets.UTF_8));
        final String echo = "\"Basic " + header + " " + PagerSamples.PASSWORD + " Bearer " + PagerSamples.BEARER + "\"";
        for (final int status : new int[]{301, 400, 401, 403, 404, 429, 500})
        {
            http.always(status, echo);
            assertThat(failure()).hasMessageNotContaining(PagerSamples.BEARER);
            final DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> basic.check(PagerSamples.SOON));
            assertThat(http.last().headers()).containsEntry("Authorization", "Basic " + header);
            assertThat(failure).hasMessageNotContaining(PagerSamples.PASSWORD).hasMessageNotContaining(header);
        }
    }

    @Test
    void shouldLookWithoutTellingAnybody() throws Exception
    {
        http.then(200, "{\"versionInfo\":{\"version\":\"0.25.0\"}}").then(200, "<html>");
        assertThat(channel.check(PagerSamples.SOON)).isEqualTo("Alertmanager 0.25.0 answers");
        assertThat(http.last().method()).isEqualTo("GET");
        assertThat(http.last().url()).isEqualTo("https://alerts.example/am/api/v2/status");
        assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(PagerSamples.SOON)))
            .hasMessageContaining("base address");
        channel.close();
        assertThat(http.closed).isTrue();
    }

    @Test
    void shouldSendAThousandHostileTextsAsTextAlone() throws Exception
    {
        http.always(200, "");
        for (final String text : PagerSamples.thousandTexts(SEED))
        {
            channel.deliver(PagerSamples.hostile(text), PagerSamples.SOON);
            for (final JsonNode alert : alerts())
            {
                assertThat(alert.path("labels").fieldNames()).toIterable().as("seed %d, %s", SEED, text)
                    .containsExactly("alertname", "scope", "severity", "episode");
                assertThat(alert.path("annotations").fieldNames()).toIterable().as("seed %d, %s", SEED, text)
                    .containsExactly("summary", "description", "runbook", "level", "cause", "id");
                alert.findValuesAsText("description").forEach(shown -> assertThat(CleanText.isClean(shown.replace("\n", ""))).isTrue());
                fields(alert.path("labels")).values().forEach(shown -> assertThat(CleanText.isClean(shown)).as(text).isTrue());
                assertThat(CleanText.isClean(alert.path("annotations").path("summary").asText())).isTrue();
            }
            assertThat(http.last().headers()).containsOnlyKeys("Authorization");
        }
        assertThat(http.requests).hasSize(1000);
    }

    private String transition(final String from, final String to, final Priority priority) throws Exception
    {
        return send("a-1", Kind.TRANSITION, from, to, priority);
    }

    private String send(final String id, final Kind kind, final String from, final String to, final Priority priority) throws Exception
    {
        return channel.deliver(PagerSamples.message(id, kind, from, to, priority), PagerSamples.SOON);
    }

    private DeliveryException failure()
    {
        return catchThrowableOfType(DeliveryException.class, () -> transition("CLOSED", "HALT", Priority.CRITICAL));
    }

    private JsonNode alerts()
    {
        return Replies.json(new HttpSender.Answer(200, null, http.last().body()));
    }

    private Map<String, String> state()
    {
        final Map<String, String> state = new LinkedHashMap<>();
        alerts().forEach(alert -> state.put(alert.path("labels").path("severity").asText(),
            Instant.parse(alert.path("endsAt").asText()).toEpochMilli() == PagerSamples.WALL_MS - 60_000 ? "ended" : "firing"));
        return state;
    }

    private static Map<String, String> fields(final JsonNode node)
    {
        final Map<String, String> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }
}
