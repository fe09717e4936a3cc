package io.interlock.config;

/**
 * Thresholds of SLIPPAGE (SEMANTICS 3), in parts per billion of the expected price.
 *
 * @param alertPpb    from here on ALERT.
 * @param throttlePpb from here on THROTTLE.
 * @param haltPpb     strictly above HALT.
 */
public record SlippageConfig(long alertPpb, long throttlePpb, long haltPpb)
{
}
