package io.interlock.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the host of an address where it is an IP address. No name server is ever asked: hosts by name are judged at each connection, as
 * these are once more. Threading: stateless.
 */
final class LiteralAddress
{
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern HOST = Pattern.compile("https?://(\\[[^\\]]*\\]|[^/?#:]*).*");
    private static final int IPV4_BYTES = 4;

    private LiteralAddress()
    {
    }

    /** Why nothing may ever connect there; null where something may, or where the host is a name. */
    static String never(final String url)
    {
        final InetAddress address = of(url);
        if (address == null)
        {
            return null;
        }
        final byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES)
        {
            return host(url).startsWith("[") ? "an IPv4 address spelt as an IPv6 one" : never4(bytes[0] & 0xFF, bytes[1] & 0xFF, address);
        }
        if (address.isAnyLocalAddress())
        {
            return "unspecified";
        }
        if (address.isMulticastAddress())
        {
            return "multicast";
        }
        if (address.isLinkLocalAddress() || address.isSiteLocalAddress())
        {
            return "link-local";
        }
        // fd00:ec2::/32 and fd20:ce::/32
        final int start = (bytes[0] & 0xFF) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        return start == 0xFD000EC2 || start == 0xFD2000CE ? "a cloud's metadata service" : null;
    }

    private static String never4(final int first, final int second, final InetAddress address)
    {
        final String text = address.getHostAddress();
        if (first == 0)
        {
            return "unspecified";
        }
        if (first == 169 && second == 254)
        {
            return "link-local (the clouds' metadata services are there)";
        }
        if ("100.100.100.200".equals(text) || "168.63.129.16".equals(text))
        {
            return "a cloud's metadata service";
        }
        return first >= 240 ? "reserved or broadcast" : first >= 224 ? "multicast" : null;
    }

    /** What of this machine or of a private network it is; null where it is neither, or where the host is a name. */
    static String own(final String url)
    {
        final InetAddress address = of(url);
        if (address == null)
        {
            return null;
        }
        if (address.isLoopbackAddress())
        {
            return "loopback";
        }
        final byte[] bytes = address.getAddress();
        if (bytes.length != IPV4_BYTES)
        {
            return (bytes[0] & 0xFE) == 0xFC ? "private" : null;
        }
        final boolean shared = bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        final boolean benchmarks = (bytes[0] & 0xFF) == 198 && (bytes[1] & 0xFE) == 18;
        return address.isSiteLocalAddress() || shared || benchmarks ? "private" : null;
    }

    static String host(final String url)
    {
        final Matcher matcher = HOST.matcher(url);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static InetAddress of(final String url)
    {
        final String host = host(url);
        if (!host.startsWith("[") && !IPV4.matcher(host).matches())
        {
            return null;
        }
        try
        {
            // A zone means an interface, which this machine may lack.
            return InetAddress.getByName(host.replaceFirst("%[^\\]]*", ""));
        }
        catch (final UnknownHostException malformed)
        {
            return null;
        }
    }
}
