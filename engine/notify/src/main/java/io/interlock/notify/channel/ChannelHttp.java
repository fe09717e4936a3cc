package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.HttpSender;
import io.interlock.notify.http.SafeHttp;
import java.time.Duration;

/** The HTTP client of a channel, as the channel is configured. Threading: any thread. */
public final class ChannelHttp
{
    private ChannelHttp()
    {
    }

    /**
     * Makes one.
     *
     * @param config of the channel: {@code allow-private} and {@code hosts}, where its type has them.
     * @return for this channel alone, which closes it.
     */
    public static HttpSender sender(final ChannelConfig config)
    {
        return new SafeHttp(new AddressGuard(config.is("allow-private"), config.list("hosts")));
    }

    /**
     * Looks whether a place can be reached, for a channel's check.
     *
     * @param http    of the channel.
     * @param url     whole.
     * @param shown   what errors call it.
     * @param timeout of all of it.
     * @throws DeliveryException what is wrong.
     */
    static void reach(final HttpSender http, final String url, final String shown, final Duration timeout) throws DeliveryException
    {
        try
        {
            http.reach(url, shown, timeout);
        }
        catch (final InterruptedException given)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing(shown + " was not looked at: it was given up");
        }
    }
}
