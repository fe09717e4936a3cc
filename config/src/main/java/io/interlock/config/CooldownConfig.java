package io.interlock.config;

/**
 * Time of health before a level recovers (SEMANTICS 4), in nanoseconds, each above 0.
 *
 * @param alertNs    at ALERT.
 * @param throttleNs at THROTTLE.
 * @param haltNs     at HALT.
 */
public record CooldownConfig(long alertNs, long throttleNs, long haltNs)
{
}
