package io.interlock.core.port;

import io.interlock.core.model.Level;
import java.util.Locale;

/**
 * A sample of the engine's metrics. Immutable.
 *
 * @param wallMs  wall time, milliseconds since 1970.
 * @param worst   the most severe level of all scopes.
 * @param streak  failures in a row over all scopes.
 * @param latency of the last five minutes.
 */
public record MetricsSample(long wallMs, Level worst, int streak, Latency latency)
{
    /**
     * In words, as it is logged and journaled.
     *
     * @return {@code name=value} pairs in one line.
     */
    public String text()
    {
        return String.format(
            Locale.ROOT, "state=%s samples=%d avg_ms=%.3f p50_ms=%.3f p99_ms=%.3f max_ms=%.3f streak=%d", worst, latency.samples,
            latency.avgMs, latency.p50Ms, latency.p99Ms, latency.maxMs, streak);
    }

    /**
     * Latencies of a while, in milliseconds; NaN where there was none.
     *
     * @param samples how many.
     * @param avgMs   their mean.
     * @param p50Ms   half of them are not above.
     * @param p99Ms   99 in 100 are not above.
     * @param maxMs   none is above.
     */
    public record Latency(long samples, double avgMs, double p50Ms, double p99Ms, double maxMs)
    {
    }
}
