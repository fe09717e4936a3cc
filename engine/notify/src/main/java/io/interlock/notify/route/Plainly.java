package io.interlock.notify.route;

import io.interlock.config.ChannelRoute;
import io.interlock.core.port.Priority;
import java.util.Locale;

/**
 * What is left of the rules where they fail: a channel's lowest priority, its scopes and its quiet hours, which EMERGENCY passes. Silences,
 * grouping and the limit are of the rules that failed: people are then told rather too much.
 *
 * <p>Threading: any; no state.
 */
public final class Plainly
{
    private Plainly()
    {
    }

    /**
     * Whether a message is for a channel, and when.
     *
     * @param type     the lower-case name of the channel's type.
     * @param route    what reaches it.
     * @param scope    of the message.
     * @param priority of the message.
     * @param nowMs    wall time, milliseconds since 1970.
     * @return milliseconds that it must wait for the end of quiet hours; 0: none; negative: it is not for this channel.
     */
    public static long waitMs(final String type, final ChannelRoute route, final String scope, final Priority priority, final long nowMs)
    {
        final Route rules = Route.of(type.toUpperCase(Locale.ROOT), route);
        if (!rules.matches(scope, priority))
        {
            return -1;
        }
        final long endMs = rules.always() || priority == Priority.EMERGENCY ? 0 : Quiet.endMs(rules.quiet(), nowMs);
        return Math.max(0, endMs - nowMs);
    }
}
