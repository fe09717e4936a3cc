package io.interlock.config;

/**
 * LOSS (SEMANTICS 3): an explicit loss, or the fall from the highest equity of the window.
 *
 * @param haltPpb       strictly above this share (parts per billion) HALT.
 * @param windowSeconds the window of equity highs in whole seconds.
 */
public record LossConfig(long haltPpb, int windowSeconds)
{
}
