package io.interlock.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import org.junit.jupiter.api.Test;

/** A reporter writes a maximum before the count of its report: whoever collects in between leaves it for the summary that counts it. */
class LaneMaximaTest
{
    private static final LaneReader.Sink NOBODY = new LaneReader.Sink()
    {
        @Override
        public void reports(final int scopeId, final InputKind kind, final long count)
        {
            // Not asked for.
        }

        @Override
        public void latencies(final long highestNs, final long count)
        {
            // Not asked for.
        }

        @Override
        public void latencySum(final long sumNs)
        {
            // Not asked for.
        }
    };

    @Test
    void shouldTellAWorstLatencyWithTheReportThatItIsOf()
    {
        final Lane lane = new LaneTable().create(0, false, 500);
        final LaneReader reader = new LaneReader(lane);
        final InputEvent event = new InputEvent();
        lane.success();
        // Half of a report: its maximum is there, its count is not yet.
        lane.header().putLong(LaneLayout.LATENCY_MAX, 400L);
        assertThat(reader.collect(event, NOBODY)).isEqualTo(1);
        assertThat(event.b()).as("latencies").isZero();
        assertThat(event.number()).as("a summary without latencies has no worst one").isZero();
        lane.latency(400);
        assertThat(reader.collect(event, NOBODY)).isEqualTo(1);
        assertThat(event.b()).isEqualTo(1);
        assertThat(event.number()).isEqualTo(400);
    }
}
