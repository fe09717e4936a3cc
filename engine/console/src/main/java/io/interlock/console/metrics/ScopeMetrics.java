package io.interlock.console.metrics;

import static io.interlock.console.metrics.MetricFamily.counter;
import static io.interlock.console.metrics.MetricFamily.gauge;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.CauseStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.List;
import java.util.function.Function;

/** The metrics of each scope. Threading: pure. */
final class ScopeMetrics
{
    private static final double PERCENT = 100;
    private static final double SECOND_MS = 1e3;
    private static final double SECOND_NS = 1e9;
    private static final List<Cause> WITH_DISTANCE =
        List.of(Cause.API_LATENCY, Cause.SLIPPAGE, Cause.CONSECUTIVE_FAILURES, Cause.FAILURE_RATE, Cause.LOSS);
    private static final List<String> REPORTS = List.of(
        "API_LATENCY", "ORDER_SUCCESS", "ORDER_FAILURE", "SLIPPAGE", "FILL", "EQUITY", "LOSS", "EXCHANGE", "NETWORK", "FOLDED_LATENCY",
        "FOLDED_SLIPPAGE", "FOLDED_RESULTS", "FOLDED_INVALID");

    private ScopeMetrics()
    {
    }

    /** A number of one scope; NaN: there is none. */
    private interface OfScope
    {
        double of(ScopeStatus scope);
    }

    static List<MetricFamily> families()
    {
        return List.of(
            gauge("interlock_level", "1 for the level that the scope's gate answers with (the most severe of its own and its ancestors'), "
                + "0 for the others.", levels(ScopeStatus::effective), "scope", "level"),
            gauge("interlock_own_level", "1 for the scope's own level, 0 for the others. A HALT shows here in the scope where it is, and "
                + "in interlock_level in each below it too.", levels(ScopeStatus::own), "scope", "level"),
            gauge("interlock_override", "1 while an operator's override, the scope's own or an ancestor's, refuses OPEN.",
                each(scope -> scope.levels().override() ? 1 : 0), "scope"),
            gauge("interlock_guard", "1 while a bit of the scope's own guard word refuses beside its level: a kill, and at the root also "
                + "a stale, recovering or closed engine.", each(scope -> scope.levels().guard().isEmpty() ? 0 : 1), "scope"),
            gauge("interlock_distance_to_threshold_ratio", "How far the cause's value is from the next threshold it has not reached: "
                + "(threshold - value) / threshold; 1 where the value is 0, 0 at the threshold or beyond the last. The label level is what "
                + "that threshold demands. Values: failures in a row; share of failures (once there are min-orders results); worst latency "
                + "and worst slippage of the last 5 minutes; fall of the equity from its high. No value, no sample.",
                ScopeMetrics::distances, "scope", "cause", "level").ofBreaker(),
            gauge("interlock_cause_stands", "1 while the cause holds its level, 0 for one that was a breach and no longer stands.",
                causes(cause -> cause.stands() ? 1.0 : 0.0), "scope", "cause").ofBreaker(),
            counter("interlock_breaches_total", "Breaches of the cause; begins anew when an operator forces a recovery or resets.",
                causes(cause -> (double)cause.breaches()), "scope", "cause").ofBreaker(),
            gauge("interlock_awaiting_confirmation", "1 while all that keeps the scope in HALT is an operator's confirm.",
                each(scope -> scope.recovery().awaitingConfirmation() ? 1 : 0), "scope").ofBreaker(),
            gauge("interlock_waiting_for_evidence", "1 while all that keeps the scope from recovering is a healthy sample.",
                each(scope -> scope.recovery().waitingForEvidence() ? 1 : 0), "scope").ofBreaker(),
            gauge("interlock_cooldown_remaining_seconds", "What is left of the cooldown of the scope's level; no sample at CLOSED and "
                + "SHUTDOWN.", each(ScopeMetrics::cooldown), "scope").ofBreaker(),
            gauge("interlock_consecutive_failures", "Order failures in a row, now.", each(scope -> scope.samples().streak()), "scope")
                .ofBreaker(),
            gauge("interlock_failure_ratio", "Share of failures among the order results in the window; no sample without a result.",
                each(scope -> scope.samples().failureRatePercent() / PERCENT), "scope").ofBreaker(),
            gauge("interlock_last_report_age_seconds", "Since the scope's last report of any kind; no sample before the first.",
                ScopeMetrics::ages, "scope").ofBreaker());
    }

    private static MetricFamily.Reader levels(final Function<ScopeStatus, Level> level)
    {
        return (scrape, sink) ->
        {
            for (final ScopeStatus scope : scrape.status().scopes())
            {
                final Level now = level.apply(scope);
                final String label = scrape.label(scope);
                for (final Level each : Level.values())
                {
                    sink.sample(each == now ? 1 : 0, label, each.name());
                }
            }
        };
    }

    private static MetricFamily.Reader each(final OfScope number)
    {
        return (scrape, sink) ->
        {
            for (final ScopeStatus scope : scrape.status().scopes())
            {
                final double value = number.of(scope);
                if (!Double.isNaN(value))
                {
                    sink.sample(value, scrape.label(scope));
                }
            }
        };
    }

    private static MetricFamily.Reader causes(final Function<CauseStatus, Double> number)
    {
        return (scrape, sink) ->
        {
            for (final ScopeStatus scope : scrape.status().scopes())
            {
                final List<CauseStatus> all = scope.causes() == null ? List.of() : scope.causes();
                for (final CauseStatus cause : all)
                {
                    sink.sample(number.apply(cause), scrape.label(scope), cause.cause().name());
                }
            }
        };
    }

    private static void distances(final Scrape scrape, final MetricSink sink)
    {
        if (scrape.config() == null)
        {
            return;
        }
        for (final ScopeStatus scope : scrape.status().scopes())
        {
            for (final Cause cause : WITH_DISTANCE)
            {
                final Distance distance = Distance.of(cause, scope, scrape.config());
                if (distance != null)
                {
                    sink.sample(distance.ratio(), scrape.label(scope), cause.name(), distance.level().name());
                }
            }
        }
    }

    private static double cooldown(final ScopeStatus scope)
    {
        final long remaining = scope.recovery().cooldownRemainingNs();
        return remaining < 0 ? Double.NaN : remaining / SECOND_NS;
    }

    private static void ages(final Scrape scrape, final MetricSink sink)
    {
        for (final ScopeStatus scope : scrape.status().scopes())
        {
            long last = 0;
            for (final String kind : REPORTS)
            {
                last = Math.max(last, scope.samples().lastReportMs().getOrDefault(kind, 0L));
            }
            if (last > 0)
            {
                sink.sample(Math.max(0, scrape.status().atMs() - last) / SECOND_MS, scrape.label(scope));
            }
        }
    }
}
