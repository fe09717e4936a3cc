package io.interlock.core.status;

/**
 * Latencies of all scopes over the last five minutes, in milliseconds. Immutable.
 *
 * @param samples how many.
 * @param avgMs   NaN where there is no sample, like the rest.
 * @param p50Ms   half were at most this.
 * @param p99Ms   99 of 100 were at most this.
 * @param maxMs   the largest.
 */
public record MetricsStatus(long samples, double avgMs, double p50Ms, double p99Ms, double maxMs)
{
    /** No sample. */
    public static final MetricsStatus NONE = new MetricsStatus(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
