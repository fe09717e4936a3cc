package io.interlock.core.report;

import io.interlock.core.model.Side;

/**
 * The adverse part of a price difference, for samples that are folded: parts per billion, rounded half up as the law has it. Done in
 * doubles alone, since it runs on a trading thread and must not allocate; a tie that doubles cannot tell from its neighbours goes up,
 * the safer way.
 *
 * <p>Threading: pure, allocates nothing.
 */
public final class Slippage
{
    private static final double BILLION = 1e9;
    /** More than three roundings of a double can take away. */
    private static final double UP = 1.0 + 1e-15;
    private static final double HALF = 0.5;

    private Slippage()
    {
    }

    /**
     * Parts per billion of the expected price.
     *
     * @param side     decides what is adverse.
     * @param expected above 0.
     * @param actual   above 0.
     * @return 0 for a better price.
     */
    public static long ppb(final Side side, final double expected, final double actual)
    {
        final double difference = actual - expected;
        final double adverse = side == Side.BUY ? difference : side == Side.SELL ? -difference : Math.abs(difference);
        if (!(adverse > 0.0))
        {
            return 0;
        }
        return (long)Math.floor(adverse / expected * BILLION * UP + HALF);
    }
}
