package io.interlock.core.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Exact arithmetic of the law (SEMANTICS 3): ratios in parts per billion, rounded half up from the very doubles given. The quick way is
 * taken wherever its error provably cannot change the rounding; the rest goes through exact decimals.
 */
final class Ratios
{
    /** One, in parts per billion. */
    static final long ONE = 1_000_000_000L;

    /** Three roundings of the quick way, each at most 2^-53 of the result, with room to spare. */
    private static final double QUICK_ERROR = 1e-15;
    private static final double LARGEST = 9.2e18;
    private static final BigDecimal EXACT_ONE = BigDecimal.valueOf(ONE);

    private Ratios()
    {
    }

    /**
     * How far a value is from its base: |value - base| / base.
     *
     * @param base  above 0, finite.
     * @param value above 0, finite.
     * @return parts per billion, saturated at {@link Long#MAX_VALUE}.
     */
    static long distance(final double base, final double value)
    {
        final double quick = Math.abs(value - base) / base * ONE;
        if (isCertain(quick))
        {
            return roundHalfUp(quick);
        }
        return quick >= LARGEST ? Long.MAX_VALUE : exact(new BigDecimal(value).subtract(new BigDecimal(base)).abs(), new BigDecimal(base));
    }

    /**
     * A fraction as parts per billion.
     *
     * @param value 0 to 1.
     * @return parts per billion.
     */
    static long fraction(final double value)
    {
        final double quick = value * ONE;
        return isCertain(quick) ? roundHalfUp(quick) : exact(new BigDecimal(value), BigDecimal.ONE);
    }

    /**
     * The share of a part in a whole.
     *
     * @param part  0 to whole.
     * @param whole above 0.
     * @return parts per billion.
     */
    static long share(final long part, final long whole)
    {
        if (part == whole)
        {
            // What a venue that refuses everything looks like, and no division.
            return ONE;
        }
        if (part <= Integer.MAX_VALUE)
        {
            return (2 * part * ONE + whole) / (2 * whole);
        }
        return exact(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    private static boolean isCertain(final double quick)
    {
        final double error = quick * QUICK_ERROR + Double.MIN_NORMAL;
        return error < 0.25 && Math.abs(quick - Math.floor(quick) - 0.5) > error;
    }

    private static long roundHalfUp(final double quick)
    {
        final long whole = (long)quick;
        return quick - whole > 0.5 ? whole + 1 : whole;
    }

    private static long exact(final BigDecimal part, final BigDecimal whole)
    {
        final BigDecimal result = part.multiply(EXACT_ONE).divide(whole, 0, RoundingMode.HALF_UP);
        return result.precision() > 18 ? Long.MAX_VALUE : result.longValueExact();
    }
}
