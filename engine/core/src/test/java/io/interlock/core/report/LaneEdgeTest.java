package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No lane accepts what the exact law would call a breach, however close to its threshold and however odd the doubles. */
class LaneEdgeTest
{
    private static final long SEED = 20261126L;
    private static final int PRICES = 300_000;
    private static final long[] THRESHOLDS = {1, 2, 3, 1_000, 1_000_000, 3_000_000, 123_456_789, 999_999_999, 1_000_000_000};
    private static final double[] ODD = {
        0.0, -0.0, Double.NaN, Double.longBitsToDouble(0xFFF8_0000_0000_0000L), Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0,
        -Double.MIN_VALUE, -Double.MAX_VALUE};

    private final Random random = new Random(SEED);

    private static long ppb(final Side side, final double expected, final double actual)
    {
        final BigDecimal difference = new BigDecimal(actual).subtract(new BigDecimal(expected));
        final BigDecimal adverse = side == Side.BUY ? difference : side == Side.SELL ? difference.negate() : difference.abs();
        return adverse.max(BigDecimal.ZERO).movePointRight(9).divide(new BigDecimal(expected), 0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Anything that a double above 0 can be, and often a price. */
    private double expected()
    {
        return switch (random.nextInt(4))
        {
            case 0 -> Math.max(Double.MIN_VALUE, random.nextInt(5_000) * Double.MIN_VALUE);
            case 1 -> Math.scalb(1.0 + random.nextDouble(), random.nextInt(2_000) - 1_000);
            case 2 -> Double.longBitsToDouble(1 + random.nextLong(0x7FEF_FFFF_FFFF_FFFFL));
            default -> 1 + random.nextInt(10_000_000) / 100.0;
        };
    }

    private double beside(final double expected, final long alertPpb)
    {
        final double parts = (alertPpb + (random.nextInt(17) - 12) / 4.0) * (random.nextInt(8) == 0 ? random.nextDouble() : 1.0) / 1e9;
        final double actual = expected + (random.nextBoolean() ? parts : -parts) * expected;
        return switch (random.nextInt(4))
        {
            case 0 -> Math.nextUp(actual);
            case 1 -> Math.nextDown(actual);
            default -> actual;
        };
    }

    @Test
    void shouldGatherNoSlippageThatTheLawCallsABreach()
    {
        int close = 0;
        for (final long alertPpb : THRESHOLDS)
        {
            final LaneRig rig = new LaneRig(random.nextBoolean(), alertPpb);
            for (int i = 0; i < PRICES / THRESHOLDS.length; i++)
            {
                final Side side = random.nextInt(4) == 0 ? null : Side.values()[random.nextInt(3)];
                final double expected = expected();
                final double actual = beside(expected, alertPpb);
                rig.reporter.slippage(side, expected, actual);
                if (rig.gathered())
                {
                    final long exact = ppb(side, expected, actual);
                    assertThat(exact).as("seed %d: %s %s -> %s at %d", SEED, side, expected, actual, alertPpb).isLessThan(alertPpb);
                    close += exact > 0 && exact >= alertPpb - 2 ? 1 : 0;
                }
            }
        }
        assertThat(close).as("gathered within two billionths of the threshold").isGreaterThan(PRICES / 100);
    }

    @Test
    void shouldPublishWhatIsNoPriceAndNoLatency()
    {
        final LaneRig rig = new LaneRig(false, 1_000_000);
        for (final double odd : ODD)
        {
            for (final Side side : new Side[] {Side.BUY, Side.SELL, Side.UNKNOWN, null})
            {
                rig.reporter.slippage(side, odd, 100.0);
                assertThat(rig.gathered()).as("%s expected %s", side, odd).isFalse();
                rig.reporter.slippage(side, 100.0, odd);
                assertThat(rig.gathered()).as("%s actual %s", side, odd).isFalse();
                rig.reporter.fill(1, side, 100.0, odd);
                assertThat(rig.gathered()).as("fill %s actual %s", side, odd).isFalse();
            }
        }
        for (final long latencyNs : new long[] {-1, Long.MIN_VALUE, 500, Long.MAX_VALUE})
        {
            rig.reporter.apiLatency(latencyNs);
            assertThat(rig.gathered()).as("latency %d", latencyNs).isFalse();
            rig.reporter.fill(latencyNs, Side.BUY, 100.0, 100.0);
            assertThat(rig.gathered()).as("fill of latency %d", latencyNs).isFalse();
        }
        rig.reporter.fill(499, Side.BUY, 100.0, 100.0);
        assertThat(rig.gathered()).isTrue();
    }
}
