package io.interlock.notify.channel;

import io.interlock.notify.DeliveryException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/**
 * Says what went wrong with a mail in our own words: the library's may hold what the server or we said.
 *
 * <p>Threading: any thread.
 */
final class EmailFaults
{
    private static final int MOST_CAUSES = 20;

    private EmailFaults()
    {
    }

    /**
     * A fault of the whole conversation.
     *
     * @param place {@code HOST:PORT}.
     * @param fault the library's.
     * @param code  the server's last; what is under 400 says nothing.
     * @param step  what was being done.
     * @return never null, without a cause.
     */
    static DeliveryException of(final String place, final Exception fault, final int code, final String step)
    {
        if (fault instanceof AuthenticationFailedException && code == 250)
        {
            return DeliveryException.permanent("the mail server " + place
                + " takes none of the ways to sign in that are known here (PLAIN, LOGIN); allow one of them there");
        }
        if (fault instanceof AuthenticationFailedException && code >= 500)
        {
            return DeliveryException.permanent("the mail server " + place + " refused user name and password"
                + shown(code) + "; correct username and password of this channel");
        }
        if (find(fault, CertificateException.class) != null)
        {
            return DeliveryException.permanent("the certificate of the mail server " + place
                + " is not trusted or is another host's; check host, or add its authority to Java's trust store");
        }
        if (find(fault, SSLException.class) != null)
        {
            return DeliveryException.passing("TLS with the mail server " + place + " failed while " + step + "; check port and security");
        }
        if (find(fault, MailConnectException.class) != null || find(fault, SocketConnectException.class) != null)
        {
            return DeliveryException.passing("the mail server " + place + " cannot be reached; check host and port");
        }
        if (code >= 500)
        {
            return DeliveryException.permanent("the mail server " + place + " refused for good" + shown(code) + " while " + step);
        }
        if (code >= 400)
        {
            return DeliveryException.passing("the mail server " + place + " refused for now" + shown(code) + " while " + step);
        }
        return DeliveryException.passing("the connection to the mail server " + place + " was lost or went silent while " + step);
    }

    /** The code that the message as a whole failed with; 0 where the server gave none. */
    static int code(final Exception fault)
    {
        return fault instanceof SMTPSendFailedException failed ? failed.getReturnCode() : 0;
    }

    private static String shown(final int code)
    {
        return code >= 400 ? " (" + code + ")" : "";
    }

    /** What the server answered for each recipient that it refused, by the address in lower case. */
    static Map<String, Integer> refused(final MessagingException fault)
    {
        final Map<String, Integer> codes = new HashMap<>();
        Exception next = fault;
        for (int i = 0; next instanceof MessagingException mail && i < 10_000; i++)
        {
            if (mail instanceof SMTPAddressFailedException address && address.getAddress() != null)
            {
                codes.put(address.getAddress().getAddress().toLowerCase(Locale.ROOT), address.getReturnCode());
            }
            next = mail.getNextException();
        }
        return codes;
    }

    /** Refused recipients by count and domain, for the journal: who they are is not written down. */
    static String byDomain(final Collection<String> addresses)
    {
        final Map<String, Integer> counts = new TreeMap<>();
        addresses.forEach(address -> counts.merge(address.substring(address.lastIndexOf('@') + 1), 1, Integer::sum));
        final StringBuilder told = new StringBuilder();
        counts.forEach((domain, count) -> told.append(told.isEmpty() ? "" : ", ").append(count).append(" at ").append(domain));
        return told.toString();
    }

    private static <T> T find(final Throwable fault, final Class<T> type)
    {
        Throwable next = fault;
        for (int i = 0; next != null && i < MOST_CAUSES; i++)
        {
            if (type.isInstance(next))
            {
                return type.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }
}
