package io.interlock.notify.channel;

import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Notification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;

/**
 * A mail. Its Message-ID comes from the notification's id, so that it is the same when it is sent again; all of an episode refer to one id,
 * by which mail programs put them together.
 *
 * <p>Threading: one thread.
 */
final class EmailMessage extends MimeMessage
{
    private static final int MOST_SUBJECT = 250;

    private final String messageId;

    private EmailMessage(final Session session, final String messageId)
    {
        super(session);
        this.messageId = messageId;
    }

    static EmailMessage of(final Session session, final EmailSettings settings, final Notification told) throws MessagingException
    {
        final EmailMessage mail = new EmailMessage(session, reference("n", told.id(), settings.domain()));
        mail.setFrom(settings.from());
        mail.setRecipients(Message.RecipientType.TO, settings.to().toArray(InternetAddress[]::new));
        mail.setSubject(subject(told.title()), "UTF-8");
        mail.setSentDate(new Date(told.draft().facts().wallMs()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Priority", urgency(told.priority()));
        mail.setHeader("Importance", importance(told.priority()));
        final String episode = told.draft().trail().episode();
        if (!episode.isEmpty())
        {
            final String root = reference("e", episode, settings.domain());
            mail.setHeader("In-Reply-To", root);
            mail.setHeader("References", root);
        }
        final MimeBodyPart text = new MimeBodyPart();
        text.setText(CleanText.lines(told.text()), "UTF-8", "plain");
        final MimeBodyPart html = new MimeBodyPart();
        html.setText(EmailHtml.page(told.html()), "UTF-8", "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        mail.saveChanges();
        return mail;
    }

    /** What cannot be seen becomes a blank, and what would be read as an encoded word is broken up. */
    private static String subject(final String title)
    {
        final String line = CleanText.replaced(title, ' ');
        final boolean fits = line.codePointCount(0, line.length()) <= MOST_SUBJECT;
        return (fits ? line : line.substring(0, line.offsetByCodePoints(0, MOST_SUBJECT))).replace("=?", "= ?").strip();
    }

    @Override
    protected void updateMessageID() throws MessagingException
    {
        setHeader("Message-ID", messageId);
    }

    /** A short id stays readable; any other becomes its hash. The two cannot be the same: a hash is longer than what stays. */
    static String reference(final String kind, final String id, final String domain)
    {
        return "<interlock." + kind + "." + (id.matches("[A-Za-z0-9_-]{1,60}") ? id : hash(id)) + "@" + domain + ">";
    }

    private static String hash(final String id)
    {
        try
        {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        }
        catch (final NoSuchAlgorithmException impossible)
        {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    private static String urgency(final Priority priority)
    {
        return switch (priority)
        {
            case EMERGENCY -> "1 (Highest)";
            case CRITICAL -> "2 (High)";
            case WARNING -> "3 (Normal)";
            case INFO -> "5 (Lowest)";
        };
    }

    private static String importance(final Priority priority)
    {
        return switch (priority)
        {
            case EMERGENCY, CRITICAL -> "high";
            case WARNING -> "normal";
            case INFO -> "low";
        };
    }
}
