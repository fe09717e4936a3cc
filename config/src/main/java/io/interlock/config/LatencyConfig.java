package io.interlock.config;

/**
 * Thresholds of API_LATENCY (SEMANTICS 3), in nanoseconds.
 *
 * @param alertNs       a sample from here on demands ALERT.
 * @param throttleNs    a sample from here on demands THROTTLE.
 * @param haltNs        a sample strictly above demands HALT.
 * @param confirmations samples in a row at or over a level's threshold that trip that level; at least 1.
 */
public record LatencyConfig(long alertNs, long throttleNs, long haltNs, int confirmations)
{
}
