package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** STARTTLS: everything after the greeting is said over TLS or not at all. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class EmailStarttlsTest
{
    private static final Duration LONG = Duration.ofSeconds(120);

    private static ScriptedSmtp server(final String answer) throws Exception
    {
        return new ScriptedSmtp(line -> line.startsWith("EHLO") ? "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN"
            : line.equals("STARTTLS") ? answer : line.startsWith("AUTH") ? "235 welcome" : ScriptedSmtp.usual(line));
    }

    @Test
    void shouldSignInAndSendOverTlsOnly() throws Exception
    {
        try (ScriptedSmtp server = server("220 go"); EmailChannel channel = new EmailChannel(
            MailFixtures.config(server.port(), "starttls", "desk", MailFixtures.PASSWORD), MailFixtures.trusting()))
        {
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG)).contains("1 of 1");
            final int secure = server.heard.indexOf("SECURE");
            assertThat(server.heard.subList(0, secure)).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
            assertThat(server.heard.subList(secure, server.heard.size())).anyMatch(line -> line.startsWith("AUTH"))
                .anyMatch(line -> line.startsWith("MAIL"));
            server.heard.clear();
            assertThat(channel.check(LONG)).contains("over TLS");
            assertThat(server.heard).contains("SECURE", "NOOP").noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void shouldNotGoOnInTheClearWhenStarttlsIsRefused() throws Exception
    {
        try (ScriptedSmtp server = server("454 not now"); EmailChannel channel = new EmailChannel(
            MailFixtures.config(server.port(), "starttls", "desk", MailFixtures.PASSWORD), MailFixtures.trusting()))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG))).isNotNull();
            assertThat(server.heard).contains("STARTTLS").noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() throws Exception
    {
        try (ScriptedSmtp server = server("220 go"); EmailChannel channel = new EmailChannel(
            MailFixtures.config(server.port(), "starttls", "desk", MailFixtures.PASSWORD)))
        {
            final DeliveryException fault =
                catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG));
            assertThat(fault).hasMessageContaining("certificate").hasNoCause().matches(DeliveryException::isPermanent);
            assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }
}
