package io.interlock.notify.route;

import io.interlock.core.model.Level;
import java.util.List;

/**
 * A scope above CLOSED. Immutable.
 *
 * @param id             of the last transition that made it stricter: what an acknowledgement names.
 * @param episode        which it belongs to.
 * @param scope          path.
 * @param level          now.
 * @param startedMs      when it left CLOSED, milliseconds since 1970.
 * @param acknowledgedBy who; empty where nobody has.
 * @param next           who is called next while nobody has; null: nobody is.
 */
public record OpenNotice(String id, String episode, String scope, Level level, long startedMs, String acknowledgedBy, Next next)
{
    /**
     * The next step of the escalation. Immutable.
     *
     * @param dueMs    when, milliseconds since 1970; it may be due already.
     * @param channels by which; empty: none of that step is for this scope.
     */
    public record Next(long dueMs, List<String> channels)
    {
        /** Copies the list. */
        public Next
        {
            channels = List.copyOf(channels);
        }
    }
}
