package io.interlock.core.machine.twin;

import io.interlock.config.BreakerConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reload makes of the model, of which the law says nothing: the readings that {@code BreakerStateMachine.reload} names. What is due
 * is done under the old configuration; then everything remembered stays, and is judged once by the new thresholds where they differ.
 *
 * <p>Threading: one test thread.
 */
final class LawReload
{
    private LawReload()
    {
    }

    /** Gives what was said. Windows must keep their length. */
    static List<LawOutput> reload(final LawModel model, final BreakerConfig next, final long timeNs)
    {
        model.said.clear();
        model.advance(timeNs, true);
        model.config = next;
        model.journalDemand = next.journal().onFailure() == JournalConfig.OnFailure.HALT ? Level.HALT : Level.THROTTLE;
        final LawScope root = model.scopes.get(0);
        root.latched.computeIfPresent(Cause.JOURNAL, (cause, before) -> model.journalDemand);
        final Set<LawScope> changed = new HashSet<>();
        for (final LawScope scope : model.scopes)
        {
            if (!next.scope(scope.path).equals(scope.config))
            {
                changed.add(scope);
                swap(scope, next.scope(scope.path), timeNs);
            }
        }
        for (final LawScope scope : model.byPath)
        {
            reconsider(scope, changed.contains(scope), scope == root && root.latched.containsKey(Cause.JOURNAL)
                && model.journalDemand.isAbove(root.level) ? model.journalDemand : null, timeNs);
        }
        return List.copyOf(model.said);
    }

    private static void swap(final LawScope scope, final ScopeConfig next, final long nowNs)
    {
        final boolean stood = scope.stands(Cause.CONSECUTIVE_FAILURES);
        scope.config = next;
        if (stood && !scope.stands(Cause.CONSECUTIVE_FAILURES))
        {
            scope.clockStartsAnew(nowNs);
        }
        if (scope.evidence >= next.recovery().rule().evidence())
        {
            scope.lastEvidenceNs = nowNs + 1;
        }
    }

    private static void reconsider(final LawScope scope, final boolean changed, final Level journal, final long nowNs)
    {
        final boolean stood = scope.anyStands();
        final List<LawDemand> demands = new ArrayList<>();
        if (changed)
        {
            windows(scope, demands, nowNs);
        }
        if (journal != null)
        {
            demands.add(LawDemand.plain(Cause.JOURNAL, journal));
            scope.count(demands.get(demands.size() - 1), nowNs);
        }
        scope.demand(nowNs, demands);
        scope.clockStartsAnewIfNothingStands(stood, nowNs);
    }

    private static void windows(final LawScope scope, final List<LawDemand> demands, final long nowNs)
    {
        final boolean rateStood = scope.rateStands;
        final boolean lossStood = scope.lossStands;
        final List<LawDemand> found = new ArrayList<>();
        LawDemand.streak(scope.config.failures(), scope.streak, found);
        found.removeIf(demand -> !demand.level().isAbove(scope.level));
        found.forEach(demand -> scope.count(demand, nowNs));
        demands.addAll(found);
        found.clear();
        scope.judgeRate(found);
        scope.judgeEquity(found);
        for (final LawDemand demand : found)
        {
            if (!(demand.cause() == Cause.LOSS ? lossStood : rateStood) || demand.level().isAbove(scope.level))
            {
                scope.count(demand, nowNs);
                demands.add(demand);
            }
        }
    }
}
