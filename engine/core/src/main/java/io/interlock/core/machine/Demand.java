package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * The most severe level that one event demands of one scope, and the cause that names it: on a tie the higher in the law's table
 * (SEMANTICS 3). Also whether the event was a breach or healthy.
 *
 * <p>Threading: breaker thread only; reused for every event.
 */
final class Demand
{
    private Level level = Level.CLOSED;
    private Cause cause;
    private long value;
    private long threshold;

    void clear()
    {
        level = Level.CLOSED;
        cause = null;
    }

    void offer(final Cause why, final Level demanded, final long rawValue, final long rawThreshold)
    {
        if (demanded.isAbove(level) || demanded == level && cause != null && why.ordinal() < cause.ordinal())
        {
            level = demanded;
            cause = why;
            value = rawValue;
            threshold = rawThreshold;
        }
    }

    Level level()
    {
        return level;
    }

    Cause cause()
    {
        return cause;
    }

    long value()
    {
        return value;
    }

    long threshold()
    {
        return threshold;
    }
}
