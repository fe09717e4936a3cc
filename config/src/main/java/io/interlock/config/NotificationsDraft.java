package io.interlock.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channels and the steps of the escalation of a draft, judged. Threading: one thread. */
final class NotificationsDraft
{
    /**
     * A channel.
     *
     * @param config  null where it has errors.
     * @param origin  where it stands.
     * @param origins where its keys were set; keys that have their standard value are missing.
     */
    record Channel(ChannelConfig config, Origin origin, Map<String, Origin> origins)
    {
    }

    /**
     * A step.
     *
     * @param step   as it was judged.
     * @param origin where it stands.
     */
    record Step(EscalationStep step, Origin origin)
    {
    }

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /** By name, in the order of the file. */
    Map<String, Channel> channels()
    {
        return channels;
    }

    /** In the order of the file. */
    List<Step> steps()
    {
        return steps;
    }

    List<ChannelConfig> channelConfigs()
    {
        return channels.values().stream().map(Channel::config).toList();
    }

    List<EscalationStep> escalation()
    {
        return steps.stream().map(Step::step).toList();
    }
}
