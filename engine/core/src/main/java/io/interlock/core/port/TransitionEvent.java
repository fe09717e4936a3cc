package io.interlock.core.port;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * One change of one scope's own level, as the world outside is told of it. Immutable.
 *
 * @param sequence  of the decision, contiguous within one life of the engine, from 1.
 * @param id        unique over all lives: the boot id and the sequence.
 * @param timeNs    engine time of the decision: nanoseconds since the engine started; a due recovery carries its due time.
 * @param wallMs    wall time at which it was decided, milliseconds since 1970.
 * @param scope     path; {@code ""} is the root.
 * @param change    from where to where.
 * @param why       cause, value and threshold.
 */
public record TransitionEvent(long sequence, String id, long timeNs, long wallMs, String scope, Change change, Why why)
{
    /**
     * From where to where.
     *
     * @param from the level before.
     * @param to   the level after.
     */
    public record Change(Level from, Level to)
    {
    }

    /**
     * The cause with its numbers, raw: see {@link Cause#forPeople(long)}.
     *
     * @param cause     which.
     * @param value     raw, {@link Cause#NO_NUMBER} where there is none.
     * @param threshold raw, {@link Cause#NO_NUMBER} where there is none.
     */
    public record Why(Cause cause, long value, long threshold)
    {
    }

    /**
     * The level before.
     *
     * @return never null.
     */
    public Level from()
    {
        return change.from();
    }

    /**
     * The level after.
     *
     * @return never null.
     */
    public Level to()
    {
        return change.to();
    }

    /**
     * Why it changed.
     *
     * @return never null.
     */
    public Cause cause()
    {
        return why.cause();
    }

    /**
     * The value that was judged, as people read it.
     *
     * @return in the cause's unit; NaN where it has no number.
     */
    public double value()
    {
        return why.cause().forPeople(why.value());
    }

    /**
     * The threshold that it was judged against, as people read it.
     *
     * @return in the cause's unit; NaN where it has no number.
     */
    public double threshold()
    {
        return why.cause().forPeople(why.threshold());
    }

    /**
     * Whether the scope became stricter.
     *
     * @return false for any step down.
     */
    public boolean tightens()
    {
        return to().isAbove(from());
    }

    /**
     * How loudly people are told.
     *
     * @return never null.
     */
    public Priority priority()
    {
        return Priority.of(from(), to());
    }
}
