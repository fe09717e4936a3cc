package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without keys in the configuration the SDK's default chain finds them: the receiver sees by whose key a request was signed. */
@Timeout(300)
class SnsChainTest
{
    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:desk";
    private static final StubAnswer OK = StubAnswer.of(200, "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
        + "<PublishResult><MessageId>94f20ce6-13c5</MessageId></PublishResult>"
        + "<ResponseMetadata><RequestId>f187a3c1</RequestId></ResponseMetadata></PublishResponse>", "Content-Type: text/xml");
    private static final String ID = "AKIACHAIN0000001";
    private static final String KEY = "CANARY/chain+secret/77";
    private static final String TOKEN = "CANARY-session-88";
    private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken");

    private final Map<String, String> usual = new HashMap<>();
    private StubServer server;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
        server.always(OK);
        PROPERTIES.forEach(name -> usual.put(name, System.getProperty(name)));
    }

    @AfterEach
    void end() throws Exception
    {
        server.close();
        usual.forEach((name, value) ->
        {
            if (value == null)
            {
                System.clearProperty(name);
            }
            else
            {
                System.setProperty(name, value);
            }
        });
    }

    /** A process with variables of its own. */
    static final class Child
    {
        private Child()
        {
        }

        public static void main(final String[] args)
        {
            try (SnsChannel channel = new SnsChannel(withoutKeys(args[0])))
            {
                System.out.println(deliver(channel));
            }
        }
    }

    private static ChannelConfig withoutKeys(final String url)
    {
        return PagerSamples.config(ChannelType.SNS, PagerSamples.sns(url, TOPIC).settings(), Map.of());
    }

    private static String deliver(final SnsChannel channel)
    {
        try
        {
            return channel.deliver(PagerSamples.transition("a-1", "CLOSED", "HALT", Priority.CRITICAL), PagerSamples.SOON);
        }
        catch (final DeliveryException failed)
        {
            return (failed.isPermanent() ? "permanent " : "passing ") + failed.getMessage();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String child(final Map<String, String> variables) throws Exception
    {
        final ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home")).resolve("bin/java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", System.getProperty("java.class.path"), Child.class.getName(),
            server.url()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // Nothing else that this machine may have, and no question to a metadata service.
        builder.environment().putAll(Map.of("AWS_EC2_METADATA_DISABLED", "true", "AWS_CONFIG_FILE", "/nowhere/config",
            "AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials"));
        builder.environment().putAll(variables);
        final Process process = builder.start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void shouldSignWithTheKeysOfTheSystemPropertiesAndKeepThemFromLogs() throws Exception
    {
        System.setProperty("aws.accessKeyId", ID);
        System.setProperty("aws.secretAccessKey", KEY);
        System.setProperty("aws.sessionToken", TOKEN);
        try (SnsChannel channel = new SnsChannel(withoutKeys(server.url())))
        {
            assertThat(deliver(channel)).isEqualTo(TOPIC + ": message 94f20ce6-13c5");
        }
        final StubServer.Received request = server.take();
        assertThat(request.header("Authorization"))
            .matches("AWS4-HMAC-SHA256 Credential=" + ID + "/\\d{8}/eu-central-1/sns/aws4_request, .*Signature=[0-9a-f]{64}");
        assertThat(request.header("X-Amz-Security-Token")).isEqualTo(TOKEN);
        assertThat(Redaction.apply("with " + KEY + " and " + TOKEN)).doesNotContain("CANARY");
    }

    @Test
    void shouldSignWithTheKeysOfTheEnvironment() throws Exception
    {
        assertThat(child(Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", KEY))).contains(TOPIC + ": message 94f20ce6-13c5");
        final StubServer.Received request = server.take();
        assertThat(request.header("Authorization")).contains("Credential=" + ID + "/").doesNotContain("CANARY");
        assertThat(request.header("X-Amz-Security-Token")).isNull();
    }

    @Test
    void shouldAskNobodyAndSayWhyWhereTheChainFindsNothing() throws Exception
    {
        assertThat(child(Map.of())).contains("passing " + TOPIC + ": SNS was not reached: ", "credentials");
        assertThat(server.connections()).isZero();
    }
}
