package io.interlock.notify.http;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses may be reached. It resolves names itself, and its answer is what is connected to: a name that means another address a
 * moment later (DNS rebinding) gains nothing. Link-local, metadata, multicast, unspecified and reserved addresses, and IPv4 addresses
 * hidden in IPv6 ones, are refused always.
 *
 * <p>Threading: any thread; immutable.
 */
public final class AddressGuard
{
    private final boolean allowPrivate;
    private final Set<String> hosts;
    private final Resolver resolver;

    /**
     * Creates one that asks this machine's resolver.
     *
     * @param allowPrivate loopback and private networks may be reached, and http may be used.
     * @param hosts        names or addresses that alone may be reached; empty: all that are not refused.
     */
    public AddressGuard(final boolean allowPrivate, final Collection<String> hosts)
    {
        this(allowPrivate, hosts, InetAddress::getAllByName);
    }

    /**
     * Creates one.
     *
     * @param allowPrivate loopback and private networks may be reached, and http may be used.
     * @param hosts        names or addresses that alone may be reached; empty: all that are not refused.
     * @param resolver     gives a name's addresses.
     */
    public AddressGuard(final boolean allowPrivate, final Collection<String> hosts, final Resolver resolver)
    {
        this.allowPrivate = allowPrivate;
        this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.resolver = resolver;
    }

    /** Gives a name's addresses. */
    @FunctionalInterface
    public interface Resolver
    {
        /**
         * Resolves.
         *
         * @param name of a host, in ASCII and lower case.
         * @return at least one address.
         * @throws UnknownHostException when there is none.
         */
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /**
     * Judges a URL that a client of somebody else's is to connect to: all of it, and the addresses that its name has now. That client asks
     * the name server again and may get another answer. With https the certificate must then still be the name's, so whoever is there is
     * told nothing; with http only an address is let through, and no name.
     *
     * @param url   whole.
     * @param shown what errors call it.
     * @throws DeliveryException naming what is not allowed, without the URL.
     */
    public void judge(final String url, final String shown) throws DeliveryException
    {
        final Target target = target(url, shown);
        if (!target.secure() && target.literal() == null)
        {
            throw DeliveryException.permanent(shown + " is refused: it is http to a name, which may mean another address when it is "
                + "connected to; use https, or http to an address");
        }
        addresses(target, shown);
    }

    /**
     * Reads a URL and judges all of it that can be judged without a name server.
     *
     * @param url   whole.
     * @param shown what errors call it.
     * @return where it goes.
     * @throws DeliveryException permanent, naming what is not allowed, without the URL.
     */
    Target target(final String url, final String shown) throws DeliveryException
    {
        final Target target = Target.of(url, shown);
        if (!target.secure() && !allowPrivate)
        {
            throw DeliveryException.permanent(shown + " is refused: it is http; use https, or allow-private for a receiver of your own");
        }
        if (!hosts.isEmpty() && !hosts.contains(target.bareHost()))
        {
            throw DeliveryException.permanent(shown + " is refused: its host is not in the list of hosts");
        }
        if (target.literal() != null)
        {
            judge(target.literal(), shown);
        }
        return target;
    }

    /**
     * The addresses to connect to, and no others. One bad address among several refuses them all: honest receivers have none.
     *
     * @param target where.
     * @param shown  what errors call it.
     * @return at least one.
     * @throws DeliveryException when there is none, or one is not allowed.
     */
    List<InetAddress> addresses(final Target target, final String shown) throws DeliveryException
    {
        final InetAddress[] found;
        try
        {
            found = target.literal() != null ? new InetAddress[] {target.literal()} : resolver.resolve(target.host());
        }
        catch (final UnknownHostException unknown)
        {
            throw DeliveryException.passing(shown + " cannot be reached: its host is not known to the name server");
        }
        if (found.length == 0)
        {
            throw DeliveryException.passing(shown + " cannot be reached: its host has no address");
        }
        for (final InetAddress address : found)
        {
            judge(address, shown);
        }
        return List.of(found);
    }

    private void judge(final InetAddress address, final String shown) throws DeliveryException
    {
        final String refusal = AddressRules.refusal(address, allowPrivate);
        if (refusal != null)
        {
            throw DeliveryException.permanent(shown + " is refused: the address " + address.getHostAddress() + " is " + refusal);
        }
    }
}
