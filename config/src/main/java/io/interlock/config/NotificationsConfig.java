package io.interlock.config;

import java.util.List;

/**
 * Who is told what, and how often. Immutable.
 *
 * @param policy     for all channels.
 * @param channels   in the order of the file; LOG and DASHBOARD are there without being named.
 * @param escalation in the order of time.
 */
public record NotificationsConfig(Policy policy, List<ChannelConfig> channels, List<EscalationStep> escalation)
{
    /** LOG and DASHBOARD alone. */
    public static final NotificationsConfig NONE = new NotificationsConfig(Policy.DEFAULTS, List.of(), List.of());

    /** Copies the lists. */
    public NotificationsConfig
    {
        channels = List.copyOf(channels);
        escalation = List.copyOf(escalation);
    }

    /**
     * How often.
     *
     * @param groupWaitNs    how long changes of one scope below EMERGENCY are gathered after one was sent, before the next message.
     * @param repeatNs       between repeats while a level lasts; 0: never.
     * @param redeliverNs    how old an undelivered CRITICAL or EMERGENCY may be to be sent after a restart.
     * @param escalateRepeatNs between rounds of the last escalation step while nobody acknowledges.
     * @param templates      a folder with templates that replace ours; empty: none.
     * @param runbook        the address under which people find the runbook pages; empty: only their names are said.
     */
    public record Policy(long groupWaitNs, long repeatNs, long redeliverNs, long escalateRepeatNs, String templates, String runbook)
    {
        /** What holds where nothing is said: 5 s, 4 h, 24 h, 5 min, none. */
        public static final Policy DEFAULTS =
            new Policy(5_000_000_000L, 14_400_000_000_000L, 86_400_000_000_000L, 300_000_000_000L, "", "");
    }
}
