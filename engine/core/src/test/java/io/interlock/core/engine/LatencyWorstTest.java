package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.testing.PatientContext;
import org.junit.jupiter.api.Test;

/** What a status tells of a scope's worst latency and slippage, and of reports by kind, whichever way they took. */
class LatencyWorstTest
{
    private static final long MS = TestConfigs.MS;

    private final ManualClock clock = new ManualClock();

    private BreakerEngine invoked(final boolean lanes)
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.lanes(lanes, 1)).clock(clock).invoked(true));
    }

    private static double worstMs(final BreakerEngine engine, final String scope)
    {
        return engine.status().scope(scope).samples().prices().worstLatencyMs();
    }

    private static SampleStatus.Recent recent(final BreakerEngine engine)
    {
        return engine.status().scope("v").samples().prices().recent();
    }

    @Test
    void shouldTellTheWorstOfEachScopeWhetherGatheredOrJudged()
    {
        for (final boolean lanes : new boolean[] {true, false})
        {
            try (BreakerEngine engine = invoked(lanes))
            {
                final Reporter reporter = engine.scope("v").reporter();
                assertThat(worstMs(engine, "v")).isNaN();
                reporter.success();
                engine.drain();
                assertThat(worstMs(engine, "v")).as("a success is no latency").isNaN();
                reporter.apiLatency(20 * MS);
                reporter.fill(30 * MS, Side.BUY, 50_000, 50_010);
                reporter.apiLatency(25 * MS);
                reporter.apiLatency(-1);
                engine.drain();
                assertThat(worstMs(engine, "v")).as("lanes %s", lanes).isEqualTo(30);
                assertThat(engine.status().scope("v").samples().prices().worstSlippagePercent()).isEqualTo(0.02);
                assertThat(worstMs(engine, "")).as("it stays where it was reported").isNaN();
                assertThat(recent(engine)).isEqualTo(new SampleStatus.Recent(30, 0.02));
                clock.advanceMs(10_000);
                engine.drain();
                assertThat(recent(engine).latencyMs()).as("ten seconds later").isEqualTo(30);
                clock.advanceMs(10_000);
                engine.drain();
                assertThat(recent(engine)).as("twenty seconds later").isEqualTo(SampleStatus.Recent.NONE);
                clock.advanceMs(180_000);
                reporter.apiLatency(10 * MS);
                engine.drain();
                clock.advanceMs(200_000);
                engine.drain();
                assertThat(worstMs(engine, "v")).as("five minutes later").isEqualTo(10);
            }
        }
    }

    @Test
    void shouldTellWhatLanesGatheredByKind()
    {
        try (BreakerEngine engine = invoked(true))
        {
            final Reporter reporter = engine.scope("v").reporter();
            reporter.success();
            reporter.success();
            reporter.apiLatency(MS);
            engine.drain();
            reporter.apiLatency(600 * MS);
            engine.drain();
            final EngineStatus status = engine.status();
            final CounterStatus counters = status.counters();
            assertThat(counters.lanesByKind()).containsOnlyKeys("ORDER_SUCCESS", "API_LATENCY")
                .containsEntry("ORDER_SUCCESS", 2L).containsEntry("API_LATENCY", 1L);
            assertThat(counters.byKind()).containsEntry("API_LATENCY", 2L);
            assertThat(counters.lanesByKind().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(counters.lanes());
        }
    }
}
