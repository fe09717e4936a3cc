package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneLayoutTest
{
    @Test
    void shouldPutEachLatencyIntoTheBucketThatHoldsIt()
    {
        int last = 0;
        for (long value = 0; value < 5_000_000; value += 1 + value / 100)
        {
            final int bucket = (int)LaneLayout.bucket(value);
            assertThat(bucket).isGreaterThanOrEqualTo(last);
            assertThat(LaneLayout.highest(bucket)).isGreaterThanOrEqualTo(value).isLessThanOrEqualTo(value + value / 16);
            assertThat(LaneLayout.bucket(LaneLayout.highest(bucket))).isEqualTo(bucket);
            assertThat(LaneLayout.bucket(LaneLayout.highest(bucket) + 1)).isEqualTo(bucket + 1);
            last = bucket;
        }
    }

    @Test
    void shouldFitEightKibibytesWhateverTheThreshold()
    {
        final Lane lane = new LaneTable().create(0, false, Long.MAX_VALUE);
        assertThat(lane.histogram().capacity() + LaneLayout.HEADER).isLessThanOrEqualTo(8_192);
    }
}
