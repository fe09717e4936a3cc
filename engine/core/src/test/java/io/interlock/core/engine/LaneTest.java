package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import io.interlock.core.status.EngineStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports that cannot change a decision go to lanes, all others to the ring, and none is forgotten (DESIGN, lanes). */
class LaneTest
{
    private static final long MS = TestConfigs.MS;

    private static BreakerEngine invoked()
    {
        return BreakerEngine.launch(new EngineContext().config(TestConfigs.lanes(true, 1)).clock(new ManualClock()).invoked(true));
    }

    private static ScopeView view(final BreakerEngine engine, final String path)
    {
        return engine.breaker().machine().scope(engine.scope(path).id());
    }

    @Test
    void shouldGatherHealthyReportsAndPublishNone()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            engine.drain();
            final long published = engine.parts().ring().cursor();
            reporter.fill(5 * MS, Side.BUY, 50_000, 50_049);
            reporter.success();
            reporter.apiLatency(499 * MS);
            reporter.slippage(Side.SELL, 50_000, 60_000);
            assertThat(engine.parts().ring().cursor()).isEqualTo(published);
            engine.drain();
            final EngineStatus status = engine.status();
            assertThat(status.counters().lanes()).isEqualTo(4);
            assertThat(status.counters().byKind()).containsEntry("FILL", 1L).containsEntry("ORDER_SUCCESS", 1L)
                .containsEntry("API_LATENCY", 1L).containsEntry("SLIPPAGE", 1L).containsEntry("LANE_SUMMARY", 1L);
            assertThat(view(engine, "v").windowOrders()).isEqualTo(2);
            assertThat(view(engine, "").windowOrders()).isEqualTo(2);
            assertThat(status.metrics().avgMs()).isEqualTo(252.0);
            assertThat(status.metrics().maxMs()).isEqualTo(499.0);
        }
    }

    @Test
    void shouldPublishWhateverIsNotSurelyHealthy()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter reporter = engine.scope("v").reporter();
            engine.drain();
            final long published = engine.parts().ring().cursor();
            reporter.apiLatency(500 * MS);
            reporter.apiLatency(-1);
            reporter.slippage(Side.BUY, 50_000, 50_050);
            reporter.slippage(Side.BUY, Double.NaN, 50_000);
            reporter.slippage(Side.SELL, 50_000, Double.POSITIVE_INFINITY);
            reporter.slippage(Side.BUY, 50_000, 0);
            reporter.slippage(Side.BUY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            reporter.fill(500 * MS, Side.BUY, 50_000, 50_000);
            reporter.fill(1, null, 50_000, 49_950);
            assertThat(engine.parts().ring().cursor()).isEqualTo(published + 9);
        }
    }

    @Test
    void shouldPublishHealthyReportsWhereTheyMatterHereAndBelow()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter above = engine.scope("a").exclusiveReporter();
            final Reporter below = engine.scope("a/b").exclusiveReporter();
            final Reporter beside = engine.scope("c").exclusiveReporter();
            above.apiLatency(600 * MS);
            engine.drain();
            final long published = engine.parts().ring().cursor();
            below.apiLatency(1);
            assertThat(engine.parts().ring().cursor()).as("an ancestor is at ALERT").isEqualTo(published + 1);
            beside.apiLatency(1);
            assertThat(engine.parts().ring().cursor()).as("a sibling does not care").isEqualTo(published + 1);
            beside.failure("x");
            engine.drain();
            final long after = engine.parts().ring().cursor();
            engine.scope("d").reporter().success();
            assertThat(engine.parts().ring().cursor()).as("the root counts a streak").isEqualTo(after + 1);
            engine.drain();
            assertThat(view(engine, "").streak()).isZero();
            assertThat(view(engine, "c").streak()).isEqualTo(1);
        }
    }

    @Test
    void shouldStayOnTheRingUntilItsLastReportIsPassed()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            reporter.failure("first");
            reporter.success();
            reporter.failure("second");
            reporter.success();
            engine.drain();
            assertThat(view(engine, "v").streak()).isZero();
            assertThat(view(engine, "v").level()).isEqualTo(Level.CLOSED);
            assertThat(engine.parts().tally().count(InputKind.LANE_SUMMARY)).isZero();
        }
    }

    @Test
    void shouldNotLetGatheredSuccessesEndAStreak()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter failing = engine.scope("v").exclusiveReporter();
            final Reporter healthy = engine.scope("w").exclusiveReporter();
            healthy.success();
            failing.failure("x");
            healthy.success();
            failing.failure("x");
            healthy.success();
            failing.failure("x");
            engine.drain();
            assertThat(engine.root().ownLevel()).isEqualTo(Level.THROTTLE);
            assertThat(view(engine, "").lastCause()).isEqualTo(Cause.CONSECUTIVE_FAILURES);
            assertThat(view(engine, "").windowOrders()).isEqualTo(6);
        }
    }

    @Test
    void shouldCountWhatSiblingsGatheredBeforeAFailureIsJudged()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter sibling = engine.scope("w").exclusiveReporter();
            final Reporter failing = engine.scope("v").exclusiveReporter();
            for (int i = 0; i < 20; i++)
            {
                sibling.success();
            }
            failing.failure("x");
            engine.breaker().doWork();
            assertThat(view(engine, "").windowOrders()).isEqualTo(21);
        }
    }

    @Test
    void shouldNotTakeASummaryForEvidenceNorForTheEndOfAStreak()
    {
        try (BreakerEngine engine = invoked())
        {
            final Scope scope = engine.scope("v");
            scope.exclusiveReporter().failure("x");
            scope.exclusiveReporter().failure("x");
            engine.breaker().doWork();
            engine.breaker().judgeGuarded(new InputEvent().folded(InputKind.LANE_SUMMARY, scope.id(), 1_000, 7, 7, 0));
            assertThat(view(engine, "v").streak()).isEqualTo(2);
            assertThat(view(engine, "v").evidence()).isZero();
            assertThat(view(engine, "v").windowOrders()).isEqualTo(9);
        }
    }

    @Test
    void shouldPublishEverythingAfterAFaultOfTheEngine()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            engine.drain();
            engine.parts().mailbox().send(new Broken(), Long.MAX_VALUE, engine.parts()::pump);
            engine.breaker().doWork();
            final long published = engine.parts().ring().cursor();
            reporter.success();
            assertThat(engine.parts().ring().cursor()).isEqualTo(published + 1);
        }
    }

    @Test
    void shouldConserveEveryReportOfManyThreadsAndKeepEachOnesOrder() throws Exception
    {
        final int each = 30_000;
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(TestConfigs.roomyLanes())
            .commandDeadline(Duration.ofSeconds(60))))
        {
            final List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 6; i++)
            {
                final Scope scope = engine.scope(i < 2 ? "shared" : "own-" + i);
                final Reporter reporter = i < 2 ? scope.reporter() : scope.exclusiveReporter();
                final int me = i;
                threads.add(new Thread(() ->
                {
                    for (int n = 0; n < each; n++)
                    {
                        if (n % 1_000 == 999 && me != 5)
                        {
                            reporter.failure("x");
                        }
                        else
                        {
                            reporter.fill(n, Side.BUY, 50_000, 50_001);
                        }
                    }
                    for (int n = 0; n < (me == 4 ? 3 : 0); n++)
                    {
                        reporter.failure("in a row");
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (final Thread thread : threads)
            {
                // Dead by then: what their lanes hold counts all the same.
                thread.join();
            }
            engine.drain();
            final EngineStatus status = engine.status();
            final long offered = 6L * each + 3;
            assertThat(status.counters().lanes()).isPositive();
            assertThat(view(engine, "").windowOrders()).isEqualTo(offered);
            assertThat(view(engine, "").windowFailures()).isEqualTo(5L * each / 1_000 + 3);
            assertThat(status.counters().judged() + status.counters().folded() + status.counters().lanes()).isEqualTo(offered);
            assertThat(engine.scope("own-4").ownLevel()).as("three in a row").isEqualTo(Level.THROTTLE);
            assertThat(engine.scope("own-3").ownLevel()).as("never two in a row").isEqualTo(Level.CLOSED);
            assertThat(engine.scope("own-5").ownLevel()).as("never one").isEqualTo(Level.CLOSED);
        }
    }

    /** Where the product of price and threshold has no digits left a division decides otherwise: 1 of 1000 is a thousandth. */
    @Test
    void shouldPublishPricesSoSmallThatTheirProductsAreNotExact()
    {
        try (BreakerEngine engine = invoked())
        {
            final Scope scope = engine.scope("v");
            engine.drain();
            scope.exclusiveReporter().slippage(Side.BUY, 1_000 * Double.MIN_VALUE, 1_001 * Double.MIN_VALUE);
            engine.drain();
            assertThat(scope.ownLevel()).isEqualTo(Level.ALERT);
        }
    }

    @Test
    void shouldPublishEveryReportWhereLanesAreOff()
    {
        try (BreakerEngine engine = BreakerEngine.launch(
            new EngineContext().config(TestConfigs.lanes(false, 1)).clock(new ManualClock()).invoked(true)))
        {
            final Scope scope = engine.scope("v");
            engine.drain();
            final long published = engine.parts().ring().cursor();
            for (final Reporter reporter : List.of(scope.reporter(), scope.exclusiveReporter()))
            {
                reporter.success();
                reporter.apiLatency(1);
                reporter.slippage(Side.BUY, 50_000, 50_000);
                reporter.fill(1, Side.SELL, 50_000, 50_000);
            }
            assertThat(engine.parts().ring().cursor()).isEqualTo(published + 8);
            engine.drain();
            assertThat(engine.parts().tally().reports()).isEqualTo(8);
            assertThat(engine.parts().tally().lanes()).isZero();
            assertThat(engine.parts().lanes().all()).isEmpty();
        }
    }

    /** Throws on the breaker thread. */
    private static final class Broken extends Request<Boolean>
    {
        @Override
        void execute(final BreakerAgent breaker)
        {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
