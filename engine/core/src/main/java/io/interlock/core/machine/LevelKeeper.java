package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * The one place where a level changes. It also counts breaches and restarts recovery clocks, and tells the effects of each.
 *
 * <p>Threading: breaker thread only.
 */
final class LevelKeeper
{
    private Effects effects;

    void effects(final Effects current)
    {
        if (effects != current)
        {
            effects = current;
        }
    }

    Effects effects()
    {
        return effects;
    }

    /** A threshold was reached: remembers it, restarts the clock, and adds it to what the event demands. */
    void breach(
        final ScopeState scope, final Demand demand, final Cause cause, final Level level, final long value, final long threshold,
        final long nowNs)
    {
        scope.countBreach(cause, nowNs);
        scope.restartClock(nowNs);
        demand.offer(cause, level, value, threshold);
        effects.onBreach(scope.id, cause, level, value, threshold, nowNs);
    }

    /** A standing cause ended, where it stood. */
    void end(final ScopeState scope, final Cause cause, final long nowNs)
    {
        if (scope.end(cause))
        {
            scope.restartClock(nowNs);
        }
    }

    /** Takes the scope at once to the level that the event demands, where that is above its own. */
    void trip(final ScopeState scope, final Demand demand, final long nowNs)
    {
        if (demand.isAbove(scope.level))
        {
            move(scope, demand.level(), demand.cause(), demand.value(), demand.threshold(), nowNs);
        }
    }

    /** Goes down, for one of the four downward causes; counts start from 0, so that one failure afterwards is one failure. */
    void lower(final ScopeState scope, final Level to, final Cause cause, final long nowNs)
    {
        scope.clearRuns();
        move(scope, to, cause, Cause.NO_NUMBER, Cause.NO_NUMBER, nowNs);
    }

    /** Recovers; the transition carries the time at which that fell due. */
    void recover(final ScopeState scope, final long dueNs)
    {
        lower(scope, scope.recoveryTarget(), Cause.RECOVERY, dueNs);
    }

    private void move(
        final ScopeState scope, final Level to, final Cause cause, final long value, final long threshold, final long atNs)
    {
        final Level from = scope.level;
        scope.level = to;
        scope.resettable = false;
        scope.restartClock(atNs);
        effects.onTransition(scope.last.set(scope.id, atNs, from, to).because(cause, value, threshold));
    }
}
