package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes mails as they would be sent, and sends them to nobody: the classes that the first mail needs are loaded then.
 *
 * <p>Threading: one thread.
 */
public final class RehearsalMail implements NotificationChannel
{
    private final String name;
    private final EmailSettings settings;

    /**
     * One as configured.
     *
     * @param config of the type EMAIL.
     * @throws IllegalArgumentException naming the place in the file, what is wrong and what is allowed.
     */
    public RehearsalMail(final ChannelConfig config)
    {
        name = config.name();
        settings = EmailSettings.of(config);
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException
    {
        final Session session = Session.getInstance(settings.properties(timeout.toMillis()));
        try
        {
            session.getTransport("smtp");
            EmailMessage.of(session, settings, notification).writeTo(OutputStream.nullOutputStream());
        }
        catch (final MessagingException | IOException unwritten)
        {
            throw DeliveryException.permanent("no mail can be written: " + unwritten.getClass().getName());
        }
        return "written";
    }
}
