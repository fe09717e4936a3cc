package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate that is trusted, and is another host's: only the name tells. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class EmailIdentityTest
{
    private static final Duration LONG = Duration.ofSeconds(120);

    private static ScriptedSmtp server(final String security, final String host) throws Exception
    {
        return new ScriptedSmtp(line -> line.startsWith("EHLO") ? "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN"
            : line.equals("STARTTLS") ? "220 go" : line.startsWith("AUTH") ? "235 welcome" : ScriptedSmtp.usual(line),
            host, "tls".equals(security));
    }

    private static EmailChannel channel(final ScriptedSmtp server, final String security, final SSLSocketFactory trusting)
    {
        return new EmailChannel(MailFixtures.config(server.port(), security, "desk", MailFixtures.PASSWORD), trusting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "starttls"})
    void shouldRefuseATrustedCertificateOfAnotherHost(final String security) throws Exception
    {
        try (ScriptedSmtp server = server(security, "other.example");
            EmailChannel channel = channel(server, security, MailFixtures.trustingAnotherHost()))
        {
            final DeliveryException fault =
                catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG));
            assertThat(fault).hasMessageContaining("another host's").hasNoCause().matches(DeliveryException::isPermanent);
            assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls", "starttls"})
    void shouldTakeATrustedCertificateOfTheHost(final String security) throws Exception
    {
        try (ScriptedSmtp server = server(security, "localhost"); EmailChannel channel = channel(server, security, MailFixtures.trusting()))
        {
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG)).contains("1 of 1");
        }
    }
}
