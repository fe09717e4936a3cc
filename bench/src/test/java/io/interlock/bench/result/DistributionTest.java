package io.interlock.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.bench.result.Distribution.Point;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DistributionTest
{
    private static Distribution of(final int samples)
    {
        final Histogram histogram = new Histogram(5);
        for (int value = 1; value <= samples; value++)
        {
            histogram.recordValue(value);
        }
        return Distribution.of("g", "n", "ns", histogram);
    }

    @Test
    void shouldHoldThePercentilesOfTheHistogram()
    {
        final Distribution distribution = of(1_000);
        assertThat(distribution.count()).isEqualTo(1_000);
        assertThat(distribution.max()).isEqualTo(1_000);
        assertThat(distribution.points().get(0)).isEqualTo(new Point(50, 500));
        assertThat(distribution.points()).extracting(Point::percentile).contains(90.0, 99.0);
        assertThat(distribution.points()).allSatisfy(
            point -> assertThat((double)point.value()).isCloseTo(point.percentile() * 10, Offset.offset(1.0)));
        assertThat(distribution.points()).isSortedAccordingTo((a, b) -> Double.compare(a.percentile(), b.percentile()));
    }

    @Test
    void shouldEndWhereNoSampleLiesAbove()
    {
        assertThat(of(1_000).points()).last().satisfies(
            point -> assertThat(point.percentile()).isCloseTo(99.9, Offset.offset(1e-9)));
        assertThat(of(10).points()).last().satisfies(
            point -> assertThat(point.percentile()).isCloseTo(90, Offset.offset(1e-9)));
        assertThat(of(0).points()).isEmpty();
    }
}
