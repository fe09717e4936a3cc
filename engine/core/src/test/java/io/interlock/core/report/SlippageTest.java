package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Folded slippage is what the law says of the same prices. */
class SlippageTest
{
    @Test
    void shouldHitTheThresholdsOfTheLawExactly()
    {
        assertThat(Slippage.ppb(Side.BUY, 50_000, 50_050)).isEqualTo(1_000_000);
        assertThat(Slippage.ppb(Side.BUY, 50_000, 50_150)).isEqualTo(3_000_000);
        assertThat(Slippage.ppb(Side.SELL, 50_000, 49_750)).isEqualTo(5_000_000);
        assertThat(Slippage.ppb(Side.UNKNOWN, 50_000, 49_750)).isEqualTo(5_000_000);
        assertThat(Slippage.ppb(Side.BUY, 50_000, 49_000)).isZero();
        assertThat(Slippage.ppb(Side.SELL, 50_000, 51_000)).isZero();
    }

    @Test
    void shouldAgreeWithExactDecimals()
    {
        final long seed = 7L;
        final Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++)
        {
            final double expected = Math.round(random.nextDouble() * 1e7 + 1) / 100.0;
            final double actual = Math.round(expected * (0.9 + 0.2 * random.nextDouble()) * 100 + 1) / 100.0;
            final long exact = new BigDecimal(actual).subtract(new BigDecimal(expected)).abs().multiply(BigDecimal.valueOf(1_000_000_000L))
                .divide(new BigDecimal(expected), 0, RoundingMode.HALF_UP).longValueExact();
            assertThat(Slippage.ppb(Side.UNKNOWN, expected, actual)).as("seed %d", seed).isBetween(exact, exact + 1);
        }
    }
}
