package io.interlock.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Durations of any length have two parts at most. */
class DurationsTest
{
    @Test
    void shouldShowTheTwoLargestParts()
    {
        assertThat(List.of(Durations.text(-5), Durations.text(999), Durations.text(59_999), Durations.text(125_000),
            Durations.text(4_800_000), Durations.text(90_000_000)))
            .containsExactly("0 ms", "999 ms", "59 s", "2 min 5 s", "1 h 20 min", "1 d 1 h");
    }

    @Test
    void shouldBeginEachUnitWithItsFirstMoment()
    {
        assertThat(List.of(Durations.text(0), Durations.text(1_000), Durations.text(60_000), Durations.text(3_600_000),
            Durations.text(86_400_000))).containsExactly("0 ms", "1 s", "1 min 0 s", "1 h 0 min", "1 d 0 h");
    }
}
