package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import io.interlock.notify.words.PlainWords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who was called reads at the receiver who has it. */
@Timeout(300)
class AcknowledgedTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String TITLE = "[INFO] ACKNOWLEDGED: HALT of binance, by ann: on it";

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

    private static Notification acknowledged()
    {
        final Draft draft = new Draft("t-1.a", Kind.ACKNOWLEDGED, Priority.INFO, "binance",
            new Draft.Facts("CLOSED", "HALT", "API_LATENCY", 4000, 3000, Messages.WALL_MS),
            new Draft.Trail("t-1", Messages.WALL_MS, 7, "7:abc"), new Draft.Extras(List.of(), List.of(), 0, "by ann: on it"));
        return new PlainWords(BreakerConfig.builder("production").build(), "").words(draft);
    }

    private String received(final NotificationChannel channel, final String field) throws Exception
    {
        try (channel)
        {
            assertThat(channel.wants(Kind.ACKNOWLEDGED)).isTrue();
            channel.deliver(acknowledged(), LONG);
        }
        return new ObjectMapper().readTree(server.take().body()).get(field).asText();
    }

    @Test
    void shouldReachAWebhook() throws Exception
    {
        final ChannelConfig config = Messages.config(
            ChannelType.WEBHOOK, Map.of("url", server.url() + "/hook", "allow-private", "yes"), Map.of("key", "k3y"));
        assertThat(received(new WebhookChannel(config, ChannelHttp.sender(config)), "title")).isEqualTo(TITLE);
    }

    @Test
    void shouldReachSlack() throws Exception
    {
        final ChannelConfig config = Messages.config(
            ChannelType.SLACK, Map.of("allow-private", "yes"), Map.of("webhook-url", server.url() + "/services/T/B/canary-slack"));
        assertThat(received(new SlackChannel(config, ChannelHttp.sender(config)), "text"))
            .contains("ACKNOWLEDGED: HALT of binance, by ann: on it").contains("nobody further is called");
    }

    @Test
    void shouldReachTelegram() throws Exception
    {
        server.always(StubAnswer.json(200, "{\"ok\":true,\"result\":{\"message_id\":5}}"));
        final ChannelConfig config = PagerSamples.at(PagerSamples.telegram("1"), server.url());
        assertThat(received(new TelegramChannel(config, ChannelHttp.sender(config)), "text")).startsWith("<b>" + TITLE + "</b>");
    }

    @Test
    void shouldReachAMailbox() throws Exception
    {
        try (ScriptedSmtp mail = ScriptedSmtp.except("never", "");
            EmailChannel channel = new EmailChannel(MailFixtures.config(mail.port(), "none", "", "")))
        {
            assertThat(channel.wants(Kind.ACKNOWLEDGED)).isTrue();
            channel.deliver(acknowledged(), LONG);
            assertThat(mail.heard).contains("Subject: " + TITLE);
        }
    }

    @Test
    void shouldNotCostAnSms()
    {
        try (TwilioChannel phone = new TwilioChannel(PagerSamples.twilio("+4915112345678"), new ScriptedHttp()))
        {
            assertThat(phone.wants(Kind.ACKNOWLEDGED)).isFalse();
        }
    }
}
