package io.interlock.notify.kit;

import io.interlock.config.ChannelType;
import io.interlock.notify.channel.AlertmanagerChannel;
import io.interlock.notify.channel.ChannelHttp;
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

/** How each type of channel is made. Threading: stateless. */
public final class ChannelKit
{
    private ChannelKit()
    {
    }

    /**
     * All that ship with the program.
     *
     * @return makers; each channel has a client of its own and closes it.
     */
    public static Channels channels()
    {
        return new Channels()
            .with(ChannelType.LOG, config -> new LogChannel(config.name()))
            .with(ChannelType.DASHBOARD, config -> new DashboardChannel(config.name()))
            .with(ChannelType.EMAIL, EmailChannel::new)
            .with(ChannelType.TWILIO, config -> new TwilioChannel(config, ChannelHttp.sender(config)))
            .with(ChannelType.SNS, SnsChannel::new)
            .with(ChannelType.TELEGRAM, config -> new TelegramChannel(config, ChannelHttp.sender(config)))
            .with(ChannelType.WEBHOOK, config -> new WebhookChannel(config, ChannelHttp.sender(config)))
            .with(ChannelType.SLACK, config -> new SlackChannel(config, ChannelHttp.sender(config)))
            .with(ChannelType.PAGERDUTY, PagerDutyChannel::of)
            .with(ChannelType.ALERTMANAGER, config -> new AlertmanagerChannel(config, ChannelHttp.sender(config)));
    }
}
