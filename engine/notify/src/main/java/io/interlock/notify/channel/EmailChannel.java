package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.AddressGuard;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends mail by SMTP. With {@code security: starttls} or {@code tls} nothing is ever said in the clear but the greeting; the server's
 * certificate must be trusted and be the host's. Recipients that are refused are counted; the others get the mail, and when it is sent
 * again only those who have not had it yet. A passing refusal of one makes the delivery fail for a while, a refusal of all for good.
 *
 * <p>Threading: {@link #deliver} from one thread, {@link #check} from any. A conversation has a thread of its own, since a look-up of the
 * host's name has no socket yet and heeds no interrupt: one that hangs is left behind, and whoever asked goes on. A watch thread closes the
 * socket of a conversation that takes longer than its timeout.
 */
public final class EmailChannel implements NotificationChannel
{
    /** How many messages' recipients are remembered. */
    private static final int MOST_REMEMBERED = 1000;
    /** From the end of a conversation's sockets until its thread has noticed. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final String name;
    private final EmailSettings settings;
    private final SSLSocketFactory trusting;
    private final AddressGuard.Resolver names;
    private final ScheduledThreadPoolExecutor watch;
    private final Detached conversations;

    /** Who has had a message, by its id. Guarded by itself. */
    private final Map<String, Set<String>> had = new LinkedHashMap<>();

    /**
     * One as configured.
     *
     * @param config of the type EMAIL.
     * @throws IllegalArgumentException naming the place in the file, what is wrong and what is allowed.
     */
    public EmailChannel(final ChannelConfig config)
    {
        this(config, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    EmailChannel(final ChannelConfig config, final SSLSocketFactory trusting)
    {
        this(config, trusting, InetAddress::getAllByName);
    }

    EmailChannel(final ChannelConfig config, final SSLSocketFactory trusting, final AddressGuard.Resolver names)
    {
        this.names = names;
        this.conversations = new Detached("interlock-mail-" + config.name(), "conversations with the mail server");
        this.name = config.name();
        this.settings = EmailSettings.of(config);
        this.trusting = trusting;
        this.watch = new ScheduledThreadPoolExecutor(1, task ->
        {
            final Thread thread = new Thread(task, "interlock-mail-watch-" + config.name());
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public String name()
    {
        return name;
    }

    /** Who was called is told who has it: all kinds. */
    @Override
    public boolean wants(final Kind kind)
    {
        return true;
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final List<InternetAddress> left = left(notification.id());
        if (left.isEmpty())
        {
            return "all recipients have had it already";
        }
        final String[] told = new String[1];
        converse(timeout, (session, transport) ->
        {
            final EmailMessage mail = EmailMessage.of(session, settings, notification);
            told[0] = send(transport, mail, notification.id(), left);
        });
        return told[0];
    }

    private List<InternetAddress> left(final String id)
    {
        synchronized (had)
        {
            final Set<String> done = had.getOrDefault(id, Set.of());
            return settings.to().stream().filter(address -> !done.contains(key(address.getAddress()))).toList();
        }
    }

    private void remember(final String id, final Collection<String> addresses)
    {
        synchronized (had)
        {
            had.computeIfAbsent(id, key -> new HashSet<>()).addAll(addresses);
            if (had.size() > MOST_REMEMBERED)
            {
                had.remove(had.keySet().iterator().next());
            }
        }
    }

    private String send(final SMTPTransport transport, final EmailMessage mail, final String id, final List<InternetAddress> left)
        throws DeliveryException, MessagingException
    {
        final Set<String> asked = new HashSet<>(left.stream().map(address -> key(address.getAddress())).toList());
        try
        {
            transport.sendMessage(mail, left.toArray(InternetAddress[]::new));
            remember(id, asked);
            return "taken for " + left.size() + " of " + left.size() + " recipients by " + settings.place();
        }
        catch (final MessagingException fault)
        {
            final Map<String, Integer> refused = EmailFaults.refused(fault);
            final int taken = taken(fault);
            if (refused.isEmpty() || taken == 0 && refused.size() < left.size())
            {
                // Not about recipients: the whole mail was refused, or the connection went.
                throw EmailFaults.of(settings.place(), fault, EmailFaults.code(fault), "sending");
            }
            if (taken > 0)
            {
                asked.removeAll(refused.keySet());
                remember(id, asked);
            }
            return partly(refused, taken, left.size());
        }
    }

    private static int taken(final MessagingException fault)
    {
        return fault instanceof jakarta.mail.SendFailedException failed && failed.getValidSentAddresses() != null
            ? failed.getValidSentAddresses().length : 0;
    }

    private String partly(final Map<String, Integer> refused, final int taken, final int all) throws DeliveryException
    {
        final boolean passing = refused.values().stream().anyMatch(code -> code < 500);
        final String told = "the mail server " + settings.place() + " took the mail for " + taken + " of " + all
            + " recipients and refused " + EmailFaults.byDomain(refused.keySet()) + " (" + refused.values().stream().sorted().distinct()
            .map(String::valueOf).reduce((one, other) -> one + ", " + other).orElse("") + ")";
        if (passing)
        {
            throw DeliveryException.passing(told + "; they are tried again");
        }
        if (taken == 0)
        {
            throw DeliveryException.permanent(told + "; correct the recipients of this channel");
        }
        return told;
    }

    private static String key(final String address)
    {
        return address.toLowerCase(Locale.ROOT);
    }

    /** Connects, starts TLS, signs in and asks for nothing. */
    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        try
        {
            converse(timeout, (session, transport) -> transport.issueCommand("NOOP", 250));
        }
        catch (final InterruptedException given)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing("the check of the mail server " + settings.place() + " was given up");
        }
        return "the mail server " + settings.place() + " answers" + ("none".equals(settings.security()) ? " without TLS" : " over TLS")
            + (settings.login().user().isEmpty() ? "" : " and takes the user name and password") + "; "
            + settings.to().size() + " recipients were not told";
    }

    /** What is said once the connection stands. */
    @FunctionalInterface
    private interface Talk
    {
        void run(Session session, SMTPTransport transport) throws MessagingException, DeliveryException;
    }

    private void converse(final Duration timeout, final Talk talk) throws DeliveryException, InterruptedException
    {
        if (Thread.interrupted())
        {
            throw new InterruptedException();
        }
        if (watch.isShutdown())
        {
            throw DeliveryException.passing("the mail server " + settings.place() + " was not asked: this channel is closed");
        }
        final String password = password();
        final EmailSockets sockets = new EmailSockets();
        final AtomicBoolean named = new AtomicBoolean();
        final Future<?> end = watch.schedule(sockets::end, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try
        {
            final Boolean whole = conversations.call(() ->
            {
                lookUp();
                named.set(true);
                talk(session(timeout, sockets), password, talk);
                return true;
            }, timeout.plus(GRACE));
            if (whole == null)
            {
                throw late(timeout, named.get());
            }
        }
        catch (final DeliveryException fault)
        {
            throw sockets.hasEnded() && named.get() ? late(timeout, true) : fault;
        }
        finally
        {
            end.cancel(false);
            // Also after a fault in the middle of TLS: nothing stays open.
            sockets.end();
        }
    }

    private DeliveryException late(final Duration timeout, final boolean named)
    {
        return DeliveryException.passing(named
            ? "the mail server " + settings.place() + " took longer than " + timeout.toMillis() + " ms; the connection was closed"
            : "the mail server " + settings.place() + " cannot be reached: the look-up of its name had not ended after "
                + timeout.toMillis() + " ms; check this machine's name servers");
    }

    /** Beforehand, so that a look-up that hangs is known as that. The library's own then finds the answer in Java's cache. */
    private void lookUp() throws DeliveryException
    {
        try
        {
            names.resolve(settings.host());
        }
        catch (final UnknownHostException unknown)
        {
            throw DeliveryException.passing("the mail server " + settings.place() + " cannot be reached: its host is not known to the "
                + "name server; check host");
        }
    }

    private void talk(final Session session, final String password, final Talk talk) throws DeliveryException
    {
        final SMTPTransport transport;
        try
        {
            transport = (SMTPTransport) session.getTransport("smtp");
        }
        catch (final MessagingException absent)
        {
            throw DeliveryException.permanent("the mail library knows no SMTP: the installation is not whole");
        }
        String step = "connecting";
        try
        {
            connect(transport, password);
            step = "talking";
            talk.run(session, transport);
        }
        catch (final MessagingException fault)
        {
            throw EmailFaults.of(settings.place(), fault, transport.getLastReturnCode(), step);
        }
        finally
        {
            close(transport);
        }
    }

    private void connect(final SMTPTransport transport, final String password) throws MessagingException, DeliveryException
    {
        final String user = settings.login().user();
        try
        {
            transport.connect(settings.host(), settings.port(), user.isEmpty() ? null : user, password);
        }
        catch (final MessagingException fault)
        {
            final int code = transport.getLastReturnCode();
            if ("starttls".equals(settings.security()) && code == 250 && !transport.supportsExtension("STARTTLS")
                && !(fault.getNextException() instanceof IOException))
            {
                throw DeliveryException.permanent("the mail server " + settings.place() + " offers no STARTTLS, and nothing is sent"
                    + " without it; check port, or set security to tls where the server speaks TLS at once");
            }
            throw fault;
        }
        if (!user.isEmpty() && !transport.supportsExtension("AUTH") && !transport.supportsExtension("AUTH=LOGIN"))
        {
            throw DeliveryException.permanent("the mail server " + settings.place()
                + " takes no user name and password; leave them out, or check port and security");
        }
    }

    private static void close(final SMTPTransport transport)
    {
        try
        {
            transport.close();
        }
        catch (final MessagingException closing)
        {
            // The outcome is known already; the socket is closed in any case.
            return;
        }
    }

    private Session session(final Duration timeout, final EmailSockets sockets)
    {
        final Properties properties = settings.properties(Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        if (!"tls".equals(settings.security()))
        {
            properties.put("mail.smtp.socketFactory", sockets.plain());
        }
        properties.put("mail.smtp.ssl.socketFactory", sockets.tls(trusting));
        properties.put("mail.smtp.executor.writetimeout", watch);
        return Session.getInstance(properties);
    }

    private String password() throws DeliveryException
    {
        if (settings.login().password() == null)
        {
            return null;
        }
        try
        {
            final String password = settings.login().password().reveal();
            Redaction.register(password);
            return password;
        }
        catch (final IOException absent)
        {
            // The text names the reference and never the value.
            throw DeliveryException.permanent(absent.getMessage());
        }
    }

    /** Ends its threads. */
    @Override
    public void close()
    {
        conversations.close();
        watch.shutdownNow();
    }
}
