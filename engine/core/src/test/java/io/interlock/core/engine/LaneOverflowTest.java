package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A report is gathered, published or folded, each is judged once, and a reporter's own order is kept through all three. */
class LaneOverflowTest
{
    private static final long SEED = 20261126L;
    private static final int RING = 64;

    private final ManualClock clock = new ManualClock();

    private BreakerEngine launch()
    {
        return launch(TestConfigs.lanes(RING, true, 1));
    }

    private BreakerEngine launch(final BreakerConfig config)
    {
        return BreakerEngine.launch(PatientContext.make().config(config).clock(clock).invoked(true));
    }

    /** Folded successes end no streak, so here no length of one is a reason for SHUTDOWN. */
    private static BreakerConfig lenient()
    {
        final FailuresConfig failures = new FailuresConfig(100_000, 100_000, 100_000, 100_000);
        final FailureRateConfig rate = new FailureRateConfig(FailureRateConfig.OFF, FailureRateConfig.OFF, 300, 10);
        return TestConfigs.config(TestConfigs.lanes(RING, true, 1).engine(), Map.of("", TestConfigs.results(failures, rate)));
    }

    private static ScopeView view(final BreakerEngine engine, final String path)
    {
        return engine.breaker().machine().scope(engine.scope(path).id());
    }

    /** Fills the ring with what is never gathered and decides nothing, up to the first that finds no room. */
    private static int fill(final BreakerEngine engine)
    {
        final Reporter filler = engine.scope("filler").exclusiveReporter();
        final long folded = engine.parts().overflow().folded();
        int offered = 0;
        while (engine.parts().overflow().folded() == folded)
        {
            filler.equity(1_000);
            offered++;
        }
        return offered;
    }

    private static long counted(final BreakerEngine engine)
    {
        final Tally tally = engine.parts().tally();
        return tally.reports() + tally.folded() + tally.lanes();
    }

    /** Overload is over a second after the last fold, and an operator says that this will do. */
    private void calm(final BreakerEngine engine, final String... paths)
    {
        clock.advanceMs(1_500);
        engine.watchdog().doWork();
        engine.breaker().doWork();
        for (final String path : paths)
        {
            assertThat(engine.desk().forceRecovery(path, "test", "again").accepted()).isTrue();
        }
    }

    @Test
    void shouldKeepAReportersOrderFromItsLaneThroughTheFoldAndBack()
    {
        try (BreakerEngine engine = launch())
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            engine.scope("filler");
            engine.drain();
            final long published = engine.parts().ring().cursor();
            for (int i = 0; i < 3; i++)
            {
                reporter.success();
            }
            assertThat(engine.parts().ring().cursor()).as("gathered").isEqualTo(published);
            final int filled = fill(engine);
            reporter.failure("folded");
            for (int i = 0; i < 5; i++)
            {
                reporter.success();
            }
            assertThat(engine.parts().overflow().folded()).as("what follows a folded report is folded too").isEqualTo(7);
            engine.drain();
            assertThat(engine.root().ownLevel()).as("overload").isEqualTo(Level.ALERT);
            assertThat(engine.parts().tally().lanes()).isEqualTo(3);
            assertThat(view(engine, "v").windowOrders()).isEqualTo(9);
            assertThat(view(engine, "v").streak()).as("no folded success is known to have come after the failure").isEqualTo(1);
            reporter.success();
            engine.drain();
            assertThat(view(engine, "v").streak()).as("an event ends it").isZero();
            calm(engine, "");
            final long after = engine.parts().ring().cursor();
            for (int i = 0; i < 4; i++)
            {
                reporter.success();
            }
            assertThat(engine.parts().ring().cursor()).as("gathered again").isEqualTo(after);
            engine.drain();
            assertThat(view(engine, "v").windowOrders()).isEqualTo(14);
            assertThat(view(engine, "v").windowFailures()).isEqualTo(1);
            assertThat(counted(engine)).isEqualTo(filled + 14L);
        }
    }

    @Test
    void shouldJudgeAFoldedFailureAgainstWhatWasGatheredBeforeItHereAndElsewhere()
    {
        try (BreakerEngine engine = launch())
        {
            final Reporter folding = engine.scope("v").exclusiveReporter();
            final Reporter worse = engine.scope("u").exclusiveReporter();
            final Reporter elsewhere = engine.scope("w").exclusiveReporter();
            engine.scope("filler");
            engine.drain();
            for (int i = 0; i < 20; i++)
            {
                elsewhere.success();
            }
            for (int i = 0; i < 8; i++)
            {
                folding.success();
            }
            fill(engine);
            for (int i = 0; i < 5; i++)
            {
                folding.failure("x");
                folding.success();
                worse.failure("x");
                worse.success();
            }
            engine.drain();
            assertThat(view(engine, "v").windowOrders()).isEqualTo(18);
            assertThat(view(engine, "v").breaches(Cause.FAILURE_RATE)).as("5 of 18, not of 10").isZero();
            assertThat(view(engine, "u").breaches(Cause.FAILURE_RATE)).as("5 of 10").isEqualTo(1);
            assertThat(view(engine, "").windowOrders()).isEqualTo(48);
            assertThat(view(engine, "").breaches(Cause.FAILURE_RATE)).as("10 of 48, not of 28").isZero();
        }
    }

    /** Phases of many reports with a lazy breaker; between them all is calm, so that the next phase begins in the lanes. */
    @Test
    void shouldCountEveryReportOfManyThreadsOnceWhicheverWayItTook() throws Exception
    {
        final int producers = 3;
        final int phases = 15;
        final int each = 600;
        try (BreakerEngine engine = launch(lenient()))
        {
            final CyclicBarrier barrier = new CyclicBarrier(producers + 1);
            final Thread[] threads = new Thread[producers];
            for (int i = 0; i < producers; i++)
            {
                final Scope scope = engine.scope(i == 0 ? "own" : "both");
                threads[i] = producer(barrier, phases, each, i == 0 ? scope.exclusiveReporter() : scope.reporter(), SEED + i);
                threads[i].start();
            }
            engine.drain();
            for (int phase = 0; phase < phases; phase++)
            {
                barrier.await(10, TimeUnit.SECONDS);
                for (int round = 0; barrier.getNumberWaiting() < producers && !barrier.isBroken(); round++)
                {
                    // Looks in only now and then, so that the ring is full most of the time.
                    if (round % 200 == 0)
                    {
                        engine.breaker().doWork();
                    }
                    Thread.yield();
                }
                barrier.await(10, TimeUnit.SECONDS);
                engine.drain();
                assertThat(counted(engine)).as("seed " + SEED + " phase " + phase).isEqualTo((phase + 1L) * producers * each);
                calm(engine, "", "own", "both");
            }
            for (final Thread thread : threads)
            {
                thread.join();
            }
            assertThat(engine.parts().tally().folded()).isPositive();
            assertThat(engine.parts().tally().lanes()).isPositive();
            assertThat(engine.parts().tally().reports()).isPositive();
        }
    }

    private static Thread producer(
        final CyclicBarrier barrier, final int phases, final int each, final Reporter reporter, final long seed)
    {
        return new Thread(() ->
        {
            final Random random = new Random(seed);
            try
            {
                for (int phase = 0; phase < phases; phase++)
                {
                    barrier.await(10, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++)
                    {
                        // The first fifty of a phase are gathered; then a failure takes all to the ring, until it is full.
                        report(reporter, i < 50 ? 1 : random.nextInt(8), i);
                    }
                    barrier.await(10, TimeUnit.SECONDS);
                }
            }
            catch (final Exception broken)
            {
                throw new IllegalStateException(broken);
            }
        });
    }

    private static void report(final Reporter reporter, final int what, final int number)
    {
        switch (what)
        {
            case 0 -> reporter.failure("x");
            case 1 -> reporter.fill(number, Side.BUY, 50_000, 50_001);
            case 2 -> reporter.slippage(Side.SELL, 50_000, 50_001);
            case 3 -> reporter.apiLatency(number);
            default -> reporter.success();
        }
    }
}
