package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * One change of one scope's own level: the last. Reused by the machine: copy what outlives the call that showed it.
 *
 * <p>Threading: breaker thread only.
 */
public final class Transition
{
    private int scopeId;
    private long timeNs = ScopeView.NEVER;
    private Level from;
    private Level to;
    private Cause cause;
    private long value = Cause.NO_NUMBER;
    private long threshold = Cause.NO_NUMBER;

    Transition set(final int scope, final long atNs, final Level fromLevel, final Level toLevel)
    {
        scopeId = scope;
        timeNs = atNs;
        from = fromLevel;
        to = toLevel;
        return this;
    }

    Transition because(final Cause why, final long rawValue, final long rawThreshold)
    {
        cause = why;
        value = rawValue;
        threshold = rawThreshold;
        return this;
    }

    /**
     * Whose level changed.
     *
     * @return the scope's id.
     */
    public int scopeId()
    {
        return scopeId;
    }

    /**
     * When: the event's time, a due recovery's due time, or the start of the second that judged a window.
     *
     * @return engine time in nanoseconds.
     */
    public long timeNs()
    {
        return timeNs;
    }

    /**
     * The level before.
     *
     * @return never null.
     */
    public Level from()
    {
        return from;
    }

    /**
     * The level after.
     *
     * @return never null, never {@link #from()}.
     */
    public Level to()
    {
        return to;
    }

    /**
     * Why.
     *
     * @return never null.
     */
    public Cause cause()
    {
        return cause;
    }

    /**
     * The value that was judged, raw: see {@link Cause#forPeople(long)}.
     *
     * @return {@link Cause#NO_NUMBER} where the cause has none.
     */
    public long value()
    {
        return value;
    }

    /**
     * The threshold that it was judged against, raw.
     *
     * @return {@link Cause#NO_NUMBER} where the cause has none.
     */
    public long threshold()
    {
        return threshold;
    }
}
