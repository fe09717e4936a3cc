package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lanes hold when an engine closes is judged, and a level that comes back is one that reporters heed. */
class LaneRestartTest
{
    @TempDir
    private Path temp;

    private final ManualClock clock = new ManualClock();

    private BreakerEngine launch(final boolean invoked)
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.lanes(true, 1)).directory(temp.resolve("data"))
            .clock(invoked ? clock : EngineClock.SYSTEM).invoked(invoked));
    }

    private static ScopeView view(final BreakerEngine engine, final String path)
    {
        return engine.breaker().machine().scope(engine.parts().registry().find(path).id());
    }

    private static long published(final BreakerEngine engine, final Runnable report)
    {
        final long before = engine.parts().ring().cursor();
        report.run();
        return engine.parts().ring().cursor() - before;
    }

    @Test
    void shouldJudgeByTheCloseWhatWasGatheredBeforeIt()
    {
        for (final boolean invoked : new boolean[] {true, false})
        {
            final BreakerEngine engine = launch(invoked);
            final Reporter reporter = engine.scope("a/b").exclusiveReporter();
            final Reporter shared = engine.scope("a").reporter();
            engine.drain();
            for (int i = 0; i < 5; i++)
            {
                reporter.success();
                shared.success();
            }
            engine.close();
            assertThat(engine.parts().tally().lanes() + engine.parts().tally().reports()).isEqualTo(10);
            assertThat(engine.parts().tally().lanes()).isEqualTo(10);
            assertThat(view(engine, "a/b").windowOrders()).isEqualTo(5);
            assertThat(view(engine, "").windowOrders()).isEqualTo(10);
        }
    }

    @Test
    void shouldJudgeByADrainWhatWasGatheredBeforeIt()
    {
        try (BreakerEngine engine = launch(true))
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            reporter.success();
            engine.drain();
            assertThat(view(engine, "v").windowOrders()).isEqualTo(1);
        }
    }

    @Test
    void shouldPublishEverythingAfterARestartUntilTheLevelHasRecovered()
    {
        final Reporter old;
        try (BreakerEngine engine = launch(true))
        {
            engine.scope("w").exclusiveReporter().success();
            old = engine.scope("v").exclusiveReporter();
            old.success();
            old.apiLatency(600 * TestConfigs.MS);
        }
        try (BreakerEngine engine = launch(true))
        {
            assertThat(view(engine, "v").level()).isEqualTo(Level.ALERT);
            assertThat(view(engine, "v").windowOrders()).as("windows start empty").isZero();
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            final Reporter shared = engine.scope("v").reporter();
            final Reporter below = engine.scope("v/x").exclusiveReporter();
            final Reporter beside = engine.scope("w").exclusiveReporter();
            engine.drain();
            assertThat(published(engine, reporter::success)).isEqualTo(1);
            assertThat(published(engine, shared::success)).isEqualTo(1);
            assertThat(published(engine, below::success)).as("an ancestor's level").isEqualTo(1);
            assertThat(published(engine, beside::success)).as("came back at CLOSED").isZero();
            old.success();
            for (int seconds = 0; seconds < 60; seconds += 5)
            {
                assertThat(published(engine, reporter::success)).isEqualTo(1);
                clock.advanceMs(5_000);
                engine.watchdog().doWork();
                engine.breaker().doWork();
            }
            assertThat(view(engine, "v").level()).as("by evidence of this life").isEqualTo(Level.CLOSED);
            assertThat(published(engine, reporter::success)).isZero();
            assertThat(published(engine, shared::success)).isZero();
            assertThat(published(engine, below::success)).isZero();
            engine.drain();
            assertThat(view(engine, "v").windowOrders()).as("3 and 12 events, 3 gathered; nothing of the old life").isEqualTo(18);
        }
    }
}
