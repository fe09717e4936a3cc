package io.interlock.core.port;

import io.interlock.core.model.Level;

/** How loudly people are told (SEMANTICS 5). The code is the ordinal and fixed. */
public enum Priority
{
    /** Something went down again. */
    INFO,
    /** ALERT was reached. */
    WARNING,
    /** THROTTLE or HALT was reached. */
    CRITICAL,
    /** SHUTDOWN was reached. */
    EMERGENCY;

    /**
     * The priority of a transition.
     *
     * @param from the level before.
     * @param to   the level after.
     * @return INFO for any step down.
     */
    public static Priority of(final Level from, final Level to)
    {
        if (!to.isAbove(from))
        {
            return INFO;
        }
        return switch (to)
        {
            case CLOSED -> INFO;
            case ALERT -> WARNING;
            case THROTTLE, HALT -> CRITICAL;
            case SHUTDOWN -> EMERGENCY;
        };
    }
}
