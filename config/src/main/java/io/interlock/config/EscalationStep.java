package io.interlock.config;

import java.util.List;

/**
 * One step of the escalation list: who is told of a CRITICAL or EMERGENCY that nobody has acknowledged. Immutable.
 *
 * @param afterNs  since the first message.
 * @param channels names of channels, told whatever their lowest priority.
 */
public record EscalationStep(long afterNs, List<String> channels)
{
    /** Copies the list. */
    public EscalationStep
    {
        channels = List.copyOf(channels);
    }
}
