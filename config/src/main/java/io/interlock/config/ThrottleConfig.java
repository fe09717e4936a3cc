package io.interlock.config;

/**
 * What THROTTLE lets through (SEMANTICS 1). Both have at most six decimals, so that a gate word holds them exactly.
 *
 * @param confidence an OPEN passes only with a confidence strictly above this; 0 to 1.
 * @param sizeFactor what an allowed OPEN's quantity is multiplied by; above 0, at most 1.
 */
public record ThrottleConfig(double confidence, double sizeFactor)
{
}
