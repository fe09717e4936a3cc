package io.interlock.core.status;

/**
 * Latencies of all scopes over the last five minutes, in milliseconds. Immutable.
 *
 * @param samples how many; below 0 where they are not known.
 * @param avgMs   NaN where there is no sample, like the rest.
 * @param p50Ms   half were at most this.
 * @param p99Ms   99 of 100 were at most this.
 * @param maxMs   the largest.
 */
public record MetricsStatus(long samples, double avgMs, double p50Ms, double p99Ms, double maxMs)
{
    /** Nobody knows: of an engine in another process. */
    public static final MetricsStatus UNKNOWN = new MetricsStatus(-1, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    /** No sample. */
    public static final MetricsStatus NONE = new MetricsStatus(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
