package io.interlock.core.machine;

import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * Judges order results in one scope: the streak and the rate (SEMANTICS 3). Whoever calls it walks from the result's own scope up to the
 * root.
 *
 * <p>Threading: breaker thread only.
 */
final class ResultJudge
{
    private final LevelKeeper keeper;

    ResultJudge(final LevelKeeper keeper)
    {
        this.keeper = keeper;
    }

    /** A success ends the streak; what it does to the rate is judged at the start of the next second. */
    void success(final ScopeState scope, final long nowNs)
    {
        if (scope.streakStands())
        {
            scope.restartClock(nowNs);
        }
        scope.streak = 0;
        scope.results.add(nowNs, 1, 0);
        scope.rateDueNs = scope.results.runningEndNs();
    }

    /** Successes from a lane: they enter the window, and neither end a streak nor count as evidence (DESIGN, lanes). */
    void laneSuccesses(final ScopeState scope, final long successes, final long nowNs)
    {
        scope.results.add(nowNs, successes, 0);
        scope.rateDueNs = scope.results.runningEndNs();
    }

    void failure(final ScopeState scope, final Demand demand, final long nowNs)
    {
        failures(scope, 0, 1, 1, demand, nowNs);
    }

    /** Results whose order is not known: the longest run lengthens the streak, and no success ends it (DESIGN, overflow). */
    void failures(
        final ScopeState scope, final long successes, final long failures, final long longestRun, final Demand demand, final long nowNs)
    {
        scope.streak = (int)Math.min(Integer.MAX_VALUE, scope.streak + longestRun);
        scope.results.add(nowNs, successes, failures);
        if (successes > 0)
        {
            scope.rateDueNs = scope.results.runningEndNs();
        }
        if (failures == 0)
        {
            return;
        }
        if (scope.level.ordinal() >= Level.THROTTLE.ordinal())
        {
            scope.restartClock(nowNs);
        }
        judgeStreak(scope, demand, nowNs);
        judgeRate(scope, demand, nowNs, true);
    }

    /**
     * What a scope remembers, by thresholds that have changed: a demand above its level is a breach at this moment; one that its level
     * meets already moves no clock.
     */
    void reconsider(final ScopeState scope, final Demand demand, final long nowNs)
    {
        if (streakDemand(scope).isAbove(scope.level))
        {
            judgeStreak(scope, demand, nowNs);
        }
        judgeRate(scope, demand, nowNs, false);
    }

    private static Level streakDemand(final ScopeState scope)
    {
        final FailuresConfig limits = scope.config.failures();
        final int streak = scope.streak;
        return streak >= limits.shutdown() ? Level.SHUTDOWN : streak >= limits.halt() ? Level.HALT
            : streak >= limits.throttle() ? Level.THROTTLE : streak >= limits.alert() ? Level.ALERT : Level.CLOSED;
    }

    private void judgeStreak(final ScopeState scope, final Demand demand, final long nowNs)
    {
        final FailuresConfig limits = scope.config.failures();
        final int streak = scope.streak;
        if (streak >= limits.shutdown())
        {
            keeper.breach(scope, demand, Cause.CONSECUTIVE_FAILURES, Level.SHUTDOWN, streak, limits.shutdown(), nowNs);
        }
        else if (streak >= limits.halt())
        {
            keeper.breach(scope, demand, Cause.CONSECUTIVE_FAILURES, Level.HALT, streak, limits.halt(), nowNs);
        }
        else if (streak >= limits.throttle())
        {
            keeper.breach(scope, demand, Cause.CONSECUTIVE_FAILURES, Level.THROTTLE, streak, limits.throttle(), nowNs);
        }
        else if (streak >= limits.alert())
        {
            keeper.breach(scope, demand, Cause.CONSECUTIVE_FAILURES, Level.ALERT, streak, limits.alert(), nowNs);
        }
    }

    /** At the start of a second: lets go of what has left and judges what the window holds now. */
    void windowMoved(final ScopeState scope, final Demand demand, final long nowNs)
    {
        final boolean expired = scope.results.expire(nowNs);
        if (expired || scope.rateDueNs <= nowNs)
        {
            scope.rateDueNs = ScopeView.NOT_DUE;
            judgeRate(scope, demand, nowNs, false);
        }
    }

    /** At a failure each demand is a breach; at the start of a second only one that begins or rises is. */
    private void judgeRate(final ScopeState scope, final Demand demand, final long nowNs, final boolean atFailure)
    {
        final FailureRateConfig limits = scope.config.failureRate();
        final long orders = scope.results.orders();
        final long ratePpb = orders >= limits.minOrders() ? Ratios.share(scope.results.failures(), orders) : -1;
        final Level level = ratePpb >= limits.haltPpb() ? Level.HALT : ratePpb >= limits.throttlePpb() ? Level.THROTTLE : Level.CLOSED;
        if (level == Level.CLOSED)
        {
            keeper.end(scope, Cause.FAILURE_RATE, nowNs);
            return;
        }
        final boolean news = atFailure || !scope.stands(Cause.FAILURE_RATE) || level.isAbove(scope.level);
        scope.begin(Cause.FAILURE_RATE);
        if (news)
        {
            final long threshold = level == Level.HALT ? limits.haltPpb() : limits.throttlePpb();
            keeper.breach(scope, demand, Cause.FAILURE_RATE, level, ratePpb, threshold, nowNs);
        }
    }
}
