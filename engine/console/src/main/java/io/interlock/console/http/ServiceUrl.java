package io.interlock.console.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address under which people and commands of this machine ask a server: one that a request can name, that the service answers to, and,
 * over TLS, that its certificate is for. Threading: stateless.
 */
final class ServiceUrl
{
    private static final Logger LOG = LoggerFactory.getLogger(ServiceUrl.class);
    private static final String LOCALHOST = "localhost";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int NAME = 2;
    private static final int ADDRESS = 7;

    private ServiceUrl()
    {
    }

    /** The certificate is null in the clear. Where it is for none of the names, the address that is listened on has to do. */
    static String of(final Setup setup, final int port, final X509Certificate certificate)
    {
        final List<String> hosts = hosts(setup, port);
        if (certificate == null)
        {
            return "http://" + hosts.get(0) + ':' + port;
        }
        final List<String> certified = certified(certificate);
        final String fitting = hosts.stream().filter(host -> fits(host, certified)).findFirst().orElse(null);
        if (fitting == null)
        {
            LOG.warn("the console's certificate is for {}, and the console is asked as {}: add the name that it is for to "
                + "console.allowed-hosts, or clients that check it will not speak to this one", certified, hosts);
        }
        return "https://" + (fitting == null ? hosts.get(0) : fitting) + ':' + port;
    }

    /** The best first: an address needs no name server. */
    private static List<String> hosts(final Setup setup, final int port)
    {
        final InetAddress bind = setup.address().getAddress();
        final List<String> hosts = new ArrayList<>();
        if (bind.isAnyLocalAddress())
        {
            // Every address is none that a request can name.
            hosts.addAll(bind instanceof Inet6Address ? List.of("[::1]", LOOPBACK) : List.of(LOOPBACK));
        }
        else
        {
            hosts.add(bind instanceof Inet6Address ? '[' + bind.getHostAddress().split("%")[0] + ']' : bind.getHostAddress());
        }
        if (bind.isAnyLocalAddress() || bind.isLoopbackAddress())
        {
            hosts.add(LOCALHOST);
        }
        for (final String name : new TreeSet<>(setup.names().hosts()))
        {
            final int colon = name.lastIndexOf(':');
            final boolean hasPort = colon > name.lastIndexOf(']');
            if (!hasPort)
            {
                hosts.add(name);
            }
            else if (name.substring(colon + 1).equals(Integer.toString(port)))
            {
                // Of another port it is a proxy's.
                hosts.add(name.substring(0, colon));
            }
        }
        return hosts;
    }

    private static List<String> certified(final X509Certificate certificate)
    {
        final List<String> certified = new ArrayList<>();
        try
        {
            final Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (final List<?> name : names == null ? List.<List<?>>of() : names)
            {
                if ((name.get(0).equals(NAME) || name.get(0).equals(ADDRESS)) && name.get(1) instanceof String text)
                {
                    certified.add(text.toLowerCase(Locale.ROOT));
                }
            }
        }
        catch (final CertificateParsingException strange)
        {
            // Then clients cannot read its names either.
            return List.of();
        }
        return certified.isEmpty() ? commonName(certificate) : certified;
    }

    /** Of an old certificate, by which Java's clients go where it has no other names. */
    private static List<String> commonName(final X509Certificate certificate)
    {
        try
        {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                .filter(part -> "CN".equalsIgnoreCase(part.getType())).map(part -> part.getValue().toString().toLowerCase(Locale.ROOT))
                .toList();
        }
        catch (final InvalidNameException strange)
        {
            return List.of();
        }
    }

    private static boolean fits(final String host, final List<String> certified)
    {
        final String plain = host.startsWith("[") ? expanded(host.substring(1, host.length() - 1)) : host;
        final int dot = plain.indexOf('.');
        return certified.contains(plain) || dot > 0 && certified.contains('*' + plain.substring(dot));
    }

    /** As a certificate's addresses are told: with each part, and no zeros before it. */
    private static String expanded(final String literal)
    {
        return "::1".equals(literal) ? "0:0:0:0:0:0:0:1" : literal;
    }
}
