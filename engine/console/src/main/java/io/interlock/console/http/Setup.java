package io.interlock.console.http;

import io.interlock.config.ConsoleConfig;
import io.interlock.console.ConsoleException;
import io.interlock.console.access.AttemptLog;
import io.interlock.console.access.Tokens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a server needs. Immutable.
 *
 * @param address   to listen on; port 0 takes any free one.
 * @param tls       null: it speaks in the clear, to this machine alone.
 * @param names     beside those of the loopback and the address.
 * @param limits    how much anyone may ask of it.
 * @param directory of the engine, where its tokens are.
 * @param attempts  keeps what was refused, and commands.
 * @param mayMake   whether tokens are made where there are none; else that is an error.
 */
public record Setup(
    InetSocketAddress address, Tls tls, Names names, ServerLimits limits, Path directory, AttemptLog attempts, boolean mayMake)
{
    /**
     * Makes tokens where there are none.
     *
     * @param address   see above.
     * @param tls       see above.
     * @param names     see above.
     * @param limits    see above.
     * @param directory see above.
     * @param attempts  see above.
     */
    public Setup(
        final InetSocketAddress address, final Tls tls, final Names names, final ServerLimits limits, final Path directory,
        final AttemptLog attempts)
    {
        this(address, tls, names, limits, directory, attempts, true);
    }

    /**
     * Where the certificate is.
     *
     * @param certificate PEM, with those that vouch for it.
     * @param key         PEM, PKCS #8, for its owner alone.
     */
    public record Tls(Path certificate, Path key)
    {
    }

    /**
     * Further names.
     *
     * @param hosts   {@code name} (with any port) or {@code name:port}, in small letters.
     * @param origins of pages, in small letters.
     */
    public record Names(Set<String> hosts, Set<String> origins)
    {
        /** Copies. */
        public Names
        {
            hosts = Set.copyOf(hosts);
            origins = Set.copyOf(origins);
        }
    }

    /** Refuses an address that others reach in the clear, whoever made this. */
    public Setup
    {
        if (tls == null && !address.getAddress().isLoopbackAddress())
        {
            throw new ConsoleException("the console would listen on " + address.getAddress().getHostAddress()
                + ", which other machines reach, without TLS: give console.tls, or a loopback address in console.bind");
        }
    }

    /**
     * The same over tokens that belong to somebody else.
     *
     * @return a copy that makes none.
     */
    public Setup withoutMaking()
    {
        return new Setup(address, tls, names, limits, directory, attempts, false);
    }

    /** The tokens that let in. */
    Tokens tokens()
    {
        return mayMake ? Tokens.open(directory) : Tokens.existing(directory);
    }

    /**
     * As configured.
     *
     * @param config    with a port.
     * @param directory of the engine; it exists.
     * @param attempts  keeps what was refused, and commands.
     * @return new.
     */
    public static Setup of(final ConsoleConfig config, final Path directory, final AttemptLog attempts)
    {
        if (!config.enabled())
        {
            throw new ConsoleException("there is no console.port: give one, 0 for any that is free");
        }
        try
        {
            final InetAddress bind = InetAddress.getByName(config.bind());
            final Tls tls = config.tls() ? new Tls(Path.of(config.certificateFile()), Path.of(config.keyFile())) : null;
            return new Setup(new InetSocketAddress(bind, config.port()), tls,
                new Names(config.names().allowedHosts(), config.names().allowedOrigins()),
                ServerLimits.of(config.limits().maxConnections(), config.limits().attemptsPerMinute()), directory, attempts);
        }
        catch (final UnknownHostException malformed)
        {
            throw new ConsoleException("console.bind is not an IP address: '" + config.bind() + "'", malformed);
        }
    }
}
