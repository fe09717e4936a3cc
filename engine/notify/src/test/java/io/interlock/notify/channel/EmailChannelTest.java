package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.interlock.core.port.Priority;
import io.interlock.core.testing.Runs;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail against a real SMTP server, read at the receiver. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class EmailChannelTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final long SEED = 20_260_601;
    /** A round trip each; {@link HostileTextTest} has the many texts. */
    private static final int MAILS = Runs.of(100, 1_000);

    private GreenMail server;

    private int start(final String protocol) throws Exception
    {
        System.setProperty("greenmail.tls.keystore.file", MailFixtures.keyFile("localhost").toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        server.setUser("desk", MailFixtures.PASSWORD);
        return "smtps".equals(protocol) ? server.getSmtps().getPort() : server.getSmtp().getPort();
    }

    @AfterEach
    void stop()
    {
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
        if (server != null)
        {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"smtp, none", "smtps, tls"})
    void shouldDeliverAndSignIn(final String protocol, final String security) throws Exception
    {
        final int port = start(protocol);
        try (EmailChannel channel = new EmailChannel(
            MailFixtures.config(port, security, "desk", MailFixtures.PASSWORD), MailFixtures.trusting()))
        {
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG)).contains("1 of 1");
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(channel.check(LONG)).contains("takes the user name and password").doesNotContain(MailFixtures.PASSWORD);
            assertThat(server.getReceivedMessages()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseACertificateThatNobodyVouchesFor() throws Exception
    {
        try (EmailChannel channel = new EmailChannel(MailFixtures.config(start("smtps"), "tls", "desk", MailFixtures.PASSWORD)))
        {
            final DeliveryException fault =
                catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG));
            assertThat(fault).hasMessageContaining("certificate").hasNoCause().matches(DeliveryException::isPermanent);
            assertThat(server.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void shouldTellOfAWrongPasswordWithoutIt() throws Exception
    {
        try (EmailChannel channel = new EmailChannel(MailFixtures.config(start("smtp"), "none", "desk", "wrong-canary-99")))
        {
            final DeliveryException fault =
                catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), LONG));
            assertThat(fault).hasMessageContaining("refused user name and password").matches(DeliveryException::isPermanent);
            final StringWriter trace = new StringWriter();
            fault.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain("wrong-canary-99").doesNotContain("AuthenticationFailed");
        }
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void shouldArriveWithItsWordsAndItsUrgency(final Priority priority) throws Exception
    {
        final Notification told = MailFixtures.told(
            "n-" + priority, priority, "Größe: " + priority, "Zeile eins ü\nline two", "<p>Zeile &lt;eins&gt; ü</p>");
        try (EmailChannel channel = new EmailChannel(MailFixtures.config(start("smtp"), "none", "", "", "a@x.example", "b@y.example")))
        {
            channel.deliver(told, LONG);
        }
        final MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        final MimeMessage mail = mails[0];
        assertThat(mail.getSubject()).isEqualTo("Größe: " + priority);
        final MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).containsIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r", "").strip()).isEqualTo("Zeile eins ü\nline two");
        assertThat(parts.getBodyPart(1).getContentType()).containsIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<p>Zeile &lt;eins&gt; ü</p>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Importance")).containsExactly(List.of("low", "normal", "high", "high").get(priority.ordinal()));
        assertThat(mail.getHeader("X-Priority")[0]).startsWith(List.of("5", "3", "2", "1").get(priority.ordinal()));
        assertThat(mail.getSentDate().getTime()).isEqualTo(1_700_000_000_000L);
        assertThat(mail.getHeader("References")).containsExactly("<interlock.e.episode-9@desk.example>");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<interlock.e.episode-9@desk.example>");
    }

    @Test
    void shouldHaveTheSameMessageIdWhenItIsSentAgain() throws Exception
    {
        final int port = start("smtp");
        for (final String id : List.of("n1", "n1", "n2"))
        {
            try (EmailChannel channel = new EmailChannel(MailFixtures.config(port, "none", "", "")))
            {
                channel.deliver(MailFixtures.plain(id), LONG);
            }
        }
        final MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails[0].getMessageID()).isEqualTo("<interlock.n.n1@desk.example>").isEqualTo(mails[1].getMessageID());
        assertThat(mails[2].getMessageID()).isNotEqualTo(mails[0].getMessageID());
    }

    @Test
    void shouldNotLetAStrangersWordsBecomeHeadersOrMarkup() throws Exception
    {
        final Random random = new Random(SEED);
        final int port = start("smtp");
        try (EmailChannel channel = new EmailChannel(MailFixtures.config(port, "none", "", "")))
        {
            channel.deliver(MailFixtures.plain("first"), LONG);
            final MimeMessage first = server.getReceivedMessages()[0];
            final List<String> names = Collections.list(first.getAllHeaders()).stream().map(jakarta.mail.Header::getName).sorted().toList();
            server.purgeEmailFromAllMailboxes();
            for (int i = 0; i < MAILS; i++)
            {
                final String bad = Hostile.text(random);
                // The third field is not escaped, as a template of somebody's that forgets it.
                channel.deliver(MailFixtures.told(i + bad, Priority.CRITICAL, bad, bad, bad), LONG);
                final MimeMessage mail = server.getReceivedMessages()[0];
                final String about = "seed " + SEED + " number " + i;
                assertThat(Collections.list(mail.getAllHeaders()).stream().map(jakarta.mail.Header::getName).sorted().toList())
                    .as(about).isEqualTo(names);
                if (mail.getSubject() != null)
                {
                    assertThat(mail.getSubject().codePoints().noneMatch(CleanText::isHidden)).as(about).isTrue();
                }
                final MimeMultipart parts = (MimeMultipart) mail.getContent();
                final String text = parts.getBodyPart(0).getContent().toString().replace("\r\n", "");
                assertThat(text.codePoints().noneMatch(point -> point != '\n' && CleanText.isHidden(point))).as(about).isTrue();
                final String html = parts.getBodyPart(1).getContent().toString();
                assertThat(html).as(about).doesNotContainIgnoringCase("<script").doesNotContainIgnoringCase("<img")
                    .doesNotContainIgnoringCase("<svg").doesNotContainIgnoringCase("<iframe")
                    .doesNotContainPattern("<[^>]*(?i:onerror|onload|style|javascript:)[^>]*>");
                server.purgeEmailFromAllMailboxes();
            }
        }
    }
}
