package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.EngineConfig;
import io.interlock.config.FailureRateConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.WaitMode;
import io.interlock.core.engine.Interleavings.Program;
import io.interlock.core.engine.Interleavings.Report;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.port.EngineClock;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * With several reporters, what lanes lead to is explained by some interleaving of the reporters' own orders (DESIGN, lanes 5): of that
 * one a machine without lanes would have decided the same.
 */
class LaneInterleavingTest
{
    private static final long SEED = 20261126L;
    private static final int CASES = 400;
    private static final int ROUNDS = 250;
    private static final int THREADS = 3;
    private static final List<String> PATHS = List.of("", "a", "a/b", "c");

    private static BreakerConfig config(final long ratePpb, final int maxScopes)
    {
        // No SHUTDOWN by a streak: no command leads back from there.
        final FailuresConfig failures = new FailuresConfig(2, 3, 5, 1_000);
        final FailureRateConfig rate = new FailureRateConfig(ratePpb, FailureRateConfig.OFF, 300, 4);
        return TestConfigs.config(
            new EngineConfig(10 * TestConfigs.SECOND, 1_024, maxScopes, WaitMode.YIELD, true),
            Map.of("", TestConfigs.results(failures, rate)));
    }

    /** Mostly healthy, so that there is much to gather; failures often enough for streaks and rates. */
    private static Report report(final Random random)
    {
        final int dice = random.nextInt(20);
        return dice < 9 ? Report.SUCCESS : dice < 15 ? Report.FAILURE : dice < 17 ? Report.FAST : dice < 19 ? Report.FILL : Report.SLOW;
    }

    private static List<Program> programs(final Random random, final int count, final int longest)
    {
        final List<Program> programs = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final List<Report> reports = new ArrayList<>();
            for (int length = 1 + random.nextInt(longest); length > 0; length--)
            {
                reports.add(report(random));
            }
            programs.add(new Program(random.nextInt(PATHS.size()), reports));
        }
        return programs;
    }

    /** Two programs with the shared reporter of a scope are two threads that use it. */
    private static Reporter reporter(final Random random, final Scope scope)
    {
        return random.nextBoolean() ? scope.exclusiveReporter() : scope.reporter();
    }

    private static List<ScopeView> views(final BreakerEngine engine, final List<String> paths)
    {
        final List<ScopeView> views = new ArrayList<>();
        for (final String path : paths)
        {
            views.add(engine.breaker().machine().scope(engine.parts().registry().find(path).id()));
        }
        return views;
    }

    /** What a driven engine came to, and what it went through. */
    private static final class Driven
    {
        private final List<Integer> order = new ArrayList<>();
        private long[] decided;
        private long gathered;
    }

    private static void anything(final Random random, final BreakerEngine engine)
    {
        switch (random.nextInt(8))
        {
            case 0, 1 -> engine.breaker().doWork();
            case 2 ->
            {
                engine.watchdog().doWork();
                engine.breaker().doWork();
            }
            case 3 -> engine.drain();
            default ->
            {
                // The breaker has not come to it.
            }
        }
    }

    private static Driven drive(final Random random, final BreakerConfig config, final List<Program> programs, final boolean second)
    {
        final ManualClock clock = new ManualClock();
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(config).clock(clock).invoked(true)))
        {
            final Driven driven = new Driven();
            PATHS.forEach(engine::scope);
            // Lanes are collected in the order in which reporters were made.
            final List<Integer> made = new ArrayList<>();
            final Reporter[] reporters = new Reporter[programs.size()];
            for (int i = 0; i < reporters.length; i++)
            {
                made.add(i);
                driven.order.addAll(Collections.nCopies(programs.get(i).reports().size(), i));
            }
            Collections.shuffle(made, random);
            made.forEach(i -> reporters[i] = reporter(random, engine.scope(PATHS.get(programs.get(i).scope()))));
            Collections.shuffle(driven.order, random);
            final int[] next = new int[reporters.length];
            for (final int i : driven.order)
            {
                programs.get(i).reports().get(next[i]++).to(reporters[i]);
                anything(random, engine);
            }
            // The ring is judged in this second; what lanes hold may have to wait for its end.
            engine.breaker().doWork();
            clock.advanceMs(second ? 1_000 : 0);
            engine.watchdog().doWork();
            engine.drain();
            driven.decided = Interleavings.decisions(views(engine, PATHS));
            driven.gathered = engine.parts().tally().lanes();
            return driven;
        }
    }

    @Test
    void shouldDecideAsSomeInterleavingDoesWhateverTheBreakerDoesBetweenReports()
    {
        final BreakerConfig config = config(300_000_000, 64);
        long gathered = 0;
        int tripped = 0;
        int otherwise = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++)
        {
            final Random random = new Random(seed);
            final List<Program> programs = programs(random, 2 + random.nextInt(2), 5);
            final boolean second = random.nextBoolean();
            final Driven driven = drive(random, config, programs, second);
            final Interleavings interleavings = new Interleavings(config, PATHS, programs);
            assertThat(interleavings.explains(driven.decided, second)).as("seed %d: %s", seed, interleavings).isTrue();
            gathered += driven.gathered;
            tripped += driven.decided[0] > 0 ? 1 : 0;
            otherwise += interleavings.isOrder(driven.order, driven.decided, second) ? 0 : 1;
        }
        assertThat(gathered).as("gathered").isGreaterThan(CASES);
        assertThat(tripped).as("roots that tripped").isBetween(CASES / 10, CASES - CASES / 10);
        assertThat(otherwise).as("explained by another order than that of the calls").isPositive();
    }

    @Test
    void shouldExplainNothingThatNoInterleavingLeadsTo()
    {
        final BreakerConfig config = config(FailureRateConfig.OFF, 64);
        final List<Program> one = List.of(new Program(1, List.of(Report.FAILURE, Report.SUCCESS, Report.FAILURE)));
        final List<Program> two = List.of(new Program(1, List.of(Report.SUCCESS, Report.FAILURE, Report.FAILURE)));
        final Random random = new Random(SEED);
        final long[] ended = drive(random, config, one, false).decided;
        final long[] inARow = drive(random, config, two, false).decided;
        assertThat(new Interleavings(config, PATHS, one).explains(ended, false)).isTrue();
        assertThat(new Interleavings(config, PATHS, two).explains(inARow, false)).isTrue();
        assertThat(new Interleavings(config, PATHS, one).explains(inARow, false)).as("a success was swallowed").isFalse();
        ended[5]++;
        assertThat(new Interleavings(config, PATHS, one).explains(ended, false)).as("an order too many").isFalse();
    }

    /** Reports its programs, one a round, beside others that do the same. */
    private static final class Worker extends Thread
    {
        private final CyclicBarrier barrier;
        private final Random random;
        private volatile Program program;
        private volatile Reporter reporter;

        Worker(final CyclicBarrier barrier, final long seed)
        {
            this.barrier = barrier;
            this.random = new Random(seed);
        }

        @Override
        public void run()
        {
            try
            {
                for (int round = 0; round < ROUNDS; round++)
                {
                    barrier.await(10, TimeUnit.SECONDS);
                    for (final Report report : program.reports())
                    {
                        report.to(reporter);
                        for (int spins = random.nextInt(4) * random.nextInt(500); spins > 0; spins--)
                        {
                            Thread.onSpinWait();
                        }
                    }
                    barrier.await(10, TimeUnit.SECONDS);
                }
            }
            catch (final Exception broken)
            {
                throw new IllegalStateException(broken);
            }
        }
    }

    /** Read on the breaker thread, which is the only one that may. */
    private static long[] decisions(final BreakerEngine engine, final List<String> paths)
    {
        return engine.parts().ask(new Request<long[]>()
        {
            @Override
            void execute(final BreakerAgent breaker)
            {
                complete(Interleavings.decisions(views(engine, paths)));
            }
        }, EngineClock.SYSTEM.nanoTime() + 10 * TestConfigs.SECOND);
    }

    /**
     * Without a rate: a success that is gathered while a failure is being judged enters the windows after that failure, and counts in the
     * streak as if it had come before, which is stricter than either order. Only a rate could tell.
     */
    @Test
    void shouldDecideAsSomeInterleavingOfRealThreadsDoes() throws Exception
    {
        final BreakerConfig config = config(FailureRateConfig.OFF, 1 + 3 * ROUNDS);
        final CyclicBarrier barrier = new CyclicBarrier(THREADS + 1);
        final List<Worker> workers = new ArrayList<>();
        final Random random = new Random(SEED);
        int tripped = 0;
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(config)))
        {
            for (int i = 0; i < THREADS; i++)
            {
                workers.add(new Worker(barrier, SEED + i));
                workers.get(i).start();
            }
            for (int round = 0; round < ROUNDS; round++)
            {
                final String prefix = "r" + round;
                final List<String> paths = List.of("", prefix, prefix + "/b", prefix + "/c");
                final List<Program> programs = programs(random, THREADS, 5);
                for (int i = 0; i < THREADS; i++)
                {
                    workers.get(i).program = programs.get(i);
                    workers.get(i).reporter = reporter(random, engine.scope(paths.get(programs.get(i).scope())));
                }
                paths.forEach(engine::scope);
                barrier.await(10, TimeUnit.SECONDS);
                barrier.await(10, TimeUnit.SECONDS);
                engine.drain();
                final long[] decided = decisions(engine, paths);
                final Interleavings interleavings = new Interleavings(config, paths, programs);
                assertThat(interleavings.explains(decided, false)).as("seed %d round %d: %s", SEED, round, interleavings).isTrue();
                tripped += decided[0] > 0 ? 1 : 0;
                assertThat(engine.desk().forceRecovery("", "test", "another round").accepted()).isTrue();
            }
            assertThat(engine.parts().tally().lanes()).as("gathered").isPositive();
        }
        assertThat(tripped).as("roots that tripped").isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }
}
