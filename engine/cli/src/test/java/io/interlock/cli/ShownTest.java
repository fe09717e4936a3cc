package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What people read, the same for every command. */
class ShownTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldShowTimesAndSpans()
    {
        assertThat(Shown.time(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Shown.timeIfKnown(0)).isEqualTo("?");
        assertThat(Shown.timeIfKnown(1)).isEqualTo("1970-01-01T00:00:00.001Z");
        assertThat(Shown.span(1_500_000)).isEqualTo("0.002 s");
        assertThat(Shown.span(61 * SECOND_NS)).isEqualTo("1 min 1 s");
        assertThat(Shown.span(26 * 3_600 * SECOND_NS)).isEqualTo("26 h 0 min");
    }

    @Test
    void shouldShowNumbersExactlyAndWithTheirUnit()
    {
        assertThat(Shown.number(new BigDecimal("1200.500"))).isEqualTo("1200.5");
        assertThat(Shown.number(1e9)).isEqualTo("1000000000");
        assertThat(Shown.number(0.0)).isEqualTo("0");
        assertThat(Shown.number(Double.NaN)).isNull();
        assertThat(Shown.why(Cause.API_LATENCY, 600_000_001, 500_000_000)).isEqualTo("API_LATENCY 600.000001 ms (threshold 500 ms)");
        assertThat(Shown.why(Cause.OPERATOR_KILL, Cause.NO_NUMBER, Cause.NO_NUMBER)).isEqualTo("OPERATOR_KILL");
        assertThat(Shown.numbers(null, "3", "")).isEqualTo(" (threshold 3)");
        assertThat(Shown.count(1, "row") + ", " + Shown.count(1_000, "row")).isEqualTo("1 row, 1,000 rows");
    }

    @Test
    void shouldShowStrangersTextsWithNothingHiddenInThem()
    {
        assertThat(Shown.scope("")).isEqualTo("(root)");
        assertThat(Shown.scope("venue/okx")).isEqualTo("venue/okx");
        assertThat(Shown.scope("a b\u202e")).isEqualTo("\"a b\\u202e\"");
        assertThat(Shown.quoted("\u001b[2J\u202e")).isEqualTo("'\\u001b[2J\\u202e'");
        assertThat(Shown.quoted("x".repeat(100))).isEqualTo("'" + "x".repeat(59) + "\u2026'");
    }
}
