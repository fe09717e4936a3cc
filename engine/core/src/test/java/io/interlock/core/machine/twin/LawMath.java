package io.interlock.core.machine.twin;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The law's arithmetic, as slow and as exact as it reads: "ratios as parts per billion in a long, rounded half up from the doubles given"
 * (SEMANTICS 3). A ratio that no {@code long} holds is the largest one, which is over every threshold.
 *
 * <p>Threading: stateless.
 */
final class LawMath
{
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private LawMath()
    {
    }

    /**
     * A share.
     *
     * @param part  0 or more.
     * @param whole above 0.
     * @return parts per billion.
     */
    static long ppb(final BigDecimal part, final BigDecimal whole)
    {
        return part.multiply(BILLION).divide(whole, 0, RoundingMode.HALF_UP).min(LARGEST).longValueExact();
    }

    /**
     * What a price difference cost.
     *
     * @param adverse  +1 where a higher price is worse, -1 where a lower one is, 0 where both are.
     * @param expected finite and above 0.
     * @param actual   finite and above 0.
     * @return parts per billion of the expected price; 0 for a better one.
     */
    static long slippagePpb(final int adverse, final double expected, final double actual)
    {
        final BigDecimal wanted = new BigDecimal(expected);
        final BigDecimal difference = new BigDecimal(actual).subtract(wanted);
        final BigDecimal cost = adverse == 0 ? difference.abs() : difference.multiply(BigDecimal.valueOf(adverse)).max(BigDecimal.ZERO);
        return ppb(cost, wanted);
    }

    /**
     * How far an equity is below the highest.
     *
     * @param high   the highest of the window.
     * @param equity the last; not above it.
     * @return parts per billion of the highest.
     */
    static long lossPpb(final double high, final double equity)
    {
        final BigDecimal top = new BigDecimal(high);
        return ppb(top.subtract(new BigDecimal(equity)), top);
    }

    /**
     * A fraction.
     *
     * @param fraction 0 to 1.
     * @return parts per billion.
     */
    static long fractionPpb(final double fraction)
    {
        return ppb(new BigDecimal(fraction), BigDecimal.ONE);
    }

    /**
     * A share of counted things.
     *
     * @param part  0 or more.
     * @param whole above 0.
     * @return parts per billion.
     */
    static long countPpb(final int part, final int whole)
    {
        return ppb(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }
}
