package io.interlock.notify.kit;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.notify.channel.AlertmanagerChannel;
import io.interlock.notify.channel.SnsChannel;
import io.interlock.notify.channel.TelegramChannel;
import io.interlock.notify.channel.TwilioChannel;
import io.interlock.notify.delivery.Channels;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.HttpSender;
import io.interlock.notify.http.SafeHttp;
import java.util.List;

/** How each type of channel is made. Threading: stateless. */
public final class ChannelKit
{
    private ChannelKit()
    {
    }

    /**
     * The types that need nothing of a running engine.
     *
     * @return makers; each channel has a client of its own and closes it.
     */
    public static Channels channels()
    {
        return new Channels()
            .with(ChannelType.TWILIO, config -> new TwilioChannel(config, http(config)))
            .with(ChannelType.SNS, SnsChannel::new)
            .with(ChannelType.TELEGRAM, config -> new TelegramChannel(config, http(config)))
            .with(ChannelType.ALERTMANAGER, config -> new AlertmanagerChannel(config, http(config)));
    }

    private static HttpSender http(final ChannelConfig config)
    {
        return new SafeHttp(new AddressGuard(config.is("allow-private"), List.of()));
    }
}
