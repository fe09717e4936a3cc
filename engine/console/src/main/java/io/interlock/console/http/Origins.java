package io.interlock.console.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Under which names the service is asked, and by which pages. A browser on this machine reaches the loopback for any page that it shows:
 * a name that leads here but is not ours is rebinding, and an origin that is not ours is another page. Immutable; any thread.
 */
final class Origins
{
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern IPV6 = Pattern.compile("((?:https?://)?)(\\[[0-9a-f:.]{2,45}\\])((?::[0-9]*)?)");
    private static final String SITE = "sec-fetch-site";
    private static final String SAME = "same-origin";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Set<String> hosts = new HashSet<>();
    private final Set<String> origins;
    private final String scheme;

    Origins(final Setup.Names names, final InetAddress bind, final int port, final boolean tls)
    {
        this.scheme = tls ? "https://" : "http://";
        this.origins = names.origins().stream().map(Origins::canonical).collect(Collectors.toUnmodifiableSet());
        for (final String name : LOOPBACK)
        {
            own(name, port, tls);
        }
        if (!bind.isAnyLocalAddress())
        {
            // Without its zone, which no client sends.
            final String literal = bind.getHostAddress().split("%")[0];
            own(literal.indexOf(':') < 0 ? literal : "[" + literal + "]", port, tls);
        }
        names.hosts().forEach((name) -> hosts.add(canonical(name)));
    }

    private void own(final String literal, final int port, final boolean tls)
    {
        final String name = canonical(literal);
        hosts.add(name + ":" + port);
        if (port == (tls ? HTTPS : HTTP))
        {
            // Without a port in the header; a name that is in the list alone stands for every port, which the loopback must not.
            hosts.add(name + ":");
        }
    }

    /** Looks at the headers that a page cannot forge. */
    void check(final RequestHead head)
    {
        final String host = host(head);
        final String origin = head.header("origin");
        if (origin != null && !origins.contains(canonical(origin)) && !canonical(origin).equals(scheme + host))
        {
            throw otherPage();
        }
        final String site = head.header(SITE);
        if (site != null && !SAME.equals(site) && !"none".equals(site) && !isLink(head, site))
        {
            throw otherPage();
        }
    }

    /** A link of another page that is followed, as one in a chat, to the first page alone, which holds no data. It is opened by itself. */
    private static boolean isLink(final RequestHead head, final String site)
    {
        return ("cross-site".equals(site) || "same-site".equals(site)) && "GET".equals(head.method()) && "/".equals(head.target())
            && head.header("origin") == null && "navigate".equals(head.header("sec-fetch-mode"))
            && "document".equals(head.header("sec-fetch-dest"));
    }

    /** Whether a browser says that a page which may ask sent this; {@link #check} has found nothing against it. */
    boolean isOwnPage(final RequestHead head)
    {
        return head.header("origin") != null || SAME.equals(head.header(SITE));
    }

    private String host(final RequestHead head)
    {
        final String header = head.header("host");
        if (header == null)
        {
            throw Refusal.form(400, "no-host", "The header Host is missing.");
        }
        final String host = canonical(header);
        final int colon = host.lastIndexOf(':');
        final boolean port = colon > host.lastIndexOf(']');
        final boolean anyPort = port && digits(host, colon + 1) && hosts.contains(host.substring(0, colon));
        if (hosts.contains(host) || anyPort || !port && hosts.contains(host + ":"))
        {
            return host;
        }
        throw new Refusal(421, "host-not-allowed", "The service is not asked under this name",
            "The header Host names a host that is not this service's. Ask it under the address that it listens on, or add the name to "
            + "console.allowed-hosts.", Map.of());
    }

    private static boolean digits(final String text, final int from)
    {
        return from < text.length() && text.substring(from).chars().allMatch((c) -> c >= '0' && c <= '9');
    }

    private static Refusal otherPage()
    {
        return new Refusal(403, "origin-not-allowed", "Pages of others may not ask this service",
            "A browser sent this for a page of another origin. Open the service's own page, or add the origin to console.allowed-origins.",
            Map.of());
    }

    /** In small letters, and an IPv6 address in the one form in which it is compared: it can be written in many. */
    private static String canonical(final String text)
    {
        final String lower = text.toLowerCase(Locale.ROOT);
        final Matcher literal = IPV6.matcher(lower);
        if (!literal.matches())
        {
            return lower;
        }
        try
        {
            // In brackets it is never looked up as a name. One that stands for an IPv4 address is none of ours.
            final InetAddress address = InetAddress.getByName(literal.group(2));
            return address instanceof Inet6Address
                ? literal.group(1) + '[' + address.getHostAddress() + ']' + literal.group(3) : lower;
        }
        catch (final UnknownHostException malformed)
        {
            return lower;
        }
    }
}
