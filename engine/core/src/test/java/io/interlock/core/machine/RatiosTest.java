package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick way beside exact decimals (SEMANTICS 3: rounded half up, from the very doubles given). */
class RatiosTest
{
    private static final BigDecimal ONE = BigDecimal.valueOf(Ratios.ONE);

    private static long exactly(final BigDecimal part, final BigDecimal whole)
    {
        final BigDecimal ppb = part.multiply(ONE).divide(whole, 0, RoundingMode.HALF_UP);
        return ppb.compareTo(BigDecimal.valueOf(1_000_000_000_000_000_000L)) >= 0 ? Long.MAX_VALUE : ppb.longValueExact();
    }

    private static long distance(final double base, final double value)
    {
        return exactly(new BigDecimal(value).subtract(new BigDecimal(base)).abs(), new BigDecimal(base));
    }

    @Test
    void shouldRoundDistancesAsExactDecimalsDo()
    {
        final SplittableRandom random = new SplittableRandom(20261128);
        for (int i = 0; i < 100_000; i++)
        {
            final double base = Math.scalb(1.0 + random.nextDouble(), random.nextInt(120) - 60);
            final double value = switch (random.nextInt(4))
            {
                case 0 -> base * (1.0 + random.nextInt(1000) / 1000.0);
                case 1 -> base + Math.ulp(base) * random.nextInt(5);
                // Half a part per billion, nearly or exactly.
                case 2 -> base * (1.0 + (2 * random.nextInt(1_000_000) + 1) / 2e9);
                default -> Math.scalb(1.0 + random.nextDouble(), random.nextInt(120) - 60);
            };
            assertThat(Ratios.distance(base, value)).as("%s from %s", value, base).isEqualTo(distance(base, value));
        }
    }

    /** Of this base, 5^9 * 2^10, one is exactly half a part per billion. */
    @Test
    void shouldRoundWhatLiesOnAHalfUp()
    {
        final double base = 1_953_125.0 * 1024.0;
        for (int odd = 1; odd < 2000; odd += 2)
        {
            assertThat(Ratios.distance(base, base + odd)).isEqualTo(distance(base, base + odd)).isEqualTo((odd + 1) / 2);
            assertThat(Ratios.distance(base, base - odd)).isEqualTo((odd + 1) / 2);
            assertThat(Ratios.distance(base, Math.nextDown(base + odd))).isEqualTo(odd / 2);
            assertThat(Ratios.distance(base, Math.nextUp(base + odd))).isEqualTo((odd + 1) / 2);
        }
    }

    @Test
    void shouldEndAtTheLargestNumberThereIs()
    {
        assertThat(Ratios.distance(Double.MIN_VALUE, Double.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Ratios.distance(1.0, 1e10)).isEqualTo(Long.MAX_VALUE);
        assertThat(Ratios.distance(1.0, 1e9)).isEqualTo(999_999_999_000_000_000L);
        assertThat(Ratios.distance(1.0, 1.0)).isZero();
    }

    @Test
    void shouldRoundFractions()
    {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++)
        {
            final double value = random.nextBoolean() ? random.nextDouble() : (2 * random.nextInt(1_000_000) + 1) / 2e9;
            assertThat(Ratios.fraction(value)).as("%s", value).isEqualTo(exactly(new BigDecimal(value), BigDecimal.ONE));
        }
        assertThat(Ratios.fraction(0.0)).isZero();
        assertThat(Ratios.fraction(1.0)).isEqualTo(Ratios.ONE);
        // 2^-10 is 976,562.5 parts.
        assertThat(Ratios.fraction(0x1p-10)).isEqualTo(976_563);
    }

    @Test
    void shouldShareWithoutOverflow()
    {
        final long largest = Integer.MAX_VALUE;
        assertThat(Ratios.share(0, 3)).isZero();
        assertThat(Ratios.share(1, 3)).isEqualTo(333_333_333);
        assertThat(Ratios.share(2, 3)).isEqualTo(666_666_667);
        assertThat(Ratios.share(1, 2_000_000_000)).isEqualTo(1);
        assertThat(Ratios.share(1, 2_000_000_001)).isZero();
        assertThat(Ratios.share(7, 7)).isEqualTo(Ratios.ONE);
        for (final long part : new long[] {largest - 1, largest, largest + 1, 1L << 40, 1L << 61})
        {
            for (final long whole : new long[] {part, part + 1, part * 2 - 1})
            {
                assertThat(Ratios.share(part, whole)).as("%d of %d", part, whole)
                    .isEqualTo(exactly(BigDecimal.valueOf(part), BigDecimal.valueOf(whole)));
            }
        }
    }
}
