package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.SafeHttp;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Telegram, Twilio and Alertmanager through the real client, with a receiver that answers as they document, or does not. */
@Timeout(300)
class PagerWireTest
{
    private static final Duration SHORT = Duration.ofMillis(300);

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

    @Test
    void shouldReachTelegram() throws Exception
    {
        try (NotificationChannel channel = channel(ChannelType.TELEGRAM))
        {
            server.always(StubAnswer.json(200, "{\"ok\":true,\"result\":{\"message_id\":5}}"));
            assertThat(channel.deliver(message(), PagerSamples.SOON)).isEqualTo("chat -7: message 5");
        }
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo("POST /bot" + PagerSamples.TOKEN + "/sendMessage HTTP/1.1");
        assertThat(request.body()).startsWith("{\"chat_id\":-7,\"text\":\"<b>[CRITICAL] HALT of binance");
    }

    @Test
    void shouldReachTwilio() throws Exception
    {
        try (NotificationChannel channel = channel(ChannelType.TWILIO))
        {
            server.always(StubAnswer.json(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}"));
            assertThat(channel.deliver(message(), PagerSamples.SOON)).isEqualTo("number +1: message SM1 is queued");
        }
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo("POST /2010-04-01/Accounts/AC0123456789abcdef/Messages.json HTTP/1.1");
        assertThat(request.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.header("Authorization")).startsWith("Basic ");
        assertThat(request.body()).startsWith("From=%2B15005550006&To=%2B1&Body=%5BCRITICAL%5D+HALT+of+binance");
    }

    @Test
    void shouldReachAlertmanager() throws Exception
    {
        try (NotificationChannel channel = channel(ChannelType.ALERTMANAGER))
        {
            server.always(StubAnswer.of(200, ""));
            assertThat(channel.deliver(message(), PagerSamples.SOON)).isEqualTo("1 alert taken");
        }
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo("POST /api/v2/alerts HTTP/1.1");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + PagerSamples.BEARER);
        assertThat(request.body()).startsWith("[{\"labels\":{\"alertname\":\"InterlockBreaker\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"TELEGRAM", "TWILIO", "ALERTMANAGER"})
    void shouldComeAgainWhereTheReceiverHangsDripsOrBreaks(final ChannelType type) throws Exception
    {
        for (final StubAnswer bad : List.of(StubAnswer.hang(), StubAnswer.drip(), StubAnswer.reset(), StubAnswer.cut(),
            StubAnswer.of(503, "<html>down</html>"), StubAnswer.of(429, "")))
        {
            server.then(bad);
            try (NotificationChannel channel = channel(type))
            {
                final boolean endless = bad.kind() == StubAnswer.Kind.HANG || bad.kind() == StubAnswer.Kind.DRIP;
                final DeliveryException failure = catchThrowableOfType(
                    DeliveryException.class, () -> channel.deliver(message(), endless ? SHORT : PagerSamples.SOON));
                assertThat(failure.isPermanent()).as("%s, %s", type, bad.kind()).isFalse();
                assertThat(failure).hasMessageNotContaining("CANARY");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TELEGRAM", "TWILIO", "ALERTMANAGER"})
    void shouldObeyRetryAfter(final ChannelType type) throws Exception
    {
        server.always(StubAnswer.of(429, "slow down", "Retry-After: 23"));
        try (NotificationChannel channel = channel(type))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message(), PagerSamples.SOON)).retryAfter())
                .isEqualTo(Duration.ofSeconds(23));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TELEGRAM", "TWILIO", "ALERTMANAGER"})
    void shouldFollowNoRedirectAndFailForGood(final ChannelType type) throws Exception
    {
        try (StubServer elsewhere = StubServer.start(); NotificationChannel channel = channel(type))
        {
            server.always(StubAnswer.of(307, "", "Location: " + elsewhere.url() + "/"));
            assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message(), PagerSamples.SOON)).isPermanent())
                .isTrue();
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TELEGRAM", "TWILIO", "ALERTMANAGER"})
    void shouldSayThatNobodyIsThereWithoutASecret(final ChannelType type) throws Exception
    {
        final NotificationChannel channel = channel(type);
        server.close();
        final DeliveryException failure =
            catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message(), PagerSamples.SOON));
        assertThat(failure.isPermanent()).isFalse();
        assertThat(failure).hasMessageContaining("127.0.0.1").hasMessageNotContaining("CANARY").hasNoCause();
        assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(PagerSamples.SOON)))
            .hasMessageNotContaining("CANARY");
        channel.close();
    }

    private NotificationChannel channel(final ChannelType type)
    {
        final SafeHttp http = new SafeHttp(new AddressGuard(true, List.of()));
        return switch (type)
        {
            case TELEGRAM -> new TelegramChannel(local(PagerSamples.telegram("-7")), http);
            case TWILIO -> new TwilioChannel(local(PagerSamples.twilio("+1")), http);
            default -> new AlertmanagerChannel(local(PagerSamples.alertmanager()), http);
        };
    }

    private ChannelConfig local(final ChannelConfig config)
    {
        return PagerSamples.at(config, server.url());
    }

    private static Notification message()
    {
        return PagerSamples.transition("a-1", "CLOSED", "HALT", Priority.CRITICAL);
    }
}
