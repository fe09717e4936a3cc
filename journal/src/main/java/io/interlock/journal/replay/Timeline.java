package io.interlock.journal.replay;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The levels of one scope over a recording: each change up to a bound, the time in each level, and when each was first reached.
 *
 * <p>Threading: one thread.
 */
public final class Timeline
{
    /** So many changes are kept; all are counted. */
    private static final int MOST = 2_000;
    private static final int LEVELS = Level.values().length;

    private final List<Change> changes = new ArrayList<>();
    private final long[] inLevelNs = new long[LEVELS];
    private final Change[] first = new Change[LEVELS];
    private Level level = Level.CLOSED;
    private long sinceNs;
    private boolean running;
    private long count;

    /**
     * A change of level.
     *
     * @param wallMs    when, in milliseconds since 1970.
     * @param from      level before.
     * @param to        level after.
     * @param cause     why; null where the recording goes on at this level after a gap or a restart.
     * @param value     raw.
     * @param threshold raw.
     */
    public record Change(long wallMs, Level from, Level to, Cause cause, long value, long threshold)
    {
    }

    /** The level is known from now on. */
    void goOn(final Level at, final long timeNs, final long wallMs)
    {
        stop(timeNs);
        if (at != level)
        {
            add(new Change(wallMs, level, at, null, Cause.NO_NUMBER, Cause.NO_NUMBER));
        }
        level = at;
        sinceNs = timeNs;
        running = true;
    }

    /** The level is not known any more. */
    void stop(final long timeNs)
    {
        if (running)
        {
            inLevelNs[level.ordinal()] += Math.max(0, timeNs - sinceNs);
        }
        running = false;
    }

    void change(final Change change, final long timeNs)
    {
        inLevelNs[level.ordinal()] += Math.max(0, timeNs - sinceNs);
        sinceNs = timeNs;
        level = change.to();
        add(change);
    }

    private void add(final Change change)
    {
        count++;
        if (changes.size() < MOST)
        {
            changes.add(change);
        }
        for (int reached = change.from().ordinal() + 1; reached <= change.to().ordinal(); reached++)
        {
            first[reached] = first[reached] == null ? change : first[reached];
        }
    }

    /**
     * The changes.
     *
     * @return the first of them, in order, a copy.
     */
    public List<Change> changes()
    {
        return List.copyOf(changes);
    }

    /**
     * All changes.
     *
     * @return how many there were.
     */
    public long count()
    {
        return count;
    }

    /**
     * How long the scope was at a level, downtime and gaps not counted.
     *
     * @param at the level.
     * @return nanoseconds of engine time.
     */
    public long inLevelNs(final Level at)
    {
        return inLevelNs[at.ordinal()];
    }

    /**
     * What first took the scope to a level or above it.
     *
     * @param at the level.
     * @return null where it was never there.
     */
    public Change first(final Level at)
    {
        return first[at.ordinal()];
    }

    /**
     * The level at the end.
     *
     * @return CLOSED where nothing was recorded.
     */
    public Level last()
    {
        return level;
    }
}
