package io.interlock.core.report;

import io.interlock.core.model.Side;

/**
 * The adverse part of a price difference, for samples that are folded. Rounds up instead of half up: between the two lies one part in a
 * billion, and the stricter reading is the safe one for a sample whose own numbers are gone.
 *
 * <p>Threading: pure, allocates nothing.
 */
final class Slippage
{
    private static final double BILLION = 1e9;
    private static final double NEARLY_WHOLE = 1e-3;

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
    static long ppb(final Side side, final double expected, final double actual)
    {
        final double difference = actual - expected;
        final double adverse = side == Side.BUY ? difference : side == Side.SELL ? -difference : Math.abs(difference);
        if (!(adverse > 0.0))
        {
            return 0;
        }
        final double exact = adverse / expected * BILLION;
        final double whole = Math.rint(exact);
        // A quotient that misses a whole number by the rounding of doubles alone is that number: 50250 for 50000 is 0.5 %, not above it.
        return (long)(Math.abs(exact - whole) < NEARLY_WHOLE ? whole : Math.ceil(exact));
    }
}
