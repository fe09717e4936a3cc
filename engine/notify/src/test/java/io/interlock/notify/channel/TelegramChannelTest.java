package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.http.HttpSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramChannelTest
{
    private static final String OK = "{\"ok\":true,\"result\":{\"message_id\":42}}";
    private static final long SEED = 20261126;

    private final ScriptedHttp http = new ScriptedHttp();

    @Test
    void shouldSendTheMessageToEachChat() throws Exception
    {
        http.always(200, OK);
        final String answer = channel("-100123", "@desk").deliver(message("a-1"), PagerSamples.SOON);

        assertThat(answer).isEqualTo("chat -100123: message 42; chat @desk: message 42");
        assertThat(http.requests).hasSize(2).allSatisfy(request ->
        {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.url()).isEqualTo("https://api.telegram.org/bot" + PagerSamples.TOKEN + "/sendMessage");
            assertThat(request.shownUrl()).isEqualTo("https://api.telegram.org/bot***/sendMessage");
            assertThat(request.headers()).isEmpty();
            assertThat(request.contentType()).isEqualTo("application/json");
        });
        final JsonNode first = body(http.requests.get(0));
        assertThat(first.fieldNames()).toIterable().containsExactly("chat_id", "text", "parse_mode", "link_preview_options");
        assertThat(first.path("chat_id").isIntegralNumber()).isTrue();
        assertThat(first.path("chat_id").asLong()).isEqualTo(-100123);
        assertThat(first.path("parse_mode").asText()).isEqualTo("HTML");
        assertThat(first.path("text").asText()).isEqualTo("<b>[CRITICAL] HALT of binance: API_LATENCY 4000 ms</b>\n<pre>What happened\n"
            + "  binance went from CLOSED to HALT.\n  Why: 4000 ms &amp; more than &lt;3000 ms&gt;\nWhat to do\n  Read: runbook</pre>");
        assertThat(body(http.requests.get(1)).path("chat_id").asText()).isEqualTo("@desk");
    }

    @ParameterizedTest
    @CsvSource({"ALERT,WARNING", "THROTTLE,CRITICAL", "HALT,CRITICAL", "SHUTDOWN,EMERGENCY"})
    void shouldSayEachLevel(final String level, final Priority priority) throws Exception
    {
        http.always(200, OK);
        channel("1").deliver(PagerSamples.transition("a-1", "CLOSED", level, priority), PagerSamples.SOON);
        assertThat(body(http.last()).path("text").asText())
            .startsWith("<b>[" + priority + "] " + level + " of binance").contains("from CLOSED to " + level + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@all look", "/stop", "see http://x", "#tag", "$USD", "a.example", "+49151"})
    void shouldPutATitleThatTelegramWouldLinkIntoCode(final String title)
    {
        final Draft draft = PagerSamples.draft("a", Kind.ISSUE, "", "", Priority.WARNING, "");
        assertThat(TelegramChannel.text(new Notification(draft, title, "", "", ""))).isEqualTo("<code>" + title + "</code>");
    }

    @Test
    void shouldCountWhatIsShownAndNotTheEntities()
    {
        final Draft draft = PagerSamples.draft("a", Kind.ISSUE, "", "", Priority.WARNING, "");
        final String text = TelegramChannel.text(new Notification(draft, "t", "&<\ud83d\ude00".repeat(3000), "", ""));
        final String shown = shown(text);
        assertThat(shown.length()).isBetween(4093, 4096);
        assertThat(text.length()).isGreaterThan(4096);
        assertThat(shown).endsWith("\u2026");
        assertThat(CleanText.isClean(shown.replace("\n", ""))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"400,Bad Request: chat not found,member", "401,Unauthorized,token",
        "403,Forbidden: bot was blocked by the user,blocked", "404,Not Found,token"})
    void shouldFailForGoodAndSayWhy(final int status, final String description, final String advice)
    {
        http.always(status, "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\"}");
        final DeliveryException failure = failure(channel("7"));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageContaining("chat 7: Telegram answers HTTP " + status + " (" + description + ")")
            .hasMessageContaining(advice);
    }

    @Test
    void shouldTellTheNewIdOfAGroupThatMoved()
    {
        http.always(400, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded to a supergroup chat\","
            + "\"parameters\":{\"migrate_to_chat_id\":-1001234567890}}");
        final DeliveryException failure = failure(channel("-99"));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageContaining("write -1001234567890 in chats (interlock.yaml:7:3)");
    }

    @Test
    void shouldObeyTheWaitThatTelegramAsksFor()
    {
        http.then(429, Duration.ofSeconds(3), "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 17\","
            + "\"parameters\":{\"retry_after\":17}}");
        http.then(429, Duration.ofSeconds(3), "busy");
        http.then(429, "{\"parameters\":{\"retry_after\":99999999999}}");
        http.then(429, "{\"parameters\":{\"retry_after\":-5}}");
        assertThat(failure(channel("7")).retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(failure(channel("7")).retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(failure(channel("7")).retryAfter()).isEqualTo(Duration.ofDays(1));
        final DeliveryException odd = failure(channel("7"));
        assertThat(odd.retryAfter()).isNull();
        assertThat(odd.isPermanent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "200"})
    void shouldComeAgainWhereNothingIsWrongWithUs(final int status)
    {
        http.always(status, "<html>not Telegram</html>");
        final DeliveryException failure = failure(channel("7"));
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure.retryAfter()).isNull();
    }

    @Test
    void shouldRepeatToNoChatThatHasGotIt() throws Exception
    {
        http.then(200, OK).then(429, "{\"parameters\":{\"retry_after\":5}}").then(200, OK).always(200, OK);
        final TelegramChannel channel = channel("1", "2", "3");
        final DeliveryException failure = failure(channel);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(failure).hasMessageStartingWith("1 of 3 chats not told: chat 2: Telegram answers HTTP 429");
        http.requests.clear();

        assertThat(channel.deliver(message("a-1"), PagerSamples.SOON)).isEqualTo("chat 2: message 42");
        assertThat(http.requests).singleElement().satisfies(request -> assertThat(body(request).path("chat_id").asInt()).isEqualTo(2));
        assertThat(channel.deliver(message("a-1"), PagerSamples.SOON)).contains("before");
        assertThat(http.requests).hasSize(1);
        channel.deliver(message("a-2"), PagerSamples.SOON);
        assertThat(http.requests).hasSize(4);
    }

    @Test
    void shouldShowTheTokenNowhere()
    {
        final String echo =
            "no bot " + PagerSamples.TOKEN + " at /bot123456%3ACANARY-telegram_9f8e7d/sendMessage";
        for (final int status : new int[]{200, 301, 400, 401, 403, 404, 418, 429, 500})
        {
            http.always(status, "{\"ok\":false,\"description\":\"" + echo + "\"}");
            assertThat(failure(channel("7"))).hasMessageNotContaining("CANARY")
                .hasMessageContaining(status == 301 ? "redirect" : "no bot [secret] at /bot[secret]/sendMessage");
            final DeliveryException looked = catchThrowableOfType(DeliveryException.class, () -> channel("7").check(PagerSamples.SOON));
            assertThat(looked).hasMessageNotContaining("CANARY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANARY", "1:CANARY/../x", "1:CANARY?x", "1:CANARY x", "1:CANARY\r\nX: y", "1:CAN\u00c4RY"})
    void shouldRefuseATokenThatWouldLeadElsewhere(final String token)
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.TELEGRAM,
            Map.of("url", List.of("https://api.telegram.org"), "chats", List.of("1")), Map.of("token", token));
        final DeliveryException failure = failure(new TelegramChannel(config, http));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageContaining("${THE_TELEGRAM}").hasMessageContaining("interlock.yaml:7:3")
            .hasMessageNotContaining("CAN");
        assertThat(http.requests).isEmpty();
    }

    @Test
    void shouldNameTheSecretThatIsMissing()
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.TELEGRAM,
            Map.of("url", List.of("https://api.telegram.org"), "chats", List.of("1")), Map.of("token", " "));
        assertThat(failure(new TelegramChannel(config, http)))
            .hasMessageContaining("token: the environment variable THE_TELEGRAM is not set");
    }

    @Test
    void shouldLookWithoutTellingAnybody() throws Exception
    {
        http.always(200, "{\"ok\":true,\"result\":{\"id\":1,\"is_bot\":true,\"username\":\"desk_bot\"}}");
        final TelegramChannel channel = channel("7");
        assertThat(channel.check(PagerSamples.SOON)).startsWith("the bot @desk_bot answers");
        assertThat(http.requests).singleElement().satisfies(request ->
        {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.url()).endsWith("/getMe");
        });
        channel.close();
        assertThat(http.closed).isTrue();
    }

    @Test
    void shouldRenderNothingOfAThousandHostileTexts() throws Exception
    {
        http.always(200, OK);
        final TelegramChannel channel = channel("7");
        for (final String text : PagerSamples.thousandTexts(SEED))
        {
            channel.deliver(PagerSamples.hostile(text), PagerSamples.SOON);
            final JsonNode body = body(http.last());
            final String rendered = body.path("text").asText();
            assertThat(body.fieldNames()).toIterable().as("seed %d, %s", SEED, text)
                .containsExactly("chat_id", "text", "parse_mode", "link_preview_options");
            assertThat(body.path("chat_id").asInt()).isEqualTo(7);
            final String title = CleanText.line(text, 256);
            final String lines = CleanText.lines(text, 4096 - title.length() - 1);
            assertThat(shown(rendered)).as("seed %d, %s", SEED, text).isEqualTo(lines.isBlank() ? title : title + "\n" + lines);
            assertThat(CleanText.isClean(rendered.replace("\n", ""))).as("seed %d, %s", SEED, text).isTrue();
        }
        assertThat(http.requests).hasSize(1000);
    }

    /** As Telegram reads it: one head, one block, entities; fails on any other markup. */
    private static String shown(final String html)
    {
        final String inner = html.replaceFirst("^<(b|code)>([^<>]*)</\\1>", "$2").replaceFirst("\n<pre>([^<>]*)</pre>$", "\n$1");
        assertThat(inner).doesNotContain("<", ">", "\"", "'").doesNotContainPattern("&(?!(amp|lt|gt|quot|#39|#96);)");
        return inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&#96;", "`")
            .replace("&amp;", "&");
    }

    private TelegramChannel channel(final String... chats)
    {
        return new TelegramChannel(PagerSamples.telegram(chats), http);
    }

    private static Notification message(final String id)
    {
        return PagerSamples.transition(id, "CLOSED", "HALT", Priority.CRITICAL);
    }

    private static DeliveryException failure(final TelegramChannel channel)
    {
        return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message("a-1"), PagerSamples.SOON));
    }

    private static JsonNode body(final HttpSender.Request request)
    {
        return Replies.json(new HttpSender.Answer(200, null, request.body()));
    }
}
