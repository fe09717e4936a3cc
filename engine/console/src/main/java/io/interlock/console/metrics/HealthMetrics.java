package io.interlock.console.metrics;

import static io.interlock.console.metrics.MetricFamily.gauge;

import io.interlock.console.api.HealthStatus;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics of the process itself, as its watch saw it last. Threading: pure. */
final class HealthMetrics
{
    private HealthMetrics()
    {
    }

    static List<MetricFamily> families()
    {
        return List.of(
            gauge("interlock_health_heap_ratio", "Share of the heap in use after the last collection of the old generation, and still; no "
                + "sample before the first.", one(HealthStatus::heap)),
            gauge("interlock_health_descriptors_open", "File descriptors that the process has open.", one(HealthStatus::open)),
            gauge("interlock_health_descriptors_limit", "File descriptors that the process may have open; no sample where there is no "
                + "limit.", one(HealthStatus::most)),
            gauge("interlock_health_disk_free_bytes", "Left for the data directory on its disk.", one(HealthStatus::room)),
            gauge("interlock_health_threads_ended", "Threads of the engine that have ended though nobody closed it.",
                one(health -> health.endedThreads().size())),
            gauge("interlock_health_troubles", "What is past a limit or otherwise wrong with the process or its data directory now; the "
                + "issues and the status say what.", one(health -> health.troubles().size())));
    }

    /** What is below 0 or no number is not known: no sample. */
    private static MetricFamily.Reader one(final ToDoubleFunction<HealthStatus> number)
    {
        return (scrape, sink) ->
        {
            final double value = scrape.health() == null ? -1 : number.applyAsDouble(scrape.health());
            if (value >= 0)
            {
                sink.sample(value);
            }
        };
    }
}
