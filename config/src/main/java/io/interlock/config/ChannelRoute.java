package io.interlock.config;

import java.util.Set;

/**
 * What reaches a channel, and how fast (SEMANTICS 5). Immutable.
 *
 * @param lowest        INFO, WARNING, CRITICAL or EMERGENCY: what is below is not sent.
 * @param scopes        paths of scopes that are sent with all below them; empty: all.
 * @param quietHours    null: none. They never mute EMERGENCY.
 * @param ratePerMinute most messages in a minute, but for EMERGENCY; from 1.
 * @param timeoutNs     of one attempt.
 * @param deadlineNs    of all attempts of one message.
 */
public record ChannelRoute(
    String lowest, Set<String> scopes, QuietHours quietHours, int ratePerMinute, long timeoutNs, long deadlineNs)
{
    /** Copies the set. */
    public ChannelRoute
    {
        scopes = Set.copyOf(scopes);
    }
}
