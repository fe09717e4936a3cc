package io.interlock.notify.http;

import java.net.InetAddress;
import java.util.List;

/** What an IP address is for. Threading: any thread; pure. */
final class AddressRules
{
    private static final int IPV4 = 4;

    /** Addresses that nothing of ours may ever reach. The first that fits says why. */
    private static final List<Block> NEVER = List.of(
        Block.of("169.254.0.0/16", "link-local (the clouds' metadata services are there)"),
        Block.of("100.100.100.200/32", "a cloud's metadata service"),
        Block.of("168.63.129.16/32", "a cloud's metadata service"),
        Block.of("192.0.0.0/24", "reserved"),
        Block.of("0.0.0.0/8", "unspecified"),
        Block.of("192.0.2.0/24", "for documentation"),
        Block.of("198.51.100.0/24", "for documentation"),
        Block.of("203.0.113.0/24", "for documentation"),
        Block.of("192.88.99.0/24", "a 6to4 relay"),
        Block.of("224.0.0.0/4", "multicast"),
        Block.of("240.0.0.0/4", "reserved or broadcast"),
        Block.of("fe80::/10", "link-local"),
        Block.of("fec0::/10", "site-local, which is not used any more"),
        Block.of("ff00::/8", "multicast"),
        Block.of("fd00:ec2::/32", "a cloud's metadata service"),
        Block.of("fd20:ce::/32", "a cloud's metadata service"),
        Block.of("::/128", "unspecified"),
        Block.of("2002::/16", "an IPv4 address in IPv6 (6to4)"),
        Block.of("2001::/23", "an IPv4 address in IPv6 (Teredo), or reserved"),
        Block.of("2001:db8::/32", "for documentation"),
        Block.of("3fff::/20", "for documentation"));

    /** Addresses of this machine and of private networks. */
    private static final List<Block> PRIVATE = List.of(
        Block.of("127.0.0.0/8", "loopback"),
        Block.of("10.0.0.0/8", "private"),
        Block.of("172.16.0.0/12", "private"),
        Block.of("192.168.0.0/16", "private"),
        Block.of("100.64.0.0/10", "private (shared address space)"),
        Block.of("198.18.0.0/15", "private (for benchmarks)"),
        Block.of("::1/128", "loopback"),
        Block.of("fc00::/7", "private"));

    private static final Block NAT64 = Block.of("64:ff9b::/96", "an IPv4 address in IPv6 (NAT64)");
    private static final Block PUBLIC6 = Block.of("2000::/3", "");

    private AddressRules()
    {
    }

    /**
     * Judges an address.
     *
     * @param address      that would be connected to.
     * @param allowPrivate loopback and private networks may be reached.
     * @return why it is refused; null where it is not.
     */
    static String refusal(final InetAddress address, final boolean allowPrivate)
    {
        return refusal(address.getAddress(), allowPrivate);
    }

    private static String refusal(final byte[] bytes, final boolean allowPrivate)
    {
        for (final Block block : NEVER)
        {
            if (block.holds(bytes))
            {
                return block.what();
            }
        }
        for (final Block block : PRIVATE)
        {
            if (block.holds(bytes))
            {
                return allowPrivate ? null : block.what() + ", which allow-private does not allow here";
            }
        }
        if (bytes.length == IPV4 || PUBLIC6.holds(bytes))
        {
            return null;
        }
        // Networks that have IPv6 alone reach public IPv4 receivers so; what is behind it is judged as what it is, and never private.
        if (NAT64.holds(bytes))
        {
            final String inner = refusal(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]}, false);
            return inner == null ? null : NAT64.what();
        }
        return "no public address (an IPv4 address in IPv6, or reserved)";
    }

    /** A range of addresses. */
    private record Block(byte[] start, int bits, String what)
    {
        static Block of(final String range, final String what)
        {
            final int slash = range.indexOf('/');
            try
            {
                return new Block(
                    InetAddress.getByName(range.substring(0, slash)).getAddress(), Integer.parseInt(range.substring(slash + 1)), what);
            }
            catch (final java.net.UnknownHostException impossible)
            {
                throw new IllegalArgumentException(range);
            }
        }

        boolean holds(final byte[] address)
        {
            if (address.length != start.length)
            {
                return false;
            }
            for (int bit = 0; bit < bits; bit++)
            {
                final int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ start[bit >> 3]) & mask) != 0)
                {
                    return false;
                }
            }
            return true;
        }
    }
}
