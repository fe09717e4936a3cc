package io.interlock.console.metrics;

import io.interlock.config.BreakerConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.LossConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a cause's value is from the next threshold that it has not reached (SEMANTICS 3): {@code (threshold - value) / threshold}, so
 * 1 where the value is 0, and 0 at the threshold. Where the value has reached all thresholds, 0 for the most severe. It is about the value
 * and not about the scope's level, which may stay after the value has fallen. Immutable.
 *
 * <p>The values, as the status tells them: failures in a row as they are; the share of failures once there are {@code min-orders} results
 * in the window; the worst latency and the worst slippage of the last five minutes; the fall of the equity from its high in the window. A
 * cause that has no value now has no distance. Statuses and errors have no number, and so none either.
 *
 * @param level that the threshold demands.
 * @param ratio 0 to 1.
 */
record Distance(Level level, double ratio)
{
    /** A threshold; above: only what is greater has reached it. */
    private record Threshold(Level level, double at, boolean above)
    {
        boolean reached(final double value)
        {
            return above ? value > at : value >= at;
        }
    }

    /**
     * Of one cause in one scope.
     *
     * @param cause  which.
     * @param scope  as it is.
     * @param config in effect.
     * @return null where there is none.
     */
    static Distance of(final Cause cause, final ScopeStatus scope, final BreakerConfig config)
    {
        final ScopeConfig limits = config.scope(scope.path());
        final double value = value(cause, scope, limits);
        return Double.isNaN(value) ? null : next(value, thresholds(cause, limits));
    }

    private static Distance next(final double value, final List<Threshold> thresholds)
    {
        Threshold next = null;
        for (final Threshold each : thresholds)
        {
            if (each.reached(value))
            {
                continue;
            }
            // Of two at one place the more severe wins, as when it is reached.
            if (next == null || each.at() == next.at() && each.above() == next.above())
            {
                next = each;
            }
        }
        if (next != null)
        {
            return new Distance(next.level(), next.at() > 0 ? (next.at() - value) / next.at() : 0);
        }
        return thresholds.isEmpty() ? null : new Distance(thresholds.get(thresholds.size() - 1).level(), 0);
    }

    /** In the unit of {@link #thresholds}; NaN where there is none now. */
    private static double value(final Cause cause, final ScopeStatus scope, final ScopeConfig limits)
    {
        return switch (cause)
        {
            case API_LATENCY -> scope.samples().prices().worstLatencyMs() * Cause.API_LATENCY.unit().divisor();
            case SLIPPAGE -> scope.samples().prices().worstSlippagePercent() * Cause.SLIPPAGE.unit().divisor();
            case CONSECUTIVE_FAILURES -> scope.samples().streak();
            case FAILURE_RATE -> scope.samples().windowOrders() < limits.failureRate().minOrders() ? Double.NaN
                : scope.samples().failureRatePercent() * Cause.FAILURE_RATE.unit().divisor();
            case LOSS -> scope.samples().drawdownPercent() * Cause.LOSS.unit().divisor();
            default -> Double.NaN;
        };
    }

    private static List<Threshold> thresholds(final Cause cause, final ScopeConfig limits)
    {
        return switch (cause)
        {
            case API_LATENCY ->
            {
                final LatencyConfig latency = limits.latency();
                yield threeSteps(latency.alertNs(), latency.throttleNs(), latency.haltNs());
            }
            case SLIPPAGE ->
            {
                final SlippageConfig slippage = limits.slippage();
                yield threeSteps(slippage.alertPpb(), slippage.throttlePpb(), slippage.haltPpb());
            }
            case CONSECUTIVE_FAILURES ->
            {
                final FailuresConfig failures = limits.failures();
                yield List.of(
                    new Threshold(Level.ALERT, failures.alert(), false), new Threshold(Level.THROTTLE, failures.throttle(), false),
                    new Threshold(Level.HALT, failures.halt(), false), new Threshold(Level.SHUTDOWN, failures.shutdown(), false));
            }
            case FAILURE_RATE -> rates(limits.failureRate());
            case LOSS -> losses(limits.loss());
            default -> List.of();
        };
    }

    private static List<Threshold> threeSteps(final long alert, final long throttle, final long halt)
    {
        return List.of(
            new Threshold(Level.ALERT, alert, false), new Threshold(Level.THROTTLE, throttle, false),
            new Threshold(Level.HALT, halt, true));
    }

    private static List<Threshold> rates(final FailureRateConfig rate)
    {
        final List<Threshold> thresholds = new ArrayList<>();
        if (rate.throttlePpb() != FailureRateConfig.OFF)
        {
            thresholds.add(new Threshold(Level.THROTTLE, rate.throttlePpb(), false));
        }
        if (rate.haltPpb() != FailureRateConfig.OFF)
        {
            thresholds.add(new Threshold(Level.HALT, rate.haltPpb(), false));
        }
        return thresholds;
    }

    private static List<Threshold> losses(final LossConfig loss)
    {
        return List.of(new Threshold(Level.HALT, loss.haltPpb(), true));
    }
}
