package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a mail when the server does not do what it should. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class EmailFailureTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration SHORT = Duration.ofMillis(400);

    private static DeliveryException fault(final ScriptedSmtp server, final Duration timeout, final String... to)
    {
        try (EmailChannel channel = new EmailChannel(MailFixtures.config(server.port(), "none", "", "", to)))
        {
            return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), timeout));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy, false, 421", "GREETING, 554 no, true, 554", "MAIL, 451 later, false, 451", "MAIL, 553 no, true, 553",
        "RCPT, 450 grey, false, 450", "RCPT, 550 unknown, true, 550", "DATA, 451 later, false, 451", "DATA, 554 no, true, 554",
        "DOT, 452 full, false, 452", "DOT, 552 too big, true, 552"})
    void shouldTellPassingFromPermanentByTheCode(final String word, final String answer, final boolean permanent, final String code)
        throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except(word, answer))
        {
            final DeliveryException fault = fault(server, LONG);
            assertThat(fault).isNotNull().hasNoCause();
            assertThat(fault.isPermanent()).isEqualTo(permanent);
            assertThat(fault).hasMessageContaining(code).hasMessageNotContaining("ops@");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "RCPT", "DATA", "DOT"})
    void shouldNotOutlastItsTimeoutWhenTheServerHangs(final String word) throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except(word, ScriptedSmtp.HANG))
        {
            assertThat(fault(server, SHORT).isPermanent()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "DOT"})
    void shouldCloseTheConnectionWhenTheServerDrips(final String word) throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except(word, ScriptedSmtp.DRIP))
        {
            // Each read is quick: only the watch from outside ends this.
            assertThat(fault(server, SHORT)).hasMessageContaining("took longer than 400 ms").matches(fault -> !fault.isPermanent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "DATA", "IN-DATA", "DOT"})
    void shouldComeAgainWhenTheServerCloses(final String word) throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except(word, ScriptedSmtp.CLOSE))
        {
            assertThat(fault(server, LONG)).isNotNull().hasNoCause().matches(fault -> !fault.isPermanent());
        }
    }

    @Test
    void shouldComeAgainWhenNobodyListens() throws Exception
    {
        try (Socket nobody = new Socket())
        {
            // Taken, so that nobody else can listen there.
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final int port = nobody.getLocalPort();
            final EmailChannel channel = new EmailChannel(MailFixtures.config(port, "none", "", ""));
            assertThatThrownBy(() -> channel.check(LONG)).isInstanceOf(DeliveryException.class)
                .hasMessageContaining("localhost:" + port + " cannot be reached").hasNoCause();
            channel.close();
        }
    }

    @Test
    void shouldSendNothingInTheClearWhereStarttlsIsRequiredAndNotOffered() throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except("never", "");
            EmailChannel channel = new EmailChannel(MailFixtures.config(server.port(), "starttls", "desk", MailFixtures.PASSWORD)))
        {
            final DeliveryException fault =
                catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG));
            assertThat(fault).hasMessageContaining("offers no STARTTLS").matches(DeliveryException::isPermanent);
            assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH") || line.startsWith("RCPT"));
        }
    }

    @Test
    void shouldNotSendWithoutSigningInWhereThatIsConfigured() throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except("never", "");
            EmailChannel channel = new EmailChannel(MailFixtures.config(server.port(), "none", "desk", MailFixtures.PASSWORD)))
        {
            assertThatThrownBy(() -> channel.deliver(MailFixtures.plain("n1"), LONG)).hasMessageContaining("takes no user name");
            assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void shouldDeliverToTheOthersAndTellTheRefusedByCountAndDomain() throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except("RCPT TO:<gone", "550 unknown");
            EmailChannel channel = new EmailChannel(MailFixtures.config(
                server.port(), "none", "", "", "a@desk.example", "gone1@old.example", "gone2@old.example", "b@desk.example")))
        {
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG))
                .contains("for 2 of 4 recipients").contains("2 at old.example").contains("550").doesNotContain("gone");
            assertThat(server.heard).contains("DATA");
        }
    }

    @Test
    void shouldTryAgainOnlyThoseWhoHaveNotHadIt() throws Exception
    {
        final boolean[] grey = {true};
        try (ScriptedSmtp server = new ScriptedSmtp(
            line -> grey[0] && line.startsWith("RCPT TO:<slow") ? "450 grey" : ScriptedSmtp.usual(line));
            EmailChannel channel = new EmailChannel(
                MailFixtures.config(server.port(), "none", "", "", "Quick@desk.example", "slow@desk.example")))
        {
            assertThatThrownBy(() -> channel.deliver(MailFixtures.plain("n1"), LONG)).hasMessageContaining("for 1 of 2")
                .hasMessageContaining("1 at desk.example");
            grey[0] = false;
            server.heard.clear();
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG)).contains("1 of 1");
            assertThat(server.heard).anyMatch(line -> line.startsWith("RCPT TO:<slow"))
                .noneMatch(line -> line.startsWith("RCPT TO:<Quick"));
            assertThat(channel.deliver(MailFixtures.plain("n2"), LONG)).contains("2 of 2");
        }
    }

    @Test
    void shouldGiveUpWhenInterrupted() throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except("never", "");
            EmailChannel channel = new EmailChannel(MailFixtures.config(server.port(), "none", "", "")))
        {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> channel.deliver(MailFixtures.plain("n1"), LONG)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b\r\nBcc: x@y.example", "a b@c.example", "@c.example", ""})
    void shouldRefuseWhatIsNoAddress(final String address)
    {
        assertThatThrownBy(() -> new EmailChannel(MailFixtures.config(25, "none", "", "", address)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no mail address").hasMessageNotContaining("\n");
    }
}
