package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.core.testing.Runs;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class SnsChannelTest
{
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:desk";
    private static final StubAnswer OK = StubAnswer.of(200, "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
        + "<PublishResult><MessageId>94f20ce6-13c5</MessageId></PublishResult>"
        + "<ResponseMetadata><RequestId>f187a3c1</RequestId></ResponseMetadata></PublishResponse>", "Content-Type: text/xml");
    private static final long SEED = 20261129;

    private StubServer server;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
        server.always(OK);
    }

    @AfterEach
    void end() throws Exception
    {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"ALERT,WARNING", "THROTTLE,CRITICAL", "HALT,CRITICAL", "SHUTDOWN,EMERGENCY"})
    void shouldPublishToATopic(final String level, final Priority priority) throws Exception
    {
        try (SnsChannel channel = topic())
        {
            assertThat(channel.deliver(PagerSamples.transition("a-1", "CLOSED", level, priority), PagerSamples.SOON))
                .isEqualTo(TOPIC + ": message 94f20ce6-13c5");
        }
        final StubServer.Received request = server.take();
        assertThat(request.line()).startsWith("POST / ");
        assertThat(request.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=" + PagerSamples.KEY_ID + "/")
            .contains("/eu-central-1/sns/aws4_request").doesNotContain(PagerSamples.KEY);
        assertThat(form(request.body())).containsEntry("Action", "Publish").containsEntry("TopicArn", TOPIC)
            .containsEntry("Subject", "[" + priority + "] " + level + " of binance: API_LATENCY 4000 ms")
            .hasEntrySatisfying("Message", text -> assertThat(text).startsWith("[" + priority + "] " + level)
                .contains("\nbinance went from CLOSED to " + level + "."))
            .containsValue("AWS.SNS.SMS.SMSType").containsValue("Transactional").containsValue("interlock-id").containsValue("a-1")
            .doesNotContainKey("PhoneNumber");
    }

    @Test
    void shouldGoTheWholeWayInARehearsalWithoutTellingAnybodyOrLookingAtSecrets() throws Exception
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.SNS, PagerSamples.sns(server.url(), TOPIC).settings(),
            Map.of("access-key-id", " ", "secret-access-key", " "));
        try (SnsChannel channel = SnsChannel.rehearsal(config))
        {
            assertThat(channel.deliver(message("a-1"), PagerSamples.SOON)).isEqualTo(TOPIC + ": message rehearsal");
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void shouldTellEachNumberOnce() throws Exception
    {
        try (SnsChannel channel = numbers("+15005550001", "+15005550002"))
        {
            server.then(OK);
            server.then(error(500, "InternalError", "later"));
            assertThat(failure(channel).isPermanent()).isFalse();
            final Map<String, String> first = form(server.take().body());
            assertThat(first).containsEntry("PhoneNumber", "+15005550001").containsValue("Transactional")
                .doesNotContainKeys("Subject", "TopicArn");
            server.take();
            assertThat(channel.deliver(message("a-1"), PagerSamples.SOON)).isEqualTo("+15005550002: message 94f20ce6-13c5");
            assertThat(form(server.take().body())).containsEntry("PhoneNumber", "+15005550002");
            assertThat(server.untaken()).as("the SDK retries nothing by itself").isEmpty();
        }
    }

    @Test
    void shouldKeepToSixteenHundredCharactersAndAnAsciiSubject() throws Exception
    {
        final Notification longer = new Notification(message("a").draft(), "T\u00fcr ".repeat(60), "\ud83d\ude00".repeat(2000), "", "");
        try (SnsChannel channel = topic())
        {
            channel.deliver(longer, PagerSamples.SOON);
        }
        final Map<String, String> form = form(server.take().body());
        assertThat(form.get("Message").length()).isBetween(1599, 1600);
        assertThat(form.get("Subject")).startsWith("T?r ").endsWith("...").hasSizeLessThan(100).isPrintable();
    }

    @ParameterizedTest
    @CsvSource({"400,InvalidParameter", "403,AuthorizationError", "403,InvalidClientTokenId", "403,SignatureDoesNotMatch", "404,NotFound",
        "400,OptedOut", "400,EndpointDisabled"})
    void shouldFailForGoodAndSayWhy(final int status, final String code)
    {
        server.always(error(status, code, "The reason & more"));
        try (SnsChannel channel = topic())
        {
            final DeliveryException failure = failure(channel);
            assertThat(failure.isPermanent()).isTrue();
            assertThat(failure).hasMessageStartingWith(TOPIC + ": SNS answers HTTP " + status + " (" + code + ": The reason & more)")
                .hasMessageContaining("interlock.yaml:7:3");
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"400,Throttling", "400,ThrottlingException", "429,ThrottledException", "500,InternalError", "503,ServiceUnavailable"})
    void shouldComeAgainWhereItPasses(final int status, final String code)
    {
        server.always(error(status, code, "Rate exceeded", "Retry-After: 11"));
        try (SnsChannel channel = topic())
        {
            final DeliveryException failure = failure(channel);
            assertThat(failure.isPermanent()).isFalse();
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(11));
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpInTimeOnAServerThatIsSilentOrSlowOrBreaks() throws Exception
    {
        // The first two drip without end, in the headers and in the body of a refusal; a body that is no XML is given up at once.
        for (final StubAnswer bad : List.of(new StubAnswer(StubAnswer.Kind.DRIP, "HTTP/1.1 200 OK\r\nX-Slow: yes", ""),
            new StubAnswer(StubAnswer.Kind.DRIP, "HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000\r\n", ""), StubAnswer.drip(),
            StubAnswer.hang(), StubAnswer.reset(), StubAnswer.cut()))
        {
            server.then(bad);
            final int before = server.connections();
            final boolean endless = bad.kind() == StubAnswer.Kind.HANG || bad.kind() == StubAnswer.Kind.DRIP;
            try (SnsChannel channel = topic())
            {
                final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
                    () -> channel.deliver(message("a-1"), endless ? Duration.ofMillis(1500) : PagerSamples.SOON));
                assertThat(failure.isPermanent()).as(bad.toString()).isFalse();
                assertThat(failure).hasMessageMatching(TOPIC + ": SNS (was not reached: .*|answers HTTP 403)");
            }
            // A machine may be too slow to get as far as that in a short while.
            assertThat(server.connections() - before).as("a POST whose answer is lost is not sent again behind our back")
                .isBetween(endless ? 0 : 1, 1);
        }
    }

    @Test
    void shouldFollowNoRedirect() throws Exception
    {
        try (StubServer elsewhere = StubServer.start(); SnsChannel channel = topic())
        {
            server.always(StubAnswer.of(302, "", "Location: " + elsewhere.url() + "/"));
            assertThat(failure(channel)).isNotNull();
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void shouldShowNoSecret()
    {
        for (final int status : new int[]{400, 403, 404, 429, 500})
        {
            server.always(error(status, "SignatureDoesNotMatch", "for " + PagerSamples.KEY_ID + " and " + PagerSamples.KEY));
            try (SnsChannel channel = topic())
            {
                assertThat(failure(channel)).hasMessageContaining("for [secret] and [secret]").hasMessageNotContaining("CANARY")
                    .hasNoCause();
                assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.check(PagerSamples.SOON)))
                    .hasMessageNotContaining("CANARY");
            }
        }
    }

    @Test
    void shouldNameTheSecretThatIsMissing()
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.SNS, PagerSamples.sns(server.url(), TOPIC).settings(),
            Map.of("access-key-id", PagerSamples.KEY_ID, "secret-access-key", " "));
        try (SnsChannel channel = new SnsChannel(config))
        {
            final DeliveryException failure = failure(channel);
            assertThat(failure.isPermanent()).isTrue();
            assertThat(failure).hasMessageContaining("secret-access-key: the environment variable THE_SNS is not set");
        }
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://sns.example", "ftp://sns.example", "sns.example", "https://", "https://u:p@sns.example", "ht tp://x"})
    void shouldRefuseAnAddressThatIsNotSecure(final String url)
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.SNS,
            Map.of("url", List.of(url), "region", List.of("eu-central-1"), "topic-arn", List.of(TOPIC)),
            Map.of("access-key-id", PagerSamples.KEY_ID, "secret-access-key", PagerSamples.KEY));
        assertThatThrownBy(() -> new SnsChannel(config)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("channel pager (interlock.yaml:7:3): url: ");
    }

    /** The SDK asks the name server again: who answers it differently the second time must not be told anything. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4566", "http://sns.example", "HTTP://sns.example"})
    void shouldSpeakInTheClearToAnAddressAloneAndNotToAName(final String url)
    {
        final ChannelConfig config = PagerSamples.at(PagerSamples.sns("https://sns.example", TOPIC), url);
        assertThatThrownBy(() -> new SnsChannel(config)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("http://ADDRESS (an IP address, no name) with allow-private: yes");
    }

    @ParameterizedTest
    @CsvSource({"https://127.0.0.1:%d,no", "https://169.254.169.254,yes", "http://169.254.169.254,yes", "https://10.0.0.1,no"})
    void shouldConnectToNoAddressThatIsNotAllowed(final String url, final String allowPrivate)
    {
        final ChannelConfig config = PagerSamples.config(ChannelType.SNS,
            Map.of("url", List.of(url.formatted(server.port())), "allow-private", List.of(allowPrivate), "region", List.of("eu-central-1"),
                "topic-arn", List.of(TOPIC)), Map.of("access-key-id", PagerSamples.KEY_ID, "secret-access-key", PagerSamples.KEY));
        try (SnsChannel channel = new SnsChannel(config))
        {
            final DeliveryException failure = failure(channel);
            assertThat(failure.isPermanent()).isTrue();
            assertThat(failure).hasMessageContaining("SNS at the url of channel pager is refused");
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void shouldLookWithoutTellingAnybody() throws Exception
    {
        server.always(StubAnswer.of(200, "<GetTopicAttributesResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<GetTopicAttributesResult><Attributes><entry><key>TopicArn</key><value>" + TOPIC + "</value></entry></Attributes>"
            + "</GetTopicAttributesResult></GetTopicAttributesResponse>", "Content-Type: text/xml"));
        try (SnsChannel channel = topic())
        {
            assertThat(channel.check(PagerSamples.SOON)).isEqualTo("the topic is there");
            assertThat(form(server.take().body())).containsEntry("Action", "GetTopicAttributes").containsEntry("TopicArn", TOPIC);
        }
        try (SnsChannel channel = numbers("+1"))
        {
            assertThat(channel.check(PagerSamples.SOON)).startsWith("the credentials are there");
            assertThat(server.untaken()).isEmpty();
        }
    }

    @Test
    void shouldAddNoFieldForAThousandHostileTexts() throws Exception
    {
        try (SnsChannel channel = numbers("+15005550001"))
        {
            // Each is a round trip; what is made of a text is looked at for all of them where no receiver is needed.
            for (final String text : PagerSamples.thousandTexts(SEED).subList(0, Runs.of(100, 1_000)))
            {
                channel.deliver(PagerSamples.hostile(text), PagerSamples.SOON);
                final StubServer.Received request = server.take();
                final Map<String, String> form = form(request.body());
                assertThat(form.keySet()).as("seed %d, %s", SEED, text).containsExactly("Action", "Message",
                    "MessageAttributes.entry.1.Name", "MessageAttributes.entry.1.Value.DataType",
                    "MessageAttributes.entry.1.Value.StringValue", "PhoneNumber", "Version");
                assertThat(form).containsEntry("PhoneNumber", "+15005550001");
                assertThat(CleanText.isClean(form.get("Message").replace("\n", ""))).as("seed %d, %s", SEED, text).isTrue();
                assertThat(request.header("X-Injected")).isNull();
                final String subject = SnsChannel.subject(text);
                assertThat(subject).hasSizeLessThan(100).matches("[ -~]*");
            }
        }
    }

    private SnsChannel topic()
    {
        return new SnsChannel(PagerSamples.sns(server.url(), TOPIC));
    }

    private SnsChannel numbers(final String... to)
    {
        return new SnsChannel(PagerSamples.sns(server.url(), "", to));
    }

    private static Notification message(final String id)
    {
        return PagerSamples.transition(id, "HALT", "SHUTDOWN", Priority.EMERGENCY);
    }

    private static DeliveryException failure(final SnsChannel channel)
    {
        return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(message("a-1"), PagerSamples.SOON));
    }

    private static StubAnswer error(final int status, final String code, final String message, final String... headers)
    {
        final String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Type: text/xml";
        return StubAnswer.of(status, "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
            + code + "</Code><Message>" + CleanText.html(message) + "</Message></Error>"
            + "<RequestId>9dd01905</RequestId></ErrorResponse>", all);
    }

    private static Map<String, String> form(final String body)
    {
        final Map<String, String> fields = new TreeMap<>();
        for (final String pair : body.split("&"))
        {
            final int equals = pair.indexOf('=');
            final String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            assertThat(fields.put(pair.substring(0, equals), value)).isNull();
        }
        return fields;
    }
}
