package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.config.NotificationsConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelsTest
{
    private static final String CANARY = "canary-s3cr3t";

    @Test
    void shouldGoOnPastAChannelThatCannotBeMade()
    {
        final Channels channels = new Channels()
            .with(ChannelType.EMAIL, config ->
            {
                throw new IllegalArgumentException("host: is not a name");
            })
            .with(ChannelType.SNS, config ->
            {
                throw new NoClassDefFoundError("software/amazon/" + CANARY);
            })
            .with(ChannelType.SLACK, config ->
            {
                throw new IllegalStateException(CANARY);
            })
            .with(ChannelType.WEBHOOK, config -> new ScriptedChannel(config.name(), message -> "taken"));
        final List<ChannelEntry> entries = channels.of(config(
            channel("mail", ChannelType.EMAIL), channel("sms", ChannelType.SNS), channel("chat", ChannelType.SLACK),
            channel("pager", ChannelType.PAGERDUTY), channel("hook", ChannelType.WEBHOOK)));
        assertThat(entries).extracting(ChannelEntry::problem).containsExactly(
            "a.yaml:1:2: host: is not a name",
            "a.yaml:1:2: a library that channels of type sns need is missing (NoClassDefFoundError): put it on the class path",
            "a.yaml:1:2: it could not be made: java.lang.IllegalStateException",
            "a.yaml:1:2: channels of type pagerduty are not part of this program", "");
        assertThat(entries.get(4).channel()).isNotNull();
        assertThat(entries.get(4).type()).isEqualTo("webhook");
    }

    @Test
    void shouldHaveLogAndDashboardWithoutTheirBeingNamed()
    {
        final Channels channels = new Channels()
            .with(ChannelType.LOG, config -> new ScriptedChannel(config.name(), message -> "taken"))
            .with(ChannelType.DASHBOARD, config -> new ScriptedChannel(config.name(), message -> "taken"))
            .with(ChannelType.WEBHOOK, config -> new ScriptedChannel(config.name(), message -> "taken"));
        assertThat(channels.of(NotificationsConfig.NONE)).extracting(ChannelEntry::name).containsExactly("log", "dashboard");
        assertThat(channels.of(NotificationsConfig.NONE)).allMatch(entry -> entry.route().lowest().equals("INFO"));
        assertThat(channels.of(config(channel("mine", ChannelType.LOG))))
            .extracting(ChannelEntry::name).containsExactly("dashboard", "mine");
    }

    private static NotificationsConfig config(final ChannelConfig... channels)
    {
        return new NotificationsConfig(NotificationsConfig.Policy.DEFAULTS, List.of(channels), List.of());
    }

    private static ChannelConfig channel(final String name, final ChannelType type)
    {
        return new ChannelConfig(name, type, Notes.ROUTE, Map.of(), Map.of(), "a.yaml:1:2");
    }
}
