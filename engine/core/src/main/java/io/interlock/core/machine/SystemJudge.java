package io.interlock.core.machine;

import io.interlock.config.JournalConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.List;

/**
 * The causes that come from Interlock's own condition and act on the root: OVERLOAD, JOURNAL, JOURNAL_DAMAGE and RESTARTS (SEMANTICS 3). A
 * force recovery leaves them standing.
 *
 * <p>Threading: breaker thread only.
 */
final class SystemJudge
{
    /** What an operator can accept. */
    static final List<Cause> ACCEPTABLE = List.of(Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS);

    private final LevelKeeper keeper;
    private final SampleJudge samples;
    private Level journalLevel;
    /** Of the root, to which alone OVERLOAD belongs: when folding began, and when the last was. */
    private long foldingSinceNs;
    private long lastFoldNs;

    SystemJudge(final LevelKeeper keeper, final SampleJudge samples, final JournalConfig journal)
    {
        this.keeper = keeper;
        this.samples = samples;
        configure(journal);
    }

    /** What a failed journal demands from now on. */
    void configure(final JournalConfig journal)
    {
        journalLevel = journal.onFailure() == JournalConfig.OnFailure.HALT ? Level.HALT : Level.THROTTLE;
    }

    /** A journal that stands failed, by a level that has changed. */
    void reconsider(final ScopeState root, final Demand demand, final long nowNs)
    {
        if (root.stands(Cause.JOURNAL) && journalLevel.isAbove(root.level))
        {
            samples.stand(root, Cause.JOURNAL, journalLevel, demand, nowNs);
        }
    }

    void overload(final ScopeState root, final Demand demand, final long nowNs)
    {
        if (!root.stands(Cause.OVERLOAD))
        {
            foldingSinceNs = nowNs;
        }
        lastFoldNs = nowNs;
        root.foldingEndNs = nowNs + Seconds.ONE_NS;
        samples.stand(root, Cause.OVERLOAD, overloadLevel(), demand, nowNs);
    }

    void journalFailed(final ScopeState root, final Demand demand, final long nowNs)
    {
        samples.stand(root, Cause.JOURNAL, journalLevel, demand, nowNs);
    }

    void journalDamaged(final ScopeState root, final Demand demand, final long nowNs)
    {
        samples.stand(root, Cause.JOURNAL_DAMAGE, Level.HALT, demand, nowNs);
    }

    void restarts(final ScopeState root, final Demand demand, final long nowNs)
    {
        samples.stand(root, Cause.RESTARTS, Level.HALT, demand, nowNs);
    }

    /** After a restart that found the journal healthy. */
    void journalHealthy(final ScopeState root, final long nowNs)
    {
        keeper.end(root, Cause.JOURNAL, nowNs);
    }

    /** The most severe level that these causes demand of a scope now. */
    Level demand(final ScopeState scope)
    {
        Level most = Level.CLOSED;
        if (scope.stands(Cause.OVERLOAD))
        {
            most = Level.max(most, overloadLevel());
        }
        if (scope.stands(Cause.JOURNAL))
        {
            most = Level.max(most, journalLevel);
        }
        if (scope.stands(Cause.JOURNAL_DAMAGE) || scope.stands(Cause.RESTARTS))
        {
            most = Level.HALT;
        }
        return most;
    }

    /** What it remembers beside the root's own state, for a snapshot. */
    void save(final StateSink out)
    {
        out.number("folding_since_ns", foldingSinceNs);
        out.number("last_fold_ns", lastFoldNs);
    }

    /** As it was saved. */
    void load(final StateSource in)
    {
        foldingSinceNs = in.number();
        lastFoldNs = in.number();
    }

    private Level overloadLevel()
    {
        return lastFoldNs - foldingSinceNs > Seconds.ONE_NS ? Level.THROTTLE : Level.ALERT;
    }
}
