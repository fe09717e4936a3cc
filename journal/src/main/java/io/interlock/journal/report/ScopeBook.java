package io.interlock.journal.report;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All scopes over time. Time only goes forward here: where the clock was set back, what comes is taken to be now.
 *
 * <p>Threading: one thread.
 */
final class ScopeBook
{
    /** Scopes that are followed; of those beyond only the number of their records is kept. */
    static final int MOST = 8_192;

    private final Map<String, ScopeTrack> scopes = new LinkedHashMap<>();
    private boolean begun;
    private long nowMs;
    private long startMs;
    private int above;
    private long aboveSinceMs;
    private long aboveMs;
    private long beyond;

    /** What is asked for begins here. */
    void begin(final long wallMs)
    {
        begun = true;
        startMs = wallMs;
        nowMs = wallMs;
        above = 0;
        for (final ScopeTrack scope : scopes.values())
        {
            scope.begin(wallMs);
            above += scope.level() == Level.CLOSED ? 0 : 1;
        }
        aboveSinceMs = wallMs;
    }

    /** It is now at least so late. */
    long now(final long wallMs)
    {
        nowMs = Math.max(nowMs, wallMs);
        return nowMs;
    }

    void transition(final TransitionRow row, final String path)
    {
        final ScopeTrack scope = at(path);
        if (scope == null)
        {
            return;
        }
        if (!begun)
        {
            scope.before(row.wallMs(), row.to(), row);
            return;
        }
        final Level from = scope.level();
        scope.transition(now(row.wallMs()), row);
        count(from, scope.level());
    }

    void vital(final long wallMs, final String path, final RestoredScope vital)
    {
        final ScopeTrack scope = at(path);
        if (scope == null)
        {
            return;
        }
        scope.vital(vital);
        if (!begun)
        {
            scope.before(wallMs, vital.level(), null);
            return;
        }
        final Level from = scope.level();
        scope.move(now(wallMs), vital.level());
        count(from, scope.level());
    }

    private void count(final Level from, final Level to)
    {
        final int before = above;
        above += (to == Level.CLOSED ? 0 : 1) - (from == Level.CLOSED ? 0 : 1);
        if (before == 0 && above > 0)
        {
            aboveSinceMs = nowMs;
        }
        else if (before > 0 && above == 0)
        {
            aboveMs += nowMs - aboveSinceMs;
        }
    }

    private ScopeTrack at(final String path)
    {
        final ScopeTrack known = scopes.get(path);
        if (known != null)
        {
            return known;
        }
        if (scopes.size() == MOST)
        {
            beyond++;
            return null;
        }
        final ScopeTrack fresh = new ScopeTrack(path, begun ? startMs : nowMs);
        scopes.put(path, fresh);
        return fresh;
    }

    void end()
    {
        scopes.values().forEach(scope -> scope.close(nowMs));
        if (above > 0)
        {
            aboveMs += nowMs - aboveSinceMs;
            aboveSinceMs = nowMs;
        }
    }

    Collection<ScopeTrack> all()
    {
        return scopes.values();
    }

    /** Those that mattered come first: the root, then the most severe, then those that moved most. */
    List<ScopeTrack> byWeight()
    {
        final List<ScopeTrack> sorted = new ArrayList<>(scopes.values());
        sorted.sort(Comparator.<ScopeTrack>comparingInt(scope -> scope.path().isEmpty() ? 0 : 1)
            .thenComparing(ScopeTrack::worst, Comparator.reverseOrder())
            .thenComparing(ScopeTrack::transitions, Comparator.reverseOrder())
            .thenComparing(ScopeTrack::path));
        return sorted;
    }

    boolean isBegun()
    {
        return begun;
    }

    long startMs()
    {
        return startMs;
    }

    long endMs()
    {
        return nowMs;
    }

    /** How long at least one scope was above CLOSED. */
    long aboveMs()
    {
        return aboveMs;
    }

    long beyond()
    {
        return beyond;
    }
}
