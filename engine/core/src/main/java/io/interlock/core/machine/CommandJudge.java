package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.StringJoiner;

/**
 * Carries out an operator's commands, or refuses them and says what is missing (SEMANTICS 4). Each acts on the named scope alone.
 *
 * <p>Threading: breaker thread only. Allocates its messages: commands are rare.
 */
final class CommandJudge
{
    private final LevelKeeper keeper;
    private final SystemJudge systemCauses;

    CommandJudge(final LevelKeeper keeper, final SystemJudge systemCauses)
    {
        this.keeper = keeper;
        this.systemCauses = systemCauses;
    }

    void override(final ScopeState scope, final InputEvent event, final boolean on, final long nowNs)
    {
        final boolean changes = scope.override != on;
        scope.override = on;
        if (changes)
        {
            keeper.effects().onOverride(scope.definition().id(), on, nowNs);
        }
        done(scope, event, "override is " + (on ? "on" : "off") + (changes ? "" : " already"), nowNs);
    }

    void kill(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        keeper.breach(scope, demand, Cause.OPERATOR_KILL, Level.SHUTDOWN, Cause.NO_NUMBER, Cause.NO_NUMBER, nowNs);
        keeper.trip(scope, demand, nowNs);
        done(scope, event, "killed: SHUTDOWN", nowNs);
    }

    void confirm(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        final StringJoiner missing = new StringJoiner("; ");
        if (scope.level != Level.HALT)
        {
            missing.add("the level is " + scope.level + ", and only HALT is confirmed");
        }
        else
        {
            if (!scope.needsConfirm())
            {
                missing.add("halt.confirm is not set, so HALT recovers by itself");
            }
            if (nowNs < scope.cooldownEndNs())
            {
                missing.add("the cooldown has " + millis(scope.cooldownEndNs() - nowNs) + " ms to go");
            }
            if (scope.anyStands())
            {
                missing.add("still standing: " + standing(scope));
            }
        }
        if (missing.length() > 0)
        {
            refuse(scope, event, "cannot confirm: " + missing, nowNs);
            return;
        }
        keeper.lower(scope, scope.recoveryTarget(), Cause.CONFIRM, nowNs);
        done(scope, event, "confirmed: " + scope.level, nowNs);
    }

    void forceRecovery(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        if (scope.level == Level.SHUTDOWN)
        {
            refuse(scope, event, "cannot force a recovery from SHUTDOWN: restart the process, then reset", nowNs);
            return;
        }
        clearAndLower(scope, Cause.FORCE_RECOVERY, nowNs);
        done(scope, event, "recovered: " + scope.level + keptBy(scope), nowNs);
    }

    void reset(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        if (scope.level != Level.SHUTDOWN)
        {
            refuse(scope, event, "cannot reset: the level is " + scope.level + ", and only SHUTDOWN is reset", nowNs);
            return;
        }
        if (!scope.resettable)
        {
            refuse(scope, event, "cannot reset: SHUTDOWN is reset only after a restart of the process", nowNs);
            return;
        }
        clearAndLower(scope, Cause.RESET, nowNs);
        done(scope, event, "reset: " + scope.level + keptBy(scope), nowNs);
    }

    void accept(final ScopeState scope, final InputEvent event, final long nowNs)
    {
        for (final Cause cause : SystemJudge.ACCEPTABLE)
        {
            if (cause.ordinal() == event.code() && scope.stands(cause))
            {
                keeper.end(scope, cause, nowNs);
                done(scope, event, "accepted: " + cause, nowNs);
                return;
            }
        }
        refuse(scope, event, "cannot accept: no such cause stands; JOURNAL, JOURNAL_DAMAGE and RESTARTS can be, while they stand", nowNs);
    }

    /** As if nothing had been reported yet; what does not come from reports stays, and keeps the level that it demands. */
    private void clearAndLower(final ScopeState scope, final Cause cause, final long nowNs)
    {
        scope.clearWindows();
        scope.clearRuns();
        scope.clearBreaches();
        scope.keepStanding(~ScopeState.FROM_REPORTS);
        scope.exchange = ExchangeStatus.UP;
        scope.network = NetworkStatus.CONNECTED;
        scope.restartClock(nowNs);
        final Level target = systemCauses.demand(scope);
        if (scope.level.isAbove(target))
        {
            keeper.lower(scope, target, cause, nowNs);
        }
    }

    private static String keptBy(final ScopeState scope)
    {
        return scope.anyStands() ? ", kept by " + standing(scope) : "";
    }

    private static String standing(final ScopeState scope)
    {
        final StringJoiner names = new StringJoiner(", ");
        for (int code = 0; code < Cause.RECOVERY.ordinal(); code++)
        {
            if (scope.stands(Cause.of(code)))
            {
                names.add(Cause.of(code).name());
            }
        }
        return names.toString();
    }

    private static long millis(final long ns)
    {
        return (ns + 999_999) / 1_000_000;
    }

    private void done(final ScopeState scope, final InputEvent event, final String message, final long nowNs)
    {
        keeper.effects().onCommand(scope.definition().id(), event, true, message, nowNs);
    }

    private void refuse(final ScopeState scope, final InputEvent event, final String message, final long nowNs)
    {
        keeper.effects().onCommand(scope.definition().id(), event, false, message, nowNs);
    }
}
