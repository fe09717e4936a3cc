package io.interlock.journal.report;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Level;

/**
 * One scope over time: its levels, what moved it last, and what stands at the end.
 *
 * <p>Threading: one thread.
 */
final class ScopeTrack
{
    private final String path;
    private final LevelBands bands = new LevelBands();
    private Level level = Level.CLOSED;
    private long sinceMs;
    private RestoredScope vital = RestoredScope.NEW;
    private Level worst = Level.CLOSED;
    private long worstMs;
    /** What moved it to its worst level for the first time; null where it was there from the beginning. */
    private TransitionRow worstBy;
    private TransitionRow lastBy;
    private long transitions;
    private long aboveMs;

    ScopeTrack(final String path, final long nowMs)
    {
        this.path = path;
        sinceMs = nowMs;
    }

    /** What is asked for begins here. */
    void begin(final long nowMs)
    {
        sinceMs = nowMs;
        worst = level;
        worstMs = nowMs;
    }

    void move(final long nowMs, final Level to)
    {
        if (to == level)
        {
            return;
        }
        close(nowMs);
        level = to;
        if (to.isAbove(worst))
        {
            worst = to;
            worstMs = nowMs;
            worstBy = null;
        }
    }

    void transition(final long nowMs, final TransitionRow row)
    {
        final boolean worse = row.to().isAbove(worst);
        move(nowMs, row.to());
        transitions++;
        lastBy = row;
        if (worse)
        {
            worstBy = row;
        }
    }

    /** What moved it before what is asked for began: it may be there still. */
    void before(final long nowMs, final Level to, final TransitionRow row)
    {
        level = to;
        sinceMs = nowMs;
        lastBy = row == null ? lastBy : row;
    }

    void vital(final RestoredScope now)
    {
        vital = now;
    }

    /** The band up to now is whole. */
    void close(final long nowMs)
    {
        bands.add(sinceMs, nowMs, level);
        aboveMs += level == Level.CLOSED ? 0 : nowMs - sinceMs;
        sinceMs = nowMs;
    }

    String path()
    {
        return path;
    }

    LevelBands bands()
    {
        return bands;
    }

    Level level()
    {
        return level;
    }

    RestoredScope vital()
    {
        return vital;
    }

    Level worst()
    {
        return worst;
    }

    long worstMs()
    {
        return worstMs;
    }

    TransitionRow worstBy()
    {
        return worstBy;
    }

    /** What moved it last; null where no record tells. */
    TransitionRow lastBy()
    {
        return lastBy;
    }

    long transitions()
    {
        return transitions;
    }

    long aboveMs()
    {
        return aboveMs;
    }
}
