package io.interlock.host;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.notify.channel.AlertmanagerChannel;
import io.interlock.notify.channel.DashboardChannel;
import io.interlock.notify.channel.EmailChannel;
import io.interlock.notify.channel.LogChannel;
import io.interlock.notify.channel.PagerDutyChannel;
import io.interlock.notify.channel.SlackChannel;
import io.interlock.notify.channel.SnsChannel;
import io.interlock.notify.channel.TelegramChannel;
import io.interlock.notify.channel.TwilioChannel;
import io.interlock.notify.channel.WebhookChannel;
import io.interlock.notify.delivery.Channels;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.HttpSender;
import io.interlock.notify.http.SafeHttp;

/** How channels of each type are made. Threading: any thread. */
public final class StandardChannels
{
    private StandardChannels()
    {
    }

    /**
     * All that ship with the program.
     *
     * @return new, to be added to.
     */
    public static Channels makers()
    {
        return new Channels()
            .with(ChannelType.LOG, config -> new LogChannel(config.name()))
            .with(ChannelType.DASHBOARD, config -> new DashboardChannel(config.name()))
            .with(ChannelType.EMAIL, EmailChannel::new)
            .with(ChannelType.SNS, SnsChannel::new)
            .with(ChannelType.TWILIO, config -> new TwilioChannel(config, http(config)))
            .with(ChannelType.TELEGRAM, config -> new TelegramChannel(config, http(config)))
            .with(ChannelType.WEBHOOK, config -> new WebhookChannel(config, http(config)))
            .with(ChannelType.SLACK, config -> new SlackChannel(config, http(config)))
            .with(ChannelType.PAGERDUTY, config -> new PagerDutyChannel(config, http(config)))
            .with(ChannelType.ALERTMANAGER, config -> new AlertmanagerChannel(config, http(config)));
    }

    private static HttpSender http(final ChannelConfig config)
    {
        return new SafeHttp(new AddressGuard(config.is("allow-private"), config.list("hosts")));
    }
}
