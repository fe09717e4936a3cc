package io.interlock.core.machine;

import io.interlock.config.LatencyConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;

/**
 * Judges what is measured where it is reported: latency, slippage, equity, loss and statuses (SEMANTICS 3). Each method says whether the
 * sample was healthy, that is, whether it can be evidence (SEMANTICS 4).
 *
 * <p>Threading: breaker thread only.
 */
final class SampleJudge
{
    private final LevelKeeper keeper;

    SampleJudge(final LevelKeeper keeper)
    {
        this.keeper = keeper;
    }

    boolean latency(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        final long latencyNs = event.number();
        if (latencyNs < 0)
        {
            return reject(scope, event, "a latency is a number that is not negative", demand, nowNs);
        }
        final LatencyConfig limits = scope.config.latency();
        if (latencyNs < limits.alertNs())
        {
            // What is below the lowest threshold is below all: thresholds do not fall from one level to the next.
            scope.clearLatencyRuns();
            return true;
        }
        scope.alertRun = saturated(scope.alertRun, 1);
        scope.throttleRun = latencyNs >= limits.throttleNs() ? saturated(scope.throttleRun, 1) : 0;
        scope.haltRun = latencyNs > limits.haltNs() ? saturated(scope.haltRun, 1) : 0;
        judgeRuns(scope, latencyNs, demand, nowNs);
        return false;
    }

    /** Of folded latencies nobody knows the order: what reached a level counts as if in a row (the safer reading). */
    void foldedLatency(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        scope.alertRun = saturated(scope.alertRun, event.a());
        scope.throttleRun = saturated(scope.throttleRun, event.b());
        scope.haltRun = saturated(scope.haltRun, event.c());
        if (event.a() > 0)
        {
            judgeRuns(scope, event.number(), demand, nowNs);
        }
    }

    private void judgeRuns(final ScopeState scope, final long latencyNs, final Demand demand, final long nowNs)
    {
        final LatencyConfig limits = scope.config.latency();
        final int wanted = limits.confirmations();
        if (scope.haltRun >= wanted)
        {
            keeper.breach(scope, demand, Cause.API_LATENCY, Level.HALT, latencyNs, limits.haltNs(), nowNs);
        }
        else if (scope.throttleRun >= wanted)
        {
            keeper.breach(scope, demand, Cause.API_LATENCY, Level.THROTTLE, latencyNs, limits.throttleNs(), nowNs);
        }
        else if (scope.alertRun >= wanted)
        {
            keeper.breach(scope, demand, Cause.API_LATENCY, Level.ALERT, latencyNs, limits.alertNs(), nowNs);
        }
    }

    boolean slippage(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        final double expected = event.a();
        final double actual = event.b();
        if (!isPositive(expected) || !isPositive(actual))
        {
            return reject(scope, event, "a price is a finite number above 0", demand, nowNs);
        }
        final Side side = Side.of(event.code());
        final boolean better = side == Side.BUY && actual <= expected || side == Side.SELL && actual >= expected;
        return slippagePpb(scope, better ? 0 : Ratios.distance(expected, actual), demand, nowNs);
    }

    boolean slippagePpb(final ScopeState scope, final long ppb, final Demand demand, final long nowNs)
    {
        final SlippageConfig limits = scope.config.slippage();
        if (ppb > limits.haltPpb())
        {
            keeper.breach(scope, demand, Cause.SLIPPAGE, Level.HALT, ppb, limits.haltPpb(), nowNs);
        }
        else if (ppb >= limits.throttlePpb())
        {
            keeper.breach(scope, demand, Cause.SLIPPAGE, Level.THROTTLE, ppb, limits.throttlePpb(), nowNs);
        }
        else if (ppb >= limits.alertPpb())
        {
            keeper.breach(scope, demand, Cause.SLIPPAGE, Level.ALERT, ppb, limits.alertPpb(), nowNs);
        }
        else
        {
            return true;
        }
        return false;
    }

    void equity(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        if (!isPositive(event.a()))
        {
            reject(scope, event, "an equity is a finite number above 0", demand, nowNs);
            return;
        }
        scope.equityReported = true;
        scope.equities.add(Seconds.of(nowNs), event.a());
        final long lossPpb = drawdownPpb(scope);
        if (lossPpb > scope.config.loss().haltPpb())
        {
            scope.begin(Cause.LOSS);
            keeper.breach(scope, demand, Cause.LOSS, Level.HALT, lossPpb, scope.config.loss().haltPpb(), nowNs);
        }
        else
        {
            keeper.end(scope, Cause.LOSS, nowNs);
        }
    }

    /** At the start of a second: a high may have left the window. The loss only gets smaller by that, so it can end here, not begin. */
    void equityWindowMoved(final ScopeState scope, final long nowNs)
    {
        if (scope.equities.expire(Seconds.of(nowNs)) && drawdownPpb(scope) <= scope.config.loss().haltPpb())
        {
            keeper.end(scope, Cause.LOSS, nowNs);
        }
    }

    /** The loss that equity shows, by a threshold that has changed: it can begin as well as end. */
    void reconsider(final ScopeState scope, final Demand demand, final long nowNs)
    {
        final long lossPpb = drawdownPpb(scope);
        final long limitPpb = scope.config.loss().haltPpb();
        if (lossPpb <= limitPpb)
        {
            keeper.end(scope, Cause.LOSS, nowNs);
            return;
        }
        final boolean news = !scope.stands(Cause.LOSS) || Level.HALT.isAbove(scope.level);
        scope.begin(Cause.LOSS);
        if (news)
        {
            keeper.breach(scope, demand, Cause.LOSS, Level.HALT, lossPpb, limitPpb, nowNs);
        }
    }

    private static long drawdownPpb(final ScopeState scope)
    {
        return scope.equities.isEmpty() ? 0 : Ratios.distance(scope.equities.highest(), scope.equities.last());
    }

    /** An explicit loss is a breach at its moment: it neither stands nor ends what equity made stand (the safer reading of SEMANTICS 4). */
    void loss(final ScopeState scope, final InputEvent event, final Demand demand, final long nowNs)
    {
        if (!(event.a() >= 0.0 && event.a() <= 1.0))
        {
            reject(scope, event, "a loss is a fraction from 0 to 1", demand, nowNs);
            return;
        }
        final long lossPpb = Ratios.fraction(event.a());
        if (lossPpb > scope.config.loss().haltPpb())
        {
            keeper.breach(scope, demand, Cause.LOSS, Level.HALT, lossPpb, scope.config.loss().haltPpb(), nowNs);
        }
    }

    void exchange(final ScopeState scope, final ExchangeStatus status, final Demand demand, final long nowNs)
    {
        if (scope.exchange != status)
        {
            scope.exchange = status;
        }
        stand(scope, Cause.EXCHANGE, status.demand(), demand, nowNs);
    }

    void network(final ScopeState scope, final NetworkStatus status, final Demand demand, final long nowNs)
    {
        if (scope.network != status)
        {
            scope.network = status;
        }
        stand(scope, Cause.NETWORK, status == NetworkStatus.DISCONNECTED ? Level.HALT : Level.CLOSED, demand, nowNs);
    }

    /** A cause without a number stands from here on, or no longer where it demands nothing. */
    void stand(final ScopeState scope, final Cause cause, final Level level, final Demand demand, final long nowNs)
    {
        if (level == Level.CLOSED)
        {
            keeper.end(scope, cause, nowNs);
            return;
        }
        scope.begin(cause);
        keeper.breach(scope, demand, cause, level, Cause.NO_NUMBER, Cause.NO_NUMBER, nowNs);
    }

    /** Not a sample at all: rejected, counted, and a breach of INVALID_SAMPLE. It leaves the confirmation counts alone. */
    boolean reject(final ScopeState scope, final InputEvent event, final String why, final Demand demand, final long nowNs)
    {
        keeper.effects().onRejected(scope.definition().id(), event, why, nowNs);
        keeper.breach(scope, demand, Cause.INVALID_SAMPLE, Level.ALERT, Cause.NO_NUMBER, Cause.NO_NUMBER, nowNs);
        return false;
    }

    private static boolean isPositive(final double number)
    {
        return number > 0.0 && number < Double.POSITIVE_INFINITY;
    }

    private static int saturated(final int count, final double more)
    {
        return (int)Math.min(Integer.MAX_VALUE, count + more);
    }
}
