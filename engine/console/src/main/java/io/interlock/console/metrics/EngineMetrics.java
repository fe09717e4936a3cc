package io.interlock.console.metrics;

import static io.interlock.console.metrics.MetricFamily.counter;
import static io.interlock.console.metrics.MetricFamily.gauge;

import io.interlock.core.model.Level;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.MetricsStatus;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The metrics of the whole engine: what was judged, its rings, its journal. Threading: pure. */
final class EngineMetrics
{
    private static final double SECOND_MS = 1e3;
    private static final List<String> JOURNAL_STATES = List.of("OK", "FAILED", "NONE");

    private EngineMetrics()
    {
    }

    static List<MetricFamily> engine()
    {
        return List.of(
            gauge("interlock_build_info", "Always 1; the label says which build this is.",
                (scrape, sink) -> info(scrape.service().build(), sink), "version"),
            gauge("interlock_config_info", "Always 1; the label is the hash of the configuration in effect.",
                (scrape, sink) -> info(scrape.service().configHash(), sink), "hash"),
            gauge("interlock_stale", "1 where the breaker thread did not answer this scrape: levels are then what the gate words say, and "
                + "what only that thread knows has no sample.", one(scrape -> scrape.status().stale() ? 1 : 0)),
            gauge("interlock_heartbeat_age_seconds", "Since the breaker thread's last sign of life.",
                one(scrape -> scrape.service().heartbeatAgeMs() / SECOND_MS)),
            gauge("interlock_state", "1 for the most severe level of all scopes, 0 for the others.", EngineMetrics::state, "level"),
            gauge("interlock_scopes", "Scopes that exist, the root among them.", one(scrape -> scrape.status().scopes().size())));
    }

    static List<MetricFamily> counters()
    {
        return List.of(
            counter("interlock_transitions_total", "Changes of a scope's own level.", count(CounterStatus::transitions)).ofBreaker(),
            counter("interlock_reports_total", "Reports by the way they took: event (judged one by one), lane (healthy ones, gathered) and "
                + "folded (the ring was full). Together all that were offered and judged.", EngineMetrics::reports, "path").ofBreaker(),
            counter("interlock_inputs_total", "Inputs of the state machine by kind: path event for those judged one by one, with ticks, "
                + "commands, and one FOLDED_ or LANE_SUMMARY input for a collection; path lane for reports that lanes gathered.",
                EngineMetrics::inputs, "kind", "path").ofBreaker(),
            counter("interlock_invalid_samples_total", "Reports that cannot be true, as a negative latency: rejected, and an ALERT.",
                count(CounterStatus::rejected)).ofBreaker(),
            counter("interlock_faults_total", "Things that threw inside the engine where nothing may.", count(CounterStatus::faults))
                .ofBreaker(),
            counter("interlock_issues_lost_total", "Records that found no room on their way to journal and listeners.",
                count(CounterStatus::auditLost)).ofBreaker(),
            gauge("interlock_api_latency_seconds", "Latencies of all scopes over the last 5 minutes: average, p50, p99, max; no sample "
                + "without one.", EngineMetrics::latencies, "statistic").ofBreaker(),
            gauge("interlock_api_latency_samples", "How many latencies those rest on.", one(scrape -> scrape.status().metrics().samples()))
                .ofBreaker());
    }

    static List<MetricFamily> rings()
    {
        return List.of(
            gauge("interlock_ring_depth", "Reports in the input ring that wait for the breaker thread.",
                one(scrape -> scrape.service().ringDepth())),
            gauge("interlock_ring_capacity", "Slots of the input ring. What finds it full is folded.",
                one(scrape -> scrape.service().ringCapacity())),
            gauge("interlock_journal_state", "1 for how the journal is: OK, FAILED, or NONE where there is none; 0 for the others.",
                EngineMetrics::journal, "state"),
            gauge("interlock_journal_lag", "Decisions that are not yet durable.", one(scrape -> scrape.service().journalLag())),
            gauge("interlock_journal_sequence", "Sequence of the journal's last durable record; 0 where there is none.",
                one(scrape -> scrape.service().journalSequence())));
    }

    private static void info(final String label, final MetricSink sink)
    {
        if (label != null)
        {
            sink.sample(1, label);
        }
    }

    /** What is below 0 is not known: no sample, since a zero would be believed. */
    private static MetricFamily.Reader one(final ToDoubleFunction<Scrape> number)
    {
        return (scrape, sink) ->
        {
            final double value = number.applyAsDouble(scrape);
            if (value >= 0)
            {
                sink.sample(value);
            }
        };
    }

    private static MetricFamily.Reader count(final ToDoubleFunction<CounterStatus> number)
    {
        return one(scrape -> number.applyAsDouble(scrape.status().counters()));
    }

    private static void state(final Scrape scrape, final MetricSink sink)
    {
        for (final Level level : Level.values())
        {
            sink.sample(level == scrape.status().state() ? 1 : 0, level.name());
        }
    }

    private static void reports(final Scrape scrape, final MetricSink sink)
    {
        final CounterStatus counters = scrape.status().counters();
        // Where the lanes are not known they are among the judged.
        if (counters.lanes() >= 0)
        {
            sink.sample(counters.judged(), "event");
            sink.sample(counters.lanes(), "lane");
        }
        sink.sample(counters.folded(), "folded");
    }

    private static void inputs(final Scrape scrape, final MetricSink sink)
    {
        final CounterStatus counters = scrape.status().counters();
        if (counters.lanes() < 0)
        {
            return;
        }
        new TreeMap<>(counters.byKind()).forEach((kind, all) ->
        {
            final long inLanes = counters.lanesByKind().getOrDefault(kind, 0L);
            sink.sample(all - inLanes, kind, "event");
            if (inLanes > 0)
            {
                sink.sample(inLanes, kind, "lane");
            }
        });
    }

    private static void latencies(final Scrape scrape, final MetricSink sink)
    {
        final MetricsStatus metrics = scrape.status().metrics();
        if (metrics.samples() > 0)
        {
            sink.sample(metrics.avgMs() / SECOND_MS, "average");
            sink.sample(metrics.p50Ms() / SECOND_MS, "p50");
            sink.sample(metrics.p99Ms() / SECOND_MS, "p99");
            sink.sample(metrics.maxMs() / SECOND_MS, "max");
        }
    }

    private static void journal(final Scrape scrape, final MetricSink sink)
    {
        if (scrape.service().journalState() == null)
        {
            return;
        }
        for (final String state : JOURNAL_STATES)
        {
            sink.sample(state.equals(scrape.service().journalState()) ? 1 : 0, state);
        }
    }
}
