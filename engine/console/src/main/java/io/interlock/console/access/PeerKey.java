package io.interlock.console.access;

import java.net.InetAddress;

/** What counts as one peer. Stateless. */
public final class PeerKey
{
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private PeerKey()
    {
    }

    /**
     * An IPv4 address, or the /64 of an IPv6 address: who has one of those has all.
     *
     * @param peer its address.
     * @return short.
     */
    public static String of(final InetAddress peer)
    {
        final byte[] bytes = peer.getAddress();
        if (bytes.length != IPV6_BYTES || peer.isLoopbackAddress())
        {
            return peer.getHostAddress();
        }
        final StringBuilder key = new StringBuilder(2 * IPV6_BYTES);
        for (int i = 0; i < NETWORK_BYTES; i += 2)
        {
            key.append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF)).append(':');
        }
        return key.append(":/64").toString();
    }
}
