package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.report.InputRing;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gate was asked travels with the inputs where they are recorded, and is never taken for a report. */
class OrderIntentTest
{
    private static final Verdict ALLOWED = new Verdict(Reason.ALLOWED, 1.0);

    private final InputEvent event = new InputEvent();

    private static BreakerEngine invoked(final BreakerConfig config)
    {
        return BreakerEngine.launch(PatientContext.make().config(config).clock(new ManualClock()).invoked(true));
    }

    private void assertLast(final BreakerEngine engine, final int code, final double a, final double b, final double c)
    {
        final InputRing ring = engine.parts().ring();
        assertThat(ring.read(ring.cursor(), event)).isEqualTo(InputRing.NO_LANE);
        assertThat(event.kind()).isEqualTo(InputKind.ORDER_INTENT);
        assertThat(event.scopeId()).isEqualTo(engine.scope("v").id());
        assertThat(event.code()).isEqualTo(code);
        assertThat(Double.valueOf(event.a())).isEqualTo(Double.valueOf(a));
        assertThat(event.b()).isEqualTo(b);
        assertThat(event.c()).isEqualTo(c);
    }

    @Test
    void shouldSayWhatWasAskedAndAnswered()
    {
        for (final boolean lanes : new boolean[] {false, true})
        {
            try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.lanes(lanes, 1))))
            {
                final Scope scope = engine.scope("v");
                engine.drain();
                for (final Reporter reporter : List.of(scope.reporter(), scope.exclusiveReporter()))
                {
                    reporter.intent(Intent.OPEN, 10.5, ALLOWED);
                    assertLast(engine, IntentCode.of(Intent.OPEN, false, Reason.ALLOWED), Double.NaN, 10.5, 1.0);
                    reporter.intent(Intent.OPEN, Double.NaN, 3, new Verdict(Reason.DENIED_CONFIDENCE, 0.5));
                    assertLast(engine, IntentCode.of(Intent.OPEN, true, Reason.DENIED_CONFIDENCE), Double.NaN, 3, 0.0);
                    reporter.intent(Intent.CLOSE, 0.8, 4, new Verdict(Reason.ALLOWED_REDUCED, 0.5));
                    assertLast(engine, IntentCode.of(Intent.CLOSE, true, Reason.ALLOWED_REDUCED), 0.8, 4, 0.5);
                    reporter.intent(null, -1, ALLOWED);
                    assertLast(engine, IntentCode.of(Intent.OPEN, false, Reason.ALLOWED), Double.NaN, -1, 1.0);
                }
                final long published = engine.parts().ring().cursor();
                scope.reporter().intent(Intent.OPEN, 1, null);
                scope.reporter().intent(Intent.OPEN, 1, 1, null);
                assertThat(engine.parts().ring().cursor()).as("no answer").isEqualTo(published);
            }
        }
    }

    @Test
    void shouldBeSeenByTheMachineAndCountAsNoReport()
    {
        try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.lanes(true, 1))))
        {
            final Scope scope = engine.scope("v");
            engine.drain();
            final long reports = engine.parts().tally().reports();
            scope.reporter().intent(Intent.OPEN, 0.9, 1, ALLOWED);
            scope.exclusiveReporter().intent(Intent.CLOSE, 1, ALLOWED);
            engine.drain();
            assertThat(engine.parts().tally().count(InputKind.ORDER_INTENT)).isEqualTo(2);
            assertThat(engine.parts().tally().reports()).isEqualTo(reports);
            assertThat(engine.status().counters().byKind()).containsEntry("ORDER_INTENT", 2L);
            assertThat(engine.status().scope("v").samples().lastReportMs()).isEmpty();
        }
    }

    @Test
    void shouldDoNothingWhereInputsAreNotRecorded()
    {
        for (final boolean lanes : new boolean[] {false, true})
        {
            try (BreakerEngine engine = invoked(TestConfigs.lanes(64, lanes, 1)))
            {
                final Reporter reporter = engine.scope("v").reporter();
                engine.drain();
                final long published = engine.parts().ring().cursor();
                for (int i = 0; i < 100; i++)
                {
                    reporter.intent(Intent.OPEN, 1, ALLOWED);
                    reporter.intent(Intent.OPEN, 0.5, 1, ALLOWED);
                }
                assertThat(engine.parts().ring().cursor()).isEqualTo(published);
                assertThat(engine.parts().ring().intentsLost()).isZero();
            }
        }
    }

    @Test
    void shouldLeaveTheReporterOnItsLane()
    {
        try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.lanes(true, 1))))
        {
            final Scope scope = engine.scope("v");
            for (final Reporter reporter : List.of(scope.exclusiveReporter(), scope.reporter()))
            {
                reporter.success();
                engine.drain();
                reporter.intent(Intent.OPEN, 1, ALLOWED);
                reporter.intent(Intent.OPEN, 0.5, 1, ALLOWED);
                final long published = engine.parts().ring().cursor();
                reporter.success();
                reporter.apiLatency(1);
                assertThat(engine.parts().ring().cursor()).as("gathered before the intents are passed").isEqualTo(published);
            }
            assertThat(engine.parts().lanes().all()).allSatisfy(lane -> assertThat(lane.after()).isEqualTo(-1));
            engine.drain();
            assertThat(engine.breaker().machine().scope(scope.id()).windowOrders()).isEqualTo(4);
        }
    }

    /** Neither does an intent hide a report that is not passed yet. */
    @Test
    void shouldNotBringAReporterBackToItsLaneBeforeItsReportIsPassed()
    {
        try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.lanes(true, 1))))
        {
            final Scope scope = engine.scope("v");
            final Reporter reporter = scope.exclusiveReporter();
            reporter.success();
            engine.drain();
            reporter.failure("x");
            reporter.intent(Intent.OPEN, 1, ALLOWED);
            reporter.success();
            engine.drain();
            assertThat(engine.breaker().machine().scope(scope.id()).streak()).as("the success is younger, and an event").isZero();
        }
    }

    @Test
    void shouldNeverMakeAReportFoldNorTripOverload()
    {
        try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.ring(64))))
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            engine.drain();
            for (int i = 0; i < 200; i++)
            {
                reporter.intent(Intent.OPEN, 1, ALLOWED);
            }
            for (int i = 0; i < 32; i++)
            {
                reporter.success();
            }
            assertThat(engine.parts().overflow().folded()).as("room for 32 reports").isZero();
            assertThat(engine.parts().ring().intentsLost()).isEqualTo(200 - 32);
            engine.drain();
            assertThat(engine.parts().tally().count(InputKind.ORDER_INTENT)).isEqualTo(32);
            assertThat(engine.parts().tally().count(InputKind.OVERLOAD)).isZero();
            assertThat(engine.root().ownLevel()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldBeDroppedAndCountedOnAFullRing()
    {
        try (BreakerEngine engine = invoked(TestConfigs.recorded(TestConfigs.ring(64))))
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            while (engine.parts().overflow().folded() == 0)
            {
                reporter.success();
            }
            reporter.intent(Intent.OPEN, 1, ALLOWED);
            reporter.intent(Intent.OPEN, 0.5, 1, ALLOWED);
            assertThat(engine.parts().ring().intentsLost()).isEqualTo(2);
            assertThat(engine.parts().overflow().folded()).isEqualTo(1);
        }
    }

    @Test
    void shouldBeRecordedOrCountedWhicheverThreadAsks() throws Exception
    {
        final int each = 20_000;
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.recorded(TestConfigs.ring(256)))))
        {
            final Reporter reporter = engine.scope("v").reporter();
            final Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++)
            {
                threads[i] = new Thread(() ->
                {
                    for (int n = 0; n < each; n++)
                    {
                        reporter.intent(Intent.OPEN, 0.5, n, ALLOWED);
                    }
                });
                threads[i].start();
            }
            for (final Thread thread : threads)
            {
                thread.join();
            }
            engine.drain();
            final long recorded = engine.status().counters().byKind().getOrDefault("ORDER_INTENT", 0L);
            assertThat(recorded).isPositive();
            assertThat(recorded + engine.parts().ring().intentsLost()).isEqualTo((long)threads.length * each);
            assertThat(engine.parts().overflow().folded()).isZero();
        }
    }
}
