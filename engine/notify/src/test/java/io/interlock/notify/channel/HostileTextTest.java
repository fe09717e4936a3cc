package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.Kind;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand hostile strings in every text field: no further header, valid JSON, no markup. */
@Timeout(300)
class HostileTextTest
{
    private static final int STRINGS = 1_000;
    private static final long SEED = 20_260_921L;
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final String[] PIECES =
    {
        "\r\n", "\r", "\n", "\0", "\r\nX-Evil: 1\r\n\r\n", "\nSubject: evil", "\u001b[31m", "\u001b]0;t\u0007", "\u009b31m", "\u202e",
        "\u2066", "\u2069",
        "\u200b", "\u200f", "\u2028", "\u2029", "\ufeff", "\u2060", "\ud800", "\udc00", "\ud83d\ude00", "<script>alert(1)</script>", "<b>",
        "&lt;", "&",
        "<!channel>", "<!here|x>", "<!everyone>", "<@U012345>", "<#C0123|x>", "<https://evil.example|ok>", "https://evil.example",
        "@channel",
        "@here", "@all", "*b*", "_i_", "~s~", "`c`", "```", "\n```\n", ">>> q", "[x](https://evil.example)",
        "![x](http://evil.example/a.png)", ":skull:",
        "\"", "\\", "\\u0022", "\",\"priority\":\"INFO\"", "}", "{{x}}", "${x}", "%0d%0a", "\t", "\u0085", "\u000b", "\u00ad", "text", " ",
        "\u00e4\u4e2d",
        "x".repeat(300), "\u0301\u0301", "\u007f", "'", ";", "--", "\ufffe", "\uffff"
    };

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

    private static String hostile(final Random random)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6) + 1; i > 0; i--)
        {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private interface Look
    {
        void at(JsonNode body, StubServer.Received request);
    }

    private void thousand(final NotificationChannel channel, final Set<String> headers, final Look look) throws Exception
    {
        final Random random = new Random(SEED);
        final Set<String> allowed = new TreeSet<>(
            Set.of("host", "content-type", "content-length", "user-agent", "connection"));
        allowed.addAll(headers);
        final Kind[] kinds = Kind.values();
        int resolves = 0;
        for (int i = 0; i < STRINGS; i++)
        {
            final String text = hostile(random);
            final String which = "seed " + SEED + ", string " + i;
            channel.deliver(Messages.hostile(text, kinds[i % kinds.length], Priority.values()[i % 4]), LONG);
            final StubServer.Received request = server.take();
            assertThat(request.headers()).as(which).hasSameSizeAs(allowed);
            assertThat(request.fields().keySet()).as(which).containsExactlyInAnyOrderElementsOf(allowed);
            assertThat(request.raw()).as(which).doesNotContain("\u001b", "\0").hasSize(
                request.raw().indexOf("\r\n\r\n") + 4 + Integer.parseInt(request.header("content-length")));
            final JsonNode body = JSON.readTree(request.body());
            plain(body, which);
            look.at(body, request);
            if (channel instanceof PagerDutyChannel && kinds[i % kinds.length] == Kind.TEST)
            {
                // A test is resolved in a request of its own.
                final JsonNode resolve = JSON.readTree(server.take().body());
                plain(resolve, which);
                look.at(resolve, request);
                resolves++;
            }
        }
        assertThat(server.connections()).isEqualTo(STRINGS + resolves);
    }

    private static void plain(final JsonNode node, final String which)
    {
        node.forEach(child -> plain(child, which));
        if (node.isTextual())
        {
            assertThat(node.asText().codePoints().filter(point -> point != '\n' && point != '\u2060').noneMatch(point ->
                Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.SURROGATE
                    || point == 0x2028 || point == 0x2029)).as(which).isTrue();
        }
    }

    @Test
    void shouldKeepWebhooksWhole() throws Exception
    {
        final ChannelConfig config = Messages.config(
            ChannelType.WEBHOOK, Map.of("url", server.url(), "allow-private", "yes"), Map.of("key", "k"));
        try (WebhookChannel channel = new WebhookChannel(config, ChannelHttp.sender(config), () -> 0))
        {
            thousand(channel, Set.of("x-interlock-timestamp", "x-interlock-delivery", "x-interlock-signature"), (body, request) ->
                assertThat(body.size()).isEqualTo(24));
        }
    }

    @Test
    void shouldKeepPagerDutysEventsWhole() throws Exception
    {
        server.always(StubAnswer.of(202, "{}"));
        final ChannelConfig config = Messages.config(
            ChannelType.PAGERDUTY, Map.of("url", server.url(), "allow-private", "yes"), Map.of("routing-key", "k"));
        try (PagerDutyChannel channel = new PagerDutyChannel(config, ChannelHttp.sender(config)))
        {
            thousand(channel, Set.of(), (body, request) ->
            {
                if (body.has("event_action"))
                {
                    assertThat(body.get("dedup_key").asText()).isNotEmpty().doesNotContain("\n");
                }
                if (body.has("payload"))
                {
                    assertThat(body.at("/payload/summary").asText()).isNotBlank().doesNotContain("\n");
                }
            });
        }
    }

    @Test
    void shouldShowNoMarkupInSlack() throws Exception
    {
        final ChannelConfig config = Messages.config(
            ChannelType.SLACK, Map.of("allow-private", "yes"), Map.of("webhook-url", server.url() + "/services/a/b/c"));
        try (SlackChannel channel = new SlackChannel(config, ChannelHttp.sender(config)))
        {
            thousand(channel, Set.of(), (body, request) ->
            {
                final String text = body.get("text").asText();
                // Our own marks and nothing else: three pairs around the text, one pair around the title, no bracket, no bare mention or
                // link.
                assertThat(text).matches("(?s)\\*[A-Z]+\\* `[^`\\n]+`\\n```\\n[^`]+\\n```(\\nRunbook: <https?://evil\\.example>)?");
                final String strangers = text.replaceFirst("\\nRunbook: <https?://evil\\.example>$", "");
                assertThat(strangers).doesNotContain("<", ">", "://", "@channel", "@here", "@all")
                    .doesNotContainPattern("&(?!amp;|lt;|gt;)");
            });
        }
    }
}
