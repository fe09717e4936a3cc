package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a channel has read is taken out of any log from then on. */
class RevealedSecretsTest
{
    private static String logged(final String text)
    {
        return Redaction.apply(text);
    }

    @Test
    void shouldKnowWhatWasRead() throws DeliveryException
    {
        final ChannelConfig config =
            Messages.config(ChannelType.TWILIO, Map.of("account-sid", "AC1"), Map.of("auth-token", "revealed-canary-1"));
        assertThat(logged("before revealed-canary-1")).isEqualTo("before revealed-canary-1");
        assertThat(Secrets.needed(config, "auth-token", "twilio")).isEqualTo("revealed-canary-1");
        assertThat(logged("after revealed-canary-1")).isEqualTo("after [secret]");
    }

    @Test
    void shouldKnowTheHeaderOfBasicAuthentication() throws DeliveryException
    {
        final Credentials credentials = new Credentials(
            Messages.config(ChannelType.ALERTMANAGER, Map.of("username", "me"), Map.of("password", "revealed-canary-2")));
        final String header = credentials.basic("me", credentials.reveal("password"));
        assertThat(logged("Authorization: " + header)).isEqualTo("Authorization: Basic [secret]");
    }

    @Test
    void shouldKnowTheTokenInSlacksAddressByItself() throws Exception
    {
        final ChannelConfig config = Messages.config(ChannelType.SLACK, Map.of(),
            Map.of("webhook-url", "https://slack.invalid/services/T0/B0/RevealedCanary33333"));
        try (SlackChannel slack = new SlackChannel(config, new ScriptedHttp()))
        {
            slack.check(Duration.ofSeconds(5));
        }
        catch (final DeliveryException unreached)
        {
            assertThat(unreached.getMessage()).doesNotContain("RevealedCanary33333");
        }
        assertThat(logged("GET /services/T0/B0/RevealedCanary33333 failed")).isEqualTo("GET /services/T0/B0/[secret] failed");
    }

    @Test
    void shouldKnowWhatTheSdkFoundByItself() throws Exception
    {
        final Map<String, String> found = Map.of("aws.accessKeyId", "revealed-canary-4", "aws.secretAccessKey", "revealed-canary-5",
            "aws.sessionToken", "revealed-canary-6");
        found.forEach(System::setProperty);
        final ChannelConfig config =
            Messages.config(ChannelType.SNS, Map.of("region", "eu-west-1", "to", "+15550001111"), Map.of());
        try (SnsChannel sns = new SnsChannel(config))
        {
            sns.check(Duration.ofSeconds(20));
        }
        finally
        {
            found.keySet().forEach(System::clearProperty);
        }
        assertThat(logged("revealed-canary-4 revealed-canary-5 revealed-canary-6")).isEqualTo("[secret] [secret] [secret]");
    }
}
