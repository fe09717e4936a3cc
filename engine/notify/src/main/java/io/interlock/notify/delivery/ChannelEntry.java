package io.interlock.notify.delivery;

import io.interlock.config.ChannelRoute;
import io.interlock.notify.AckSource;
import io.interlock.notify.NotificationChannel;
import org.slf4j.LoggerFactory;

/**
 * A channel with what reaches it. Immutable.
 *
 * @param name    its name.
 * @param type    the lower-case name of its type; {@code code} for one that a host wrote.
 * @param route   what reaches it, and how fast.
 * @param channel what delivers; null where it could not be made.
 * @param problem why it could not be made; empty when it was. No secret.
 */
public record ChannelEntry(String name, String type, ChannelRoute route, NotificationChannel channel, String problem)
{
    /** The type of a channel that a host wrote. */
    public static final String CODE = "code";

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

    void closeChannel()
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
        }
        catch (final Exception unclosed)
        {
            // Its text may be a stranger's: only its class is shown.
            LoggerFactory.getLogger(ChannelEntry.class).warn("channel {} could not be closed: {}", name, unclosed.getClass().getName());
        }
    }
}
