package io.interlock.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest
{
    private static final long SEED = 7_041_776L;

    private static double number(final String text)
    {
        final byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Decimals.number(bytes, 1, bytes.length - 1);
    }

    private static long time(final String text)
    {
        final byte[] bytes = ("1" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Decimals.time(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+", "-", ".", "1.", ".5", "-.5", "1e5", "1E5", "NaN", "Infinity", "0x10", "1 ", " 1", "1,5", "1.5.5",
        "--1", "+-1", "1f", "1d", "\u0661", "1_000", "\u0000"})
    void shouldReadAnythingButPlainDecimalsAsNotANumber(final String text)
    {
        assertThat(number(text)).isNaN();
    }

    @Test
    void shouldReadDecimalsAsTheNearestDouble()
    {
        assertThat(number("0")).isEqualTo(0.0);
        assertThat(number("+3000.001")).isEqualTo(3000.001);
        assertThat(number("-0.1")).isEqualTo(-0.1);
        assertThat(number("9".repeat(400))).isEqualTo(Double.POSITIVE_INFINITY);
        final Random random = new Random(SEED);
        for (int round = 0; round < 50_000; round++)
        {
            final String text = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25)).toPlainString();
            assertThat(number(text)).as("seed %d %s", SEED, text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-", "1.0", "1.5", "1e3", " 1", "1 ", "abc", "9223372036855", "-9223372036855",
        "99999999999999999999999999"})
    void shouldReadAnythingButWholeMillisecondsAsNoTime(final String text)
    {
        assertThat(time(text)).isEqualTo(Decimals.NO_TIME);
    }

    @Test
    void shouldReadWholeMilliseconds()
    {
        assertThat(time("0")).isZero();
        assertThat(time("-5")).isEqualTo(-5);
        assertThat(time("+0017")).isEqualTo(17);
        assertThat(time("9223372036854")).isEqualTo(9_223_372_036_854L);
    }

    @Test
    void shouldRoundLatenciesHalfUpFromTheirExactValue()
    {
        assertThat(Decimals.latencyNs(3000.0)).isEqualTo(3_000_000_000L);
        assertThat(Decimals.latencyNs(3000.0000001)).isEqualTo(3_000_000_000L);
        assertThat(Decimals.latencyNs(0.5 / 1e6)).isEqualTo(exact(0.5 / 1e6));
        // 2^-7 ms is 7812.5 ns exactly.
        assertThat(Decimals.latencyNs(0.0078125)).isEqualTo(7813L);
        assertThat(Decimals.latencyNs(-0.0)).isZero();
        final Random random = new Random(SEED);
        for (int round = 0; round < 200_000; round++)
        {
            final double ms = random.nextInt(4) == 0 ? random.nextInt(1 << 20) / 128.0 / (1 << random.nextInt(20))
                : random.nextDouble() * Math.pow(10, random.nextInt(16) - 3);
            assertThat(Decimals.latencyNs(ms)).as("seed %d %s", SEED, ms).isEqualTo(exact(ms));
        }
    }

    private static long exact(final double ms)
    {
        return new BigDecimal(ms).multiply(BigDecimal.valueOf(1_000_000)).setScale(0, RoundingMode.HALF_UP)
            .min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    @Test
    void shouldMakeABadSampleOfWhatIsNoLatency()
    {
        assertThat(Decimals.latencyNs(Double.NaN)).isNegative();
        assertThat(Decimals.latencyNs(Double.POSITIVE_INFINITY)).isNegative();
        assertThat(Decimals.latencyNs(-0.001)).isNegative();
    }

    @Test
    void shouldSaturateLatenciesThatNoLongHolds()
    {
        assertThat(Decimals.latencyNs(1e300)).isEqualTo(Long.MAX_VALUE);
        assertThat(Decimals.latencyNs(9.25e12)).isEqualTo(Long.MAX_VALUE);
    }
}
