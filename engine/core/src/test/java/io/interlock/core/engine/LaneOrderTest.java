package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.WaitMode;
import io.interlock.core.gate.GateWords;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;

/**
 * A success after a failure of the same reporter is an event that ends the streak, whatever the breaker has done in between: it sets
 * attention before its consumed sequence, and reporters read them the other way round (DESIGN, lanes 3).
 */
class LaneOrderTest
{
    private static final long SEED = 20261126L;

    private static BreakerEngine invoked()
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.lanes(true, 1)).clock(new ManualClock()).invoked(true));
    }

    private static ScopeView view(final BreakerEngine engine, final String path)
    {
        return engine.breaker().machine().scope(engine.parts().registry().find(path).id());
    }

    /** Acts on the breaker thread in the middle of a batch: what came before it is judged, and not yet consumed. */
    private static final class Probe extends Request<Boolean>
    {
        private final Runnable action;

        Probe(final Runnable action)
        {
            this.action = action;
        }

        @Override
        void execute(final BreakerAgent breaker)
        {
            action.run();
            complete(Boolean.TRUE);
        }
    }

    private static Probe probe(final BreakerEngine engine, final Runnable action)
    {
        final Probe probe = new Probe(action);
        assertThat(engine.parts().mailbox().send(probe, Long.MAX_VALUE, Thread::yield)).isTrue();
        return probe;
    }

    /** What a probe throws the breaker takes for a fault of its own. */
    private static void assertNoFault(final BreakerEngine engine)
    {
        assertThat(engine.parts().tally().faults()).as("a probe failed, see the log").isZero();
    }

    private static boolean attention(final BreakerEngine engine, final String path)
    {
        final GateWords words = engine.parts().words();
        return UnsafeApi.getLongAcquire(null, words.attentionAddress(engine.parts().registry().find(path).id())) != 0;
    }

    private static long published(final BreakerEngine engine, final Runnable report)
    {
        final long before = engine.parts().ring().cursor();
        report.run();
        return engine.parts().ring().cursor() - before;
    }

    @Test
    void shouldSetAttentionBeforeTheFailureCountsAsConsumed()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter reporter = engine.scope("a/b").exclusiveReporter();
            engine.scope("a/b/c");
            engine.drain();
            reporter.failure("x");
            final long failure = engine.parts().ring().cursor();
            final List<Boolean> seen = new ArrayList<>();
            final Probe probe = probe(engine, () ->
            {
                assertThat(view(engine, "a/b").streak()).as("judged").isEqualTo(1);
                seen.add(engine.parts().ring().consumed() >= failure || engine.parts().words().progress() >= failure);
                for (final String path : new String[] {"", "a", "a/b", "a/b/c"})
                {
                    seen.add(attention(engine, path));
                }
            });
            for (final String path : new String[] {"", "a", "a/b", "a/b/c"})
            {
                assertThat(attention(engine, path)).as("before: " + path).isFalse();
            }
            engine.breaker().doWork();
            assertThat(probe.isDone()).isTrue();
            assertNoFault(engine);
            assertThat(seen).as("consumed; attention of the root, parent, scope and child").containsExactly(false, true, true, true, true);
            assertThat(engine.parts().ring().consumed()).isGreaterThanOrEqualTo(failure);
        }
    }

    /** Where a success can come between a failure and the end of the round that judges it. */
    private enum Point
    {
        /** Nobody has looked at the failure. */
        PUBLISHED,
        /** The breaker is in its round, and has not come to the failure. */
        BEFORE_IT_IS_JUDGED,
        /** Attention is on; the consumed sequence is still behind. */
        JUDGED_NOT_CONSUMED,
        /** Attention has come and gone again, by another's success; the consumed sequence is still behind. */
        FORGOTTEN_NOT_CONSUMED,
        /** All has been said. */
        CONSUMED
    }

    private static void failThenSucceed(final BreakerEngine engine, final Point point, final Reporter reporter, final Reporter other)
    {
        final Runnable success = () -> assertThat(published(engine, reporter::success)).as("at " + point).isEqualTo(1);
        if (point == Point.BEFORE_IT_IS_JUDGED)
        {
            probe(engine, success);
        }
        reporter.failure("first");
        switch (point)
        {
            case PUBLISHED -> success.run();
            case JUDGED_NOT_CONSUMED -> probe(engine, success);
            case FORGOTTEN_NOT_CONSUMED ->
            {
                assertThat(published(engine, other::success)).as("its equity is not passed").isEqualTo(1);
                probe(engine, () ->
                {
                    assertThat(attention(engine, "a/b")).as("at " + point).isFalse();
                    success.run();
                });
            }
            default ->
            {
                // The breaker's round is next.
            }
        }
        engine.breaker().doWork();
        if (point == Point.CONSUMED)
        {
            success.run();
        }
    }

    @Test
    void shouldPublishTheSuccessAfterAFailureAtEachPointOfTheBreakersRound()
    {
        for (final Point point : Point.values())
        {
            for (final boolean shared : new boolean[] {false, true})
            {
                try (BreakerEngine engine = invoked())
                {
                    final Scope scope = engine.scope("a/b");
                    final Reporter reporter = shared ? scope.reporter() : scope.exclusiveReporter();
                    final Reporter other = scope.exclusiveReporter();
                    // Keeps the other on the ring too, so that it can end a streak within a round.
                    other.equity(1_000);
                    failThenSucceed(engine, point, reporter, other);
                    reporter.failure("second");
                    engine.drain();
                    assertNoFault(engine);
                    final String at = point + (shared ? " shared" : " exclusive");
                    assertThat(view(engine, "a/b").streak()).as(at).isEqualTo(1);
                    assertThat(view(engine, "").streak()).as(at).isEqualTo(1);
                    assertThat(view(engine, "a/b").level()).as(at).isEqualTo(Level.CLOSED);
                    assertThat(published(engine, reporter::success)).as(at).isEqualTo(1);
                    engine.drain();
                    assertThat(published(engine, reporter::success)).as("calm again " + at).isZero();
                }
            }
        }
    }

    /** A failure's text that is made only when it is read, and reports while it is. */
    private record Talkative(Reporter reporter) implements CharSequence
    {
        @Override
        public int length()
        {
            return 1;
        }

        @Override
        public char charAt(final int index)
        {
            reporter.success();
            return 'x';
        }

        @Override
        public CharSequence subSequence(final int start, final int end)
        {
            return this;
        }
    }

    @Test
    void shouldKeepItsOrderWhereTheTextOfAFailureReportsToo()
    {
        for (final boolean shared : new boolean[] {false, true})
        {
            try (BreakerEngine engine = invoked())
            {
                final Scope scope = engine.scope("v");
                final Reporter reporter = shared ? scope.reporter() : scope.exclusiveReporter();
                engine.drain();
                assertThat(published(engine, () -> reporter.failure(new Talkative(reporter)))).as("the failure is under way").isEqualTo(2);
                assertThat(published(engine, reporter::success)).isEqualTo(1);
                reporter.failure("second");
                engine.drain();
                assertThat(view(engine, "v").streak()).isEqualTo(1);
            }
        }
    }

    /** Within one batch all lanes are collected once for its failures; a reporter's own is collected again. */
    @Test
    void shouldJudgeAFailureAgainstWhatItsReporterGatheredInTheMiddleOfTheBatch()
    {
        try (BreakerEngine engine = invoked())
        {
            final Reporter first = engine.scope("v").exclusiveReporter();
            final Reporter second = engine.scope("w").exclusiveReporter();
            engine.drain();
            for (int i = 0; i < 4; i++)
            {
                first.failure("x");
                first.success();
            }
            first.success();
            first.success();
            probe(engine, () ->
            {
                for (int i = 0; i < 20; i++)
                {
                    assertThat(published(engine, second::success)).as("the streak has ended").isZero();
                }
                second.failure("x");
            });
            engine.breaker().doWork();
            assertNoFault(engine);
            assertThat(view(engine, "").windowOrders()).isEqualTo(31);
            assertThat(view(engine, "").breaches(Cause.FAILURE_RATE)).as("5 of 31, not of 11").isZero();
        }
    }

    @Test
    void shouldPublishWhatFollowsAFoldedFailureUntilItIsJudged()
    {
        try (BreakerEngine engine = BreakerEngine.launch(
            PatientContext.make().config(TestConfigs.lanes(64, true, 1)).clock(new ManualClock()).invoked(true)))
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            final Reporter filler = engine.scope("w").exclusiveReporter();
            engine.drain();
            // A producer that takes its time: the ring has room again, and the fold is not yet collected.
            final long slow = engine.parts().ring().claim();
            final long until = engine.parts().ring().consumed() + 64;
            while (engine.parts().ring().cursor() < until)
            {
                filler.equity(1_000);
            }
            reporter.failure("folded");
            engine.breaker().doWork();
            reporter.success();
            assertThat(engine.parts().overflow().folded()).as("attention is off, and the failure not judged").isEqualTo(2);
            engine.parts().ring().publish(slow);
            engine.drain();
            assertThat(view(engine, "v").streak()).isEqualTo(1);
            assertThat(attention(engine, "v")).isTrue();
            assertThat(published(engine, reporter::success)).isEqualTo(1);
            engine.drain();
            assertThat(view(engine, "v").streak()).isZero();
        }
    }

    private static BreakerConfig streaksOnly()
    {
        final FailureRateConfig off = new FailureRateConfig(FailureRateConfig.OFF, FailureRateConfig.OFF, 300, 10);
        return TestConfigs.config(new EngineConfig(10 * TestConfigs.SECOND, 1 << 17, 64, WaitMode.YIELD, true), Map.of(
            "", TestConfigs.results(new FailuresConfig(1_000, 1_000, 1_000, 1_000), off),
            "exclusive", TestConfigs.results(new FailuresConfig(2, 3, 5, 10), off),
            "shared", TestConfigs.results(new FailuresConfig(2, 3, 5, 10), off)));
    }

    /** Failure, success, failure, ...: one that is swallowed by a lane leaves two failures in a row behind. */
    private static final class Flapper extends Thread
    {
        private final BreakerEngine engine;
        private final Reporter reporter;
        private final Random random;
        private final int rounds;
        private long offered;

        Flapper(final BreakerEngine engine, final Reporter reporter, final long seed, final int rounds)
        {
            this.engine = engine;
            this.reporter = reporter;
            this.random = new Random(seed);
            this.rounds = rounds;
        }

        @Override
        public void run()
        {
            for (int round = 0; round < rounds; round++)
            {
                reporter.failure("x");
                between();
                reporter.success();
                between();
                final int more = random.nextInt(3);
                for (int i = 0; i < more; i++)
                {
                    reporter.success();
                }
                offered += 2 + more;
            }
        }

        /** Nothing, a moment, or until the breaker has judged all, so that it is met at every point of its round. */
        private void between()
        {
            final int dice = random.nextInt(8);
            if (dice < 4)
            {
                for (int spins = random.nextInt(400); spins > 0; spins--)
                {
                    Thread.onSpinWait();
                }
            }
            else if (dice == 4)
            {
                final long last = engine.parts().ring().cursor();
                Await.until("all is judged", () -> engine.parts().ring().consumed() >= last);
            }
        }
    }

    @Test
    void shouldNeverSwallowTheSuccessAfterAFailureWhileTheBreakerRuns() throws Exception
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(streaksOnly())))
        {
            final List<Flapper> flappers = List.of(
                new Flapper(engine, engine.scope("exclusive").exclusiveReporter(), SEED, 4_000),
                new Flapper(engine, engine.scope("shared").reporter(), SEED + 1, 4_000));
            flappers.forEach(Thread::start);
            long offered = 0;
            for (final Flapper flapper : flappers)
            {
                flapper.join();
                offered += flapper.offered;
            }
            engine.drain();
            for (final String path : new String[] {"exclusive", "shared"})
            {
                assertThat(view(engine, path).breaches(Cause.CONSECUTIVE_FAILURES)).as("seed " + SEED + " " + path).isZero();
                assertThat(view(engine, path).streak()).as("seed " + SEED + " " + path).isZero();
            }
            assertThat(view(engine, "").windowFailures()).isEqualTo(8_000);
            assertThat(view(engine, "").windowOrders()).isEqualTo(offered);
            assertThat(engine.parts().tally().lanes()).as("some was gathered").isPositive();
            assertThat(engine.parts().tally().reports() + engine.parts().tally().folded() + engine.parts().tally().lanes())
                .isEqualTo(offered);
        }
    }
}
