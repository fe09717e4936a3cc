package io.interlock.config;

import java.util.Set;

/**
 * The HTTP service of an engine. Immutable.
 *
 * @param port              0 takes any free one; {@link #OFF}: there is no service.
 * @param bind              the literal IP address that it listens on.
 * @param certificateFile   PEM, absolute; empty where it speaks no TLS.
 * @param keyFile           PEM, absolute; empty where it speaks no TLS.
 * @param names             under which it may be asked.
 * @param limits            how much anyone may ask of it.
 * @param twoPerson         whether recover, reset and accept need a second person, over HTTP and the command slot: also without a service.
 */
public record ConsoleConfig(
    int port, String bind, String certificateFile, String keyFile, Names names, Limits limits, boolean twoPerson)
{
    /** In place of a port: no service. */
    public static final int OFF = -1;

    /** What holds where nothing is said; the same in every preset. */
    public static final ConsoleConfig NONE = new ConsoleConfig(
        OFF, "127.0.0.1", "", "", new Names(Set.of(), Set.of()), new Limits(512, 10), false);

    /**
     * Names under which the service may be asked, beside those of the loopback and the address that it listens on.
     *
     * @param allowedHosts   {@code name} or {@code name:port}, in small letters.
     * @param allowedOrigins {@code scheme://host} or {@code scheme://host:port}, in small letters.
     */
    public record Names(Set<String> allowedHosts, Set<String> allowedOrigins)
    {
        /** Copies. */
        public Names
        {
            allowedHosts = Set.copyOf(allowedHosts);
            allowedOrigins = Set.copyOf(allowedOrigins);
        }
    }

    /**
     * How much anyone may ask of it.
     *
     * @param maxConnections    at once, from everywhere.
     * @param attemptsPerMinute wrong tokens that one address may show in a minute before it is put off.
     */
    public record Limits(int maxConnections, int attemptsPerMinute)
    {
    }

    /**
     * Whether there is a service: where a port is given.
     *
     * @return false in every preset.
     */
    public boolean enabled()
    {
        return port != OFF;
    }

    /**
     * Whether it speaks TLS.
     *
     * @return true where both files are given.
     */
    public boolean tls()
    {
        return !certificateFile.isEmpty() && !keyFile.isEmpty();
    }
}
