package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request goes, read strictly: what two readers could read in two ways is refused. Immutable.
 *
 * @param secure  https.
 * @param host    in lower case; an IPv6 address in brackets.
 * @param literal the address that the host spells out; null where it is a name.
 * @param port    1 to 65535.
 * @param named   the port is in the URL.
 * @param path    with the query; begins with a slash.
 */
record Target(boolean secure, String host, InetAddress literal, int port, boolean named, String path)
{
    private static final int MAX_URL = 2048;
    private static final int MAX_NAME = 253;
    private static final int MAX_PORT = 65_535;
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#]*)([/?][^#]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[0-9a-zA-Z._-]+)(?::([0-9]{1,5}))?");
    private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    /** A last label that some readers take for a number, and with it the whole host for an address. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /**
     * Reads a URL.
     *
     * @param url   whole.
     * @param shown what errors call it.
     * @return never null.
     * @throws DeliveryException when it is not plainly http or https with a host; without the URL.
     */
    static Target of(final String url, final String shown) throws DeliveryException
    {
        final var parts = URL.matcher(url);
        if (url.length() > MAX_URL || !parts.matches())
        {
            throw refused(shown, "is no http or https URL of at most " + MAX_URL + " characters without a fragment");
        }
        final var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches())
        {
            throw refused(shown, "has no plain host: a name in ASCII, an IPv4 address with four decimal numbers or an IPv6 address in"
                + " brackets, and at most a port after it (no user, no password, no %)");
        }
        final boolean secure = "https".equalsIgnoreCase(parts.group(1));
        final String host = authority.group(1).toLowerCase(Locale.ROOT);
        final boolean named = authority.group(2) != null;
        final int port = named ? Integer.parseInt(authority.group(2)) : secure ? 443 : 80;
        if (port < 1 || port > MAX_PORT)
        {
            throw refused(shown, "has a port that is not from 1 to " + MAX_PORT);
        }
        final String path = parts.group(3) == null ? "/" : parts.group(3);
        return new Target(secure, host, literal(host, shown), port, named, plain(path.startsWith("?") ? "/" + path : path, shown));
    }

    private static InetAddress literal(final String host, final String shown) throws DeliveryException
    {
        if (host.startsWith("["))
        {
            final InetAddress address = address(host, shown);
            if (address.getAddress().length == 4)
            {
                throw refused(shown, "spells an IPv4 address as an IPv6 one: write its four decimal numbers");
            }
            return address;
        }
        if (IPV4.matcher(host).matches())
        {
            return address(host, shown);
        }
        if (host.length() > MAX_NAME || NUMBER.matcher(host).matches() || !NAME.matcher(host).matches())
        {
            throw refused(shown, "has a host that is neither a name nor an address with four decimal numbers from 0 to 255");
        }
        return null;
    }

    /** Never asks a name server: what comes here looks like an address. */
    private static InetAddress address(final String host, final String shown) throws DeliveryException
    {
        try
        {
            return InetAddress.getByName(host);
        }
        catch (final UnknownHostException malformed)
        {
            throw refused(shown, "has a malformed IPv6 address");
        }
    }

    /** A path that the JDK reads too, in ASCII: nothing in it ends the request's first line. */
    private static String plain(final String path, final String shown) throws DeliveryException
    {
        try
        {
            if (path.chars().allMatch(character -> character > ' ' && character < 0x7F))
            {
                new URI("http://host" + path);
                return path;
            }
        }
        catch (final URISyntaxException malformed)
        {
            // Said below, without its text: that holds the URL.
        }
        throw refused(shown, "has a malformed path or query");
    }

    /** The host without brackets, as certificates and allow-lists name it. */
    String bareHost()
    {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static DeliveryException refused(final String shown, final String why)
    {
        return DeliveryException.permanent(shown + " is refused: its address " + why);
    }
}
