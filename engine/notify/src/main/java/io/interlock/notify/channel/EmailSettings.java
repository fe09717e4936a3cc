package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.Secret;
import io.interlock.core.text.CleanText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Where mail goes and how. Immutable; holds no secret, only where it is.
 *
 * @param place    of the server, {@code HOST:PORT}, for messages.
 * @param host     name or address.
 * @param port     1 to 65535.
 * @param security {@code starttls}, {@code tls} or {@code none}.
 * @param from     the sender.
 * @param to       the recipients, at least one, each once.
 * @param login    who signs in.
 */
record EmailSettings(String place, String host, int port, String security, InternetAddress from, List<InternetAddress> to, Login login)
{
    /**
     * Who signs in.
     *
     * @param user     empty: nobody.
     * @param password null without a user.
     */
    record Login(String user, Secret password)
    {
    }

    static EmailSettings of(final ChannelConfig config)
    {
        final String host = config.text("host");
        final int port = config.text("port").isEmpty() ? 587 : config.number("port");
        final String security = config.text("security").isEmpty() ? "starttls" : config.text("security");
        if (!List.of("starttls", "tls", "none").contains(security))
        {
            throw wrong(config, "security is '" + CleanText.line(security) + "'; allowed are starttls, tls and none");
        }
        if (host.isBlank() || host.codePoints().anyMatch(point -> CleanText.isHidden(point) || Character.isWhitespace(point)))
        {
            throw wrong(config, "host is '" + CleanText.line(host) + "'; give the name of the mail server");
        }
        final List<InternetAddress> to = new ArrayList<>();
        for (final String recipient : config.list("to"))
        {
            final InternetAddress address = address(config, "to", recipient);
            if (!to.contains(address))
            {
                to.add(address);
            }
        }
        if (to.isEmpty())
        {
            throw wrong(config, "to is empty; give at least one mail address");
        }
        final Secret password = config.secret("password");
        final String user = config.text("username");
        if (user.isEmpty() != (password == null))
        {
            throw wrong(config, "username and password go together; give both or neither");
        }
        return new EmailSettings(
            host + ":" + port, host, port, security, address(config, "from", config.text("from")), List.copyOf(to),
            new Login(user, password));
    }

    private static InternetAddress address(final ChannelConfig config, final String key, final String text)
    {
        if (text.codePoints().noneMatch(CleanText::isHidden))
        {
            try
            {
                final InternetAddress address = new InternetAddress(text, true);
                address.validate();
                if (address.getAddress().indexOf('@') > 0)
                {
                    return address;
                }
            }
            catch (final AddressException invalid)
            {
                // Told below, in our words.
            }
        }
        throw wrong(config, key + " is '" + CleanText.line(text) + "', which is no mail address; write it as name@example.com");
    }

    private static IllegalArgumentException wrong(final ChannelConfig config, final String what)
    {
        return new IllegalArgumentException(config.place() + ": notification channel " + config.name() + ": " + what);
    }

    /** The part behind the sender's @, for ids. */
    String domain()
    {
        return domain(from);
    }

    static String domain(final InternetAddress address)
    {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    /** The library's properties. Each single wait is bounded by the timeout; the whole is bounded from outside. */
    Properties properties(final long timeoutMs)
    {
        final String timeout = Long.toString(Math.max(1, timeoutMs));
        final Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        // A QUIT whose answer is waited for would make a delivery fail that was taken.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.from", from.getAddress());
        properties.setProperty("mail.smtp.auth", Boolean.toString(!login.user().isEmpty()));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString("tls".equals(security)));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString("starttls".equals(security)));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString("starttls".equals(security)));
        return properties;
    }
}
