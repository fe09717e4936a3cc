package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * The most severe level that one event demands of one scope, and the cause that names it: on a tie the higher in the law's table
 * (SEMANTICS 3). Also whether the event was a breach or healthy.
 *
 * <p>It is kept as codes: to store a reference into an object that has grown old costs a fence where the collector keeps books of it.
 *
 * <p>Threading: breaker thread only; reused for every event.
 */
final class Demand
{
    private int level;
    private int cause;
    private long value;
    private long threshold;

    void clear()
    {
        level = 0;
    }

    void offer(final Cause why, final Level demanded, final long rawValue, final long rawThreshold)
    {
        final int code = demanded.ordinal();
        if (code > level || code == level && code > 0 && why.ordinal() < cause)
        {
            level = code;
            cause = why.ordinal();
            value = rawValue;
            threshold = rawThreshold;
        }
    }

    boolean isAbove(final Level other)
    {
        return level > other.ordinal();
    }

    Level level()
    {
        return Level.of(level);
    }

    /** Only where something was demanded. */
    Cause cause()
    {
        return Cause.of(cause);
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
