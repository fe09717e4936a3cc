package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.interlock.config.BreakerConfig;
import io.interlock.console.api.ServiceStatus;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.JournalHead;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each metric against a stream of reports that is known, on a real engine. */
class MetricsTextTest
{
    private static final double EXACT = 1e-12;
    private static final EngineStatus EMPTY = new EngineStatus(
        Level.CLOSED, true, 0, "", List.of(), MetricsStatus.NONE, CounterStatus.NONE,
        JournalHead.NONE);

    @Test
    void shouldTellEveryMetricOfTheCatalogInAFormThatParses()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final Exposition scrape = rig.lively().scrape();
            assertThat(scrape.families()).containsExactlyElementsOf(MetricCatalog.families().stream().map(MetricFamily::name).toList());
        }
    }

    @Test
    void shouldTellOwnAndEffectiveLevelOneHot()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            rig.engine.scope("a/b");
            rig.engine.scope("a").reporter().network(NetworkStatus.DISCONNECTED);
            rig.engine.drain();
            final Exposition scrape = rig.scrape();
            for (final Level level : Level.values())
            {
                final double halt = level == Level.HALT ? 1 : 0;
                final double closed = level == Level.CLOSED ? 1 : 0;
                assertThat(scrape.value("interlock_level", "scope", "a/b", "level", level.name())).isEqualTo(halt);
                assertThat(scrape.value("interlock_own_level", "scope", "a/b", "level", level.name())).isEqualTo(closed);
                assertThat(scrape.value("interlock_own_level", "scope", "a", "level", level.name())).isEqualTo(halt);
                assertThat(scrape.value("interlock_level", "scope", "", "level", level.name())).isEqualTo(closed);
                assertThat(scrape.value("interlock_state", "level", level.name())).isEqualTo(halt);
            }
            assertThat(scrape.value("interlock_scopes")).isEqualTo(3);
            assertThat(scrape.value("interlock_cause_stands", "scope", "a", "cause", "NETWORK")).isEqualTo(1);
            assertThat(scrape.value("interlock_breaches_total", "scope", "a", "cause", "NETWORK")).isEqualTo(1);
            assertThat(scrape.value("interlock_transitions_total")).isEqualTo(1);
            assertThat(scrape.value("interlock_cooldown_remaining_seconds", "scope", "a")).isEqualTo(900);
            assertThat(scrape.all("interlock_cooldown_remaining_seconds")).hasSize(1);
        }
    }

    @Test
    void shouldTellHowFarEachCauseIsFromItsNextThreshold()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            rig.lively();
            rig.engine.desk().override("binance", true, "ann", "");
            final Exposition scrape = rig.scrape();
            // 600 ms have reached ALERT (500); THROTTLE is from 1,000.
            assertThat(distance(scrape, "binance", "API_LATENCY", "THROTTLE")).isCloseTo(0.4, within(EXACT));
            assertThat(distance(scrape, "kraken/maker-1", "API_LATENCY", "ALERT")).isCloseTo(0.96, within(EXACT));
            // 0.02 % of 0.1 %.
            assertThat(distance(scrape, "binance", "SLIPPAGE", "ALERT")).isCloseTo(0.8, within(EXACT));
            // 1 % of 5 %.
            assertThat(distance(scrape, "binance", "LOSS", "HALT")).isCloseTo(0.8, within(EXACT));
            assertThat(distance(scrape, "kraken/maker-1", "CONSECUTIVE_FAILURES", "ALERT")).isEqualTo(0.5);
            assertThat(distance(scrape, "binance", "CONSECUTIVE_FAILURES", "ALERT")).isEqualTo(1);
            // Six of twelve failed: beyond the only threshold of the preset.
            assertThat(distance(scrape, "kraken/maker-1", "FAILURE_RATE", "THROTTLE")).isZero();
            assertThat(scrape.all("interlock_distance_to_threshold_ratio").keySet()).as("what has no value has no distance")
                .noneMatch(labels -> labels.get("scope").equals("binance") && labels.get("cause").equals("FAILURE_RATE"))
                .noneMatch(labels -> labels.get("scope").equals("kraken/maker-1") && labels.get("cause").equals("LOSS"));
            assertThat(scrape.value("interlock_failure_ratio", "scope", "kraken/maker-1")).isEqualTo(0.5);
            assertThat(scrape.value("interlock_consecutive_failures", "scope", "kraken/maker-1")).isEqualTo(1);
            assertThat(scrape.value("interlock_override", "scope", "binance")).isEqualTo(1);
            assertThat(scrape.value("interlock_override", "scope", "kraken")).isZero();
            assertThat(scrape.value("interlock_last_report_age_seconds", "scope", "kraken/maker-1")).isEqualTo(2);
        }
    }

    private static double distance(final Exposition scrape, final String scope, final String cause, final String level)
    {
        return scrape.value("interlock_distance_to_threshold_ratio", "scope", scope, "cause", cause, "level", level);
    }

    @Test
    void shouldCountReportsByTheWayTheyTook()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final Exposition scrape = rig.lively().scrape();
            // A scope at ALERT wants events; 2 were gathered before it, and the healthy slippage of binance is an event there.
            final double lanes = scrape.value("interlock_reports_total", "path", "lane");
            final double events = scrape.value("interlock_reports_total", "path", "event");
            assertThat(lanes).isGreaterThanOrEqualTo(2);
            assertThat(events + lanes).as("all that were offered").isEqualTo(18);
            assertThat(scrape.value("interlock_reports_total", "path", "folded")).isZero();
            assertThat(scrape.value("interlock_inputs_total", "kind", "ORDER_FAILURE", "path", "event")).isEqualTo(6);
            assertThat(scrape.value("interlock_inputs_total", "kind", "EQUITY", "path", "event")).isEqualTo(2);
            assertThat(scrape.value("interlock_inputs_total", "kind", "API_LATENCY", "path", "event")).isEqualTo(2);
            assertThat(scrape.value("interlock_inputs_total", "kind", "API_LATENCY", "path", "lane")).isEqualTo(1);
            assertThat(scrape.all("interlock_inputs_total").entrySet().stream().filter(sample -> sample.getKey().get("path").equals("lane"))
                .mapToDouble(Map.Entry::getValue).sum()).isEqualTo(lanes);
            assertThat(scrape.value("interlock_invalid_samples_total")).isEqualTo(1);
            assertThat(scrape.value("interlock_faults_total")).isZero();
            assertThat(scrape.value("interlock_issues_lost_total")).isZero();
            assertThat(scrape.value("interlock_api_latency_samples")).isEqualTo(2);
            assertThat(scrape.value("interlock_api_latency_seconds", "statistic", "max")).isEqualTo(0.6);
            assertThat(scrape.value("interlock_api_latency_seconds", "statistic", "average")).isCloseTo(0.31, within(EXACT));
        }
    }

    @Test
    void shouldCountWhatAFullRingFolded()
    {
        final BreakerConfig small = BreakerConfig.builder().set("engine.ring-size", 64).set("engine.max-scopes", 8).build();
        try (MetricsRig rig = new MetricsRig(small))
        {
            final Reporter reporter = rig.engine.scope("v").exclusiveReporter();
            for (int i = 0; i < 200; i++)
            {
                reporter.apiLatency(600 * MetricsRig.MS);
            }
            final Exposition full = Exposition.parse(MetricsRig.text(new MetricsContext(
                new EngineStub(() -> EMPTY, rig.view.service), () -> null, List::of, null)));
            assertThat(full.value("interlock_ring_capacity")).isEqualTo(64);
            assertThat(full.value("interlock_ring_depth")).isEqualTo(64);
            rig.engine.drain();
            final Exposition scrape = rig.scrape();
            assertThat(scrape.value("interlock_ring_depth")).isZero();
            assertThat(scrape.value("interlock_reports_total", "path", "folded")).isEqualTo(136);
            assertThat(scrape.value("interlock_reports_total", "path", "event")).isEqualTo(64);
            assertThat(scrape.value("interlock_cause_stands", "scope", "", "cause", "OVERLOAD")).isEqualTo(1);
        }
    }

    @Test
    void shouldTellWhatAHaltWaitsFor()
    {
        // Within the stale limit, since a jump of time moves the recovery clock.
        final BreakerConfig quick = BreakerConfig.builder().set("engine.stale-limit", "10s").set("engine.max-scopes", 8)
            .set("cooldown.halt", "3s").set("cooldown.alert", "3s").set("cooldown.throttle", "3s").set("halt.confirm", true).build();
        try (MetricsRig rig = new MetricsRig(quick))
        {
            final Reporter reporter = rig.engine.scope("v").reporter();
            reporter.apiLatency(4 * MetricsRig.SECOND);
            rig.engine.drain();
            assertThat(rig.scrape().value("interlock_awaiting_confirmation", "scope", "v")).isZero();
            rig.driven.pass(4 * MetricsRig.SECOND);
            assertThat(rig.scrape().value("interlock_cooldown_remaining_seconds", "scope", "v")).isZero();
            assertThat(rig.scrape().value("interlock_awaiting_confirmation", "scope", "v")).isEqualTo(1);
            assertThat(rig.engine.desk().confirm("v", "ann", "seen").accepted()).isTrue();
            assertThat(rig.scrape().value("interlock_awaiting_confirmation", "scope", "v")).isZero();
            assertThat(rig.scrape().value("interlock_transitions_total")).isEqualTo(2);
            rig.engine.scope("w").reporter().apiLatency(700 * MetricsRig.MS);
            rig.engine.drain();
            rig.driven.pass(4 * MetricsRig.SECOND);
            assertThat(rig.scrape().value("interlock_waiting_for_evidence", "scope", "w")).isEqualTo(1);
        }
    }

    @Test
    void shouldTellChannelsNoticesAndVerdicts()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final Exposition scrape = rig.lively().scrape();
            assertThat(scrape.value("interlock_notifications_total", "channel", "desk", "outcome", "delivered")).isEqualTo(7);
            assertThat(scrape.value("interlock_notifications_total", "channel", "desk", "outcome", "failed")).isEqualTo(3);
            assertThat(scrape.value("interlock_notifications_total", "channel", "desk", "outcome", "suppressed")).isEqualTo(2);
            assertThat(scrape.value("interlock_channel_state", "channel", "desk", "state", "DOWN")).isEqualTo(1);
            assertThat(scrape.value("interlock_channel_state", "channel", "desk", "state", "UP")).isZero();
            assertThat(scrape.value("interlock_channel_queued", "channel", "desk")).isEqualTo(4);
            assertThat(scrape.value("interlock_channel_abandoned_threads", "channel", "desk")).isEqualTo(1);
            assertThat(scrape.value("interlock_open_notices", "level", "ALERT", "acknowledged", "no")).isEqualTo(1);
            assertThat(scrape.value("interlock_open_notices", "level", "THROTTLE", "acknowledged", "yes")).isEqualTo(1);
            // Two gateways of one scope together.
            assertThat(verdict(scrape, "allowed", "ALLOWED")).isEqualTo(11);
            assertThat(verdict(scrape, "allowed", "ALLOWED_REDUCED")).isEqualTo(2);
            assertThat(verdict(scrape, "allowed", "CANCEL")).isEqualTo(5);
            assertThat(verdict(scrape, "refused", "DENIED_HALT")).isEqualTo(7);
            assertThat(verdict(scrape, "refused", "BELOW_LOT")).isEqualTo(1);
        }
    }

    private static double verdict(final Exposition scrape, final String outcome, final String reason)
    {
        return scrape.value("interlock_tap_verdicts_total", "scope", "binance", "outcome", outcome, "reason", reason);
    }

    @Test
    void shouldSampleTheCostOfAGateOnTheScrapingThread()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final MetricsContext context = rig.context();
            Exposition.parse(MetricsRig.text(context));
            final Exposition scrape = Exposition.parse(MetricsRig.text(context));
            assertThat(scrape.value("interlock_gate_check_seconds_count")).as("grows with each scrape").isEqualTo(2 * GateCost.BATCHES);
            assertThat(scrape.value("interlock_gate_check_seconds_sum")).isPositive();
            assertThat(context.cost().answered()).as("a fresh gate allows").isZero();
            assertThat(scrape.help("interlock_gate_check_seconds")).contains("never on a trading thread");
        }
    }

    @Test
    void shouldTellWhatIsBesideTheMachine()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final Exposition scrape = rig.scrape();
            assertThat(scrape.value("interlock_build_info", "version", "0.1.0-SNAPSHOT")).isEqualTo(1);
            assertThat(scrape.value("interlock_config_info", "hash", "c0ffee")).isEqualTo(1);
            assertThat(scrape.value("interlock_journal_state", "state", "NONE")).isEqualTo(1);
            assertThat(scrape.value("interlock_journal_state", "state", "FAILED")).isZero();
            rig.view.service = () -> new ServiceStatus(5, 1_024, 1_500, "FAILED", 12, 99, "99:ab", "beef", "1");
            final Exposition failed = rig.scrape();
            assertThat(failed.value("interlock_journal_state", "state", "FAILED")).isEqualTo(1);
            assertThat(failed.value("interlock_journal_lag")).isEqualTo(12);
            assertThat(failed.value("interlock_journal_sequence")).isEqualTo(99);
            assertThat(failed.value("interlock_heartbeat_age_seconds")).isEqualTo(1.5);
            assertThat(failed.value("interlock_ring_depth")).isEqualTo(5);
        }
    }

    /** A counter that is 0 for one scrape would look like a restart, and all that was ever counted like news. */
    @Test
    void shouldLeaveOutWhatOnlyTheBreakerThreadKnowsWhileItDoesNotAnswer()
    {
        final MetricsRig rig = new MetricsRig().lively();
        rig.engine.scope("dead").reporter().criticalError(CriticalError.SYSTEM_ERROR, "x");
        rig.engine.drain();
        rig.close();
        final Exposition scrape = rig.scrape();
        assertThat(scrape.value("interlock_stale")).isEqualTo(1);
        assertThat(scrape.value("interlock_level", "scope", "binance", "level", "SHUTDOWN")).isEqualTo(1);
        assertThat(scrape.value("interlock_guard", "scope", "")).isEqualTo(1);
        assertThat(scrape.sampleNames()).doesNotContain(
            "interlock_transitions_total", "interlock_reports_total", "interlock_inputs_total", "interlock_invalid_samples_total",
            "interlock_distance_to_threshold_ratio", "interlock_consecutive_failures");
        assertThat(scrape.value("interlock_heartbeat_age_seconds")).isNotNegative();
    }
}
