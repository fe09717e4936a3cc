package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.config.Secret;
import io.interlock.notify.AckSource;
import io.interlock.notify.NotificationChannel;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * A channel with what reaches it. Immutable.
 *
 * @param name    its name.
 * @param type    the lower-case name of its type; {@code code} for one that a host wrote.
 * @param route   what reaches it, and how fast.
 * @param channel what delivers; null where it could not be made.
 * @param problem why it could not be made; empty when it was. No secret.
 * @param secrets where its secrets are, never what they are.
 */
public record ChannelEntry(
    String name, String type, ChannelRoute route, NotificationChannel channel, String problem, Collection<Secret> secrets)
{
    /** The type of a channel that a host wrote. */
    public static final String CODE = "code";

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_FACTOR = 0x100000001b3L;

    /** Copies the secrets' places. */
    public ChannelEntry
    {
        secrets = List.copyOf(secrets);
    }

    /**
     * One without secrets of ours.
     *
     * @param name    see above.
     * @param type    see above.
     * @param route   see above.
     * @param channel see above.
     * @param problem see above.
     */
    public ChannelEntry(
        final String name, final String type, final ChannelRoute route, final NotificationChannel channel, final String problem)
    {
        this(name, type, route, channel, problem, List.of());
    }

    /**
     * One that a host wrote.
     *
     * @param channel what delivers; its name is read once.
     * @param route   what reaches it.
     * @return never null.
     */
    public static ChannelEntry of(final NotificationChannel channel, final ChannelRoute route)
    {
        return new ChannelEntry(channel.name(), CODE, route, channel, "");
    }

    /** Where acknowledgements made at the receiver can be seen; null where they cannot. */
    AckSource acknowledgements()
    {
        return channel == null ? null : channel.acknowledgements();
    }

    boolean hasSecretFiles()
    {
        return secrets.stream().anyMatch(Secret::inFile);
    }

    /** Another number when a secret's file holds something else, or can be read again. It waits for the disk; it is shown nowhere. */
    long secretsRevision()
    {
        long revision = FNV_START;
        for (final Secret secret : secrets)
        {
            if (secret.inFile())
            {
                revision = (revision ^ revision(secret)) * FNV_FACTOR;
            }
        }
        return revision;
    }

    private static long revision(final Secret secret)
    {
        long revision = FNV_START;
        try
        {
            final String value = secret.reveal();
            for (int i = 0; i < value.length(); i++)
            {
                revision = (revision ^ value.charAt(i)) * FNV_FACTOR;
            }
        }
        catch (final IOException | RuntimeException unreadable)
        {
            revision = 0;
        }
        return revision;
    }

    void closeChannel()
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
        }
        catch (final Throwable unclosed)
        {
            // Its text may be a stranger's: only its class is shown.
            LoggerFactory.getLogger(ChannelEntry.class).warn("channel {} could not be closed: {}", name, unclosed.getClass().getName());
        }
    }
}
