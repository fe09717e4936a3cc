package io.interlock.core.dump;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * What asked for a dump. Mutable, and made before it is needed.
 *
 * <p>Threading: whoever owns it.
 */
public final class DumpTrigger
{
    private Moment moment = Moment.AT_ONCE;
    private Level level = Level.CLOSED;
    private String scope = "";
    private String orderId;
    private long sequence;
    private Level from;
    private Cause cause;
    private long value = Cause.NO_NUMBER;
    private long threshold = Cause.NO_NUMBER;
    private long timeNs;

    /** When a dump is taken. */
    public enum Moment
    {
        /** As soon as the level was reached. */
        AT_ONCE,
        /** When the actions that the level asks for are done. */
        AFTER_ACTIONS,
        /** Before it is needed, to see that it can be written; never kept. */
        REHEARSAL
    }

    /** Nothing has asked. */
    public DumpTrigger()
    {
        // Setters do the rest.
    }

    /**
     * A transition asks.
     *
     * @param when     the moment.
     * @param number   of the decision.
     * @param path     of the scope.
     * @param before   its level before.
     * @param reached  its level now.
     * @return this.
     */
    public DumpTrigger transition(final Moment when, final long number, final String path, final Level before, final Level reached)
    {
        moment = when;
        sequence = number;
        orderId = null;
        scope = path;
        from = before;
        level = reached;
        return because(null, Cause.NO_NUMBER, Cause.NO_NUMBER, 0);
    }

    /**
     * Why it asks.
     *
     * @param why          null where it is not known.
     * @param rawValue     see {@link Cause#forPeople(long)}.
     * @param rawThreshold see {@link Cause#forPeople(long)}.
     * @param atNs         engine time.
     * @return this.
     */
    public DumpTrigger because(final Cause why, final long rawValue, final long rawThreshold, final long atNs)
    {
        cause = why;
        value = rawValue;
        threshold = rawThreshold;
        timeNs = atNs;
        return this;
    }

    /**
     * The actions of a level are done.
     *
     * @param id      of what they were done for: a transition, or a restart.
     * @param path    of the scope.
     * @param reached the level.
     * @return this.
     */
    public DumpTrigger actionsDone(final String id, final String path, final Level reached)
    {
        transition(Moment.AFTER_ACTIONS, 0, path, null, reached);
        orderId = id;
        return this;
    }

    /**
     * Takes over another's content.
     *
     * @param other unchanged.
     * @return this.
     */
    public DumpTrigger set(final DumpTrigger other)
    {
        transition(other.moment, other.sequence, other.scope, other.from, other.level);
        orderId = other.orderId;
        return because(other.cause, other.value, other.threshold, other.timeNs);
    }

    /**
     * When.
     *
     * @return never null.
     */
    public Moment moment()
    {
        return moment;
    }

    /**
     * The level that was reached.
     *
     * @return HALT or SHUTDOWN.
     */
    public Level level()
    {
        return level;
    }

    /**
     * The scope that reached it.
     *
     * @return its path.
     */
    public String scope()
    {
        return scope;
    }

    /**
     * Of what the actions were done for.
     *
     * @return null where a transition asks: its id is made of the boot id and {@link #sequence()}.
     */
    public String orderId()
    {
        return orderId;
    }

    /**
     * Of the decision.
     *
     * @return as in the journal.
     */
    public long sequence()
    {
        return sequence;
    }

    Level from()
    {
        return from;
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

    long timeNs()
    {
        return timeNs;
    }
}
