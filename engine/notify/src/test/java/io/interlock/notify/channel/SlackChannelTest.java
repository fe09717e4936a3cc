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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Slack gets, and what its answers mean. */
@Timeout(300)
class SlackChannelTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String SECRET = "XXsecretXX0123";
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubServer server;
    private SlackChannel channel;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
        final ChannelConfig config = Messages.config(
            ChannelType.SLACK, Map.of("allow-private", "yes"), Map.of("webhook-url", server.url() + "/services/T0/B0/" + SECRET));
        channel = new SlackChannel(config, ChannelHttp.sender(config));
    }

    @AfterEach
    void end() throws Exception
    {
        channel.close();
        server.close();
    }

    @Test
    void shouldSayEachLevel() throws Exception
    {
        for (final Notification sent : List.of(
            Messages.transition(Priority.WARNING, "CLOSED", "ALERT"), Messages.transition(Priority.CRITICAL, "ALERT", "HALT"),
            Messages.transition(Priority.EMERGENCY, "HALT", "SHUTDOWN"), Messages.of(Kind.RESOLVED, Priority.INFO, "ALERT", "CLOSED")))
        {
            assertThat(channel.deliver(sent, LONG)).isEqualTo("HTTP 200 (ok)");
            final StubServer.Received request = server.take();
            assertThat(request.line()).isEqualTo("POST /services/T0/B0/" + SECRET + " HTTP/1.1");
            final JsonNode body = JSON.readTree(request.body());
            assertThat(body.get("text").asText()).isEqualTo("*" + sent.priority() + "* `" + sent.title() + "`\n```\n" + sent.text()
                + "\n```\nRunbook: <" + sent.runbook() + ">");
            assertThat(body.get("link_names").asBoolean(true)).isFalse();
            assertThat(body.get("unfurl_links").asBoolean(true)).isFalse();
            assertThat(body.get("unfurl_media").asBoolean(true)).isFalse();
        }
    }

    @Test
    void shouldEscapeMarkupMentionsAndLinks() throws Exception
    {
        channel.deliver(Messages.hostile("``` <!channel> @here [x](https://evil.example) <https://evil.example|x> *b*", Kind.ISSUE,
            Priority.WARNING), LONG);
        final String inner = "''' &lt;!channel&gt; @\u2060here [x](https:\u2060//evil.example) &lt;https:\u2060//evil.example|x&gt; *b*";
        assertThat(JSON.readTree(server.take().body()).get("text").asText())
            .isEqualTo("*WARNING* `" + inner + "`\n```\n" + inner + "\n```");
    }

    @Test
    void shouldKeepToSlacksLength() throws Exception
    {
        channel.deliver(Messages.hostile("<".repeat(100_000), Kind.ISSUE, Priority.WARNING), LONG);
        assertThat(JSON.readTree(server.take().body()).get("text").asText()).hasSizeLessThan(16_000).endsWith("\u2026\n```");
    }

    @Test
    void shouldKnowSlacksErrors()
    {
        server.then(
            StubAnswer.of(400, "invalid_payload"), StubAnswer.of(403, "action_prohibited"), StubAnswer.of(404, "no_service"),
            StubAnswer.of(410, "channel_is_archived"));
        assertThat(failure()).hasMessageContaining("HTTP 400 (invalid_payload)").matches(DeliveryException::isPermanent);
        assertThat(failure()).hasMessageContaining("action_prohibited").matches(DeliveryException::isPermanent);
        assertThat(failure()).hasMessageContaining("no_service").hasMessageContaining("address").matches(DeliveryException::isPermanent);
        assertThat(failure()).hasMessageContaining("channel_is_archived").matches(DeliveryException::isPermanent);
        server.then(StubAnswer.of(429, "rate_limited", "Retry-After: 30"), StubAnswer.of(500, "rollup_error"));
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(failure().isPermanent()).isFalse();
    }

    @Test
    void shouldNotTakeALoginPageForSlack()
    {
        server.then(StubAnswer.of(200, "<html>Log in</html>"));
        assertThat(failure()).hasMessageContaining("and not ok").matches(failure -> !failure.isPermanent());
    }

    @Test
    void shouldShowNoPartOfTheAddress()
    {
        server.then(StubAnswer.of(404, "no hook " + SECRET + " at /services/T0/B0/" + SECRET), StubAnswer.reset());
        assertThat(failure()).hasMessageContaining("no hook [secret] at /services/T0/B0/[secret]");
        failure();
        server.then(StubAnswer.of(302, "", "Location: " + server.url() + "/" + SECRET));
        failure();
    }

    private DeliveryException failure()
    {
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
            () -> channel.deliver(Messages.transition(Priority.CRITICAL, "ALERT", "HALT"), LONG));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure).hasMessageStartingWith("channel ops (Slack) ").message().doesNotContain(SECRET, server.url());
        return failure;
    }

    @Test
    void shouldCheckWithoutTellingAnybody() throws Exception
    {
        assertThat(channel.check(LONG)).contains("can be reached").doesNotContain(SECRET);
        assertThat(server.untaken()).isEmpty();
        server.close();
        assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(LONG))).hasMessageContaining("cannot be reached")
            .message().doesNotContain(SECRET);
    }
}
