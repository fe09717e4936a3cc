package io.interlock.notify.route;

import io.interlock.core.model.Level;

/**
 * A scope above CLOSED. Immutable.
 *
 * @param id             of the last transition that made it stricter: what an acknowledgement names.
 * @param episode        which it belongs to.
 * @param scope          path.
 * @param level          now.
 * @param startedMs      when it left CLOSED, milliseconds since 1970.
 * @param acknowledgedBy who; empty where nobody has.
 */
public record OpenNotice(String id, String episode, String scope, Level level, long startedMs, String acknowledgedBy)
{
}
