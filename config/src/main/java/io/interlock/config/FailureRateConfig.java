package io.interlock.config;

/**
 * FAILURE_RATE over a sliding window (SEMANTICS 3).
 *
 * @param throttlePpb   from this share of failures on (parts per billion) THROTTLE; {@link #OFF} never.
 * @param haltPpb       from this share on HALT; {@link #OFF} never.
 * @param windowSeconds the window in whole seconds: the current one and those before it.
 * @param minOrders     results that must be in the window before the rate is judged.
 */
public record FailureRateConfig(long throttlePpb, long haltPpb, int windowSeconds, int minOrders)
{
    /** Larger than any rate: the level is never demanded. */
    public static final long OFF = Long.MAX_VALUE;
}
