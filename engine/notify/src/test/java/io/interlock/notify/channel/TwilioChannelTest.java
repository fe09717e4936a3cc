package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioChannelTest
{
    private static final String OK = "{\"sid\":\"SM77\",\"status\":\"queued\",\"error_code\":null}";
    private static final String BASIC =
        Base64.getEncoder().encodeToString(("AC0123456789abcdef:" + PagerSamples.AUTH).getBytes(StandardCharsets.UTF_8));
    private static final long SEED = 20261127;

    private final ScriptedHttp http = new ScriptedHttp();

    @Test
    void shouldSendAFormToEachNumber() throws Exception
    {
        http.always(201, OK);
        final String answer = channel("+15005550001", "+15005550002").deliver(message("a-1"), PagerSamples.SOON);
        assertThat(answer).isEqualTo("number +15005550001: message SM77 is queued; number +15005550002: message SM77 is queued");
        assertThat(http.requests).hasSize(2).allSatisfy(request ->
        {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.url()).isEqualTo("https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef/Messages.json");
            assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(request.headers()).containsExactly(Map.entry("Authorization", "Basic " + BASIC));
            assertThat(request.shownUrl()).doesNotContain("CANARY");
        });
        final Map<String, String> form = form(http.last().body());
        assertThat(form.keySet()).containsExactly("From", "To", "Body");
        assertThat(form).containsEntry("From", "+15005550006").containsEntry("To", "+15005550002");
        assertThat(form.get("Body")).isEqualTo("[EMERGENCY] SHUTDOWN of binance: API_LATENCY 4000 ms\nWhat happened\n"
            + "binance went from HALT to SHUTDOWN.\nWhy: 4000 ms & more than <3000 ms>\nWhat to do\nRead: runbook");
    }

    @ParameterizedTest
    @CsvSource({"ALERT,WARNING", "THROTTLE,CRITICAL", "HALT,CRITICAL", "SHUTDOWN,EMERGENCY"})
    void shouldSayEachLevel(final String level, final Priority priority) throws Exception
    {
        http.always(201, OK);
        channel("+1").deliver(PagerSamples.transition("a-1", "CLOSED", level, priority), PagerSamples.SOON);
        assertThat(form(http.last().body()).get("Body")).startsWith("[" + priority + "] " + level + " of binance");
    }

    @Test
    void shouldKeepToSixteenHundredCharactersWithTheFirstWordsFirst() throws Exception
    {
        http.always(201, OK);
        final Notification longer = new Notification(
            PagerSamples.draft("a", Kind.TRANSITION, "CLOSED", "HALT", Priority.CRITICAL, ""), "title",
            "x\n" + "\ud83d\ude00".repeat(2000), "", "");
        channel("+1").deliver(longer, PagerSamples.SOON);
        final String body = form(http.last().body()).get("Body");
        assertThat(body).startsWith("title\nx\n").endsWith("...");
        assertThat(body.length()).isBetween(1599, 1600);
        assertThat(CleanText.isClean(body.replace("\n", ""))).as("no half of a pair").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"400,21211,false", "401,20003,true", "403,20005,false", "404,20404,true", "400,21608,false", "400,21610,false"})
    void shouldFailForGoodAndSayWhy(final int status, final int code, final boolean settings)
    {
        http.always(status, error(status, code, "The 'To' number is not valid."));
        final DeliveryException failure = failure(channel("+1"));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageStartingWith(
            "number +1: Twilio answers HTTP " + status + " (code " + code + ": The 'To' number is not valid.)")
            .hasMessageContaining(settings ? "account-sid" : "https://www.twilio.com/docs/api/errors/" + code)
            .hasMessageContaining("interlock.yaml:7:3");
    }

    @ParameterizedTest
    @CsvSource({"429,20429", "400,20429", "400,21611", "500,20500", "503,20503", "502,0", "200,0", "201,0"})
    void shouldComeAgainWhereItPasses(final int status, final int code)
    {
        http.then(status, Duration.ofSeconds(7), error(status, code, "later"));
        final DeliveryException failure = failure(channel("+1"));
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure.retryAfter()).isEqualTo(status < 300 ? null : Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[1]", "null", "{\"code\":{}}"})
    void shouldReadAnyBody(final String body)
    {
        http.always(400, body);
        assertThat(failure(channel("+1")).isPermanent()).isTrue();
    }

    @Test
    void shouldRepeatToNoNumberThatHasGotIt() throws Exception
    {
        http.then(201, OK).then(400, error(400, 21211, "no")).then(503, "").always(201, OK);
        final TwilioChannel channel = channel("+1", "+2", "+3");
        final DeliveryException failure = failure(channel);
        assertThat(failure.isPermanent()).as("+3 may go better").isFalse();
        http.requests.clear();
        channel.deliver(message("a-1"), PagerSamples.SOON);
        assertThat(http.requests).extracting(request -> form(request.body()).get("To")).containsExactly("+2", "+3");
    }

    @Test
    void shouldShowTheAuthTokenNowhere()
    {
        final String echo = PagerSamples.AUTH + " Basic " + BASIC + " " + URLEncoder.encode(PagerSamples.AUTH, StandardCharsets.UTF_8);
        for (final int status : new int[]{200, 201, 301, 400, 401, 403, 404, 429, 500})
        {
            http.always(status, error(status, 20003, echo));
            assertThat(failure(channel("+1"))).hasMessageNotContaining("CANARY").hasMessageNotContaining(BASIC)
                .hasMessageContaining(status == 301 ? "redirect" : "[secret] Basic [secret] [secret]");
            final DeliveryException looked = catchThrowableOfType(DeliveryException.class, () -> channel("+1").check(PagerSamples.SOON));
            assertThat(looked == null ? "" : looked.getMessage()).doesNotContain("CANARY").doesNotContain(BASIC);
        }
    }

    @Test
    void shouldShowTheAuthTokenInNoSuccessEither() throws Exception
    {
        http.always(201, "{\"sid\":\"SM " + PagerSamples.AUTH + "\",\"status\":\"" + PagerSamples.AUTH + "\"}");
        assertThat(channel("+1").deliver(message("a-1"), PagerSamples.SOON)).isEqualTo("number +1: message SM [secret] is [secret]");
    }

    @Test
    void shouldLookAtTheAccountWithoutTellingAnybody() throws Exception
    {
        http.then(200, "{\"sid\":\"AC0123456789abcdef\",\"status\":\"active\"}").then(200, "{\"status\":\"suspended\"}");
        final TwilioChannel channel = channel("+1");
        assertThat(channel.check(PagerSamples.SOON)).startsWith("the account is active");
        assertThat(http.last().method()).isEqualTo("GET");
        assertThat(http.last().url()).isEqualTo("https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef.json");
        final DeliveryException suspended = catchThrowableOfType(DeliveryException.class, () -> channel.check(PagerSamples.SOON));
        assertThat(suspended.isPermanent()).isTrue();
        assertThat(suspended).hasMessageContaining("suspended");
        channel.close();
        assertThat(http.closed).isTrue();
    }

    @Test
    void shouldAddNoFieldForAThousandHostileTexts() throws Exception
    {
        http.always(201, OK);
        final TwilioChannel channel = channel("+15005550001");
        for (final String text : PagerSamples.thousandTexts(SEED))
        {
            channel.deliver(PagerSamples.hostile(text), PagerSamples.SOON);
            final Map<String, String> form = form(http.last().body());
            assertThat(form.keySet()).as("seed %d, %s", SEED, text).containsExactly("From", "To", "Body");
            assertThat(form).containsEntry("From", "+15005550006").containsEntry("To", "+15005550001");
            assertThat(http.last().headers()).containsOnlyKeys("Authorization");
            assertThat(http.last().body()).matches("[A-Za-z0-9.*_+%=&-]+");
            assertThat(CleanText.isClean(form.get("Body").replace("\n", ""))).as("seed %d, %s", SEED, text).isTrue();
            assertThat(form.get("Body")).startsWith(CleanText.line(text, 1600));
        }
        assertThat(http.requests).hasSize(1000);
    }

    private TwilioChannel channel(final String... to)
    {
        return new TwilioChannel(PagerSamples.twilio(to), http);
    }

    private static Notification message(final String id)
    {
        return PagerSamples.transition(id, "HALT", "SHUTDOWN", Priority.EMERGENCY);
    }

    private static DeliveryException failure(final TwilioChannel channel)
    {
        return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message("a-1"), PagerSamples.SOON));
    }

    private static String error(final int status, final int code, final String message)
    {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\",\"more_info\":\"https://www.twilio.com/docs/errors/" + code
            + "\",\"status\":" + status + "}";
    }

    private static Map<String, String> form(final String body)
    {
        final Map<String, String> fields = new LinkedHashMap<>();
        for (final String pair : body.split("&"))
        {
            final int equals = pair.indexOf('=');
            final String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            assertThat(fields.put(pair.substring(0, equals), value)).isNull();
        }
        return fields;
    }
}
