package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * With lanes and without them the same reports lead to the same decisions (DESIGN, lanes 5). Ticks are rare here, so that lanes hold
 * much when failures, ends of seconds and commands come.
 */
class LaneParityTest
{
    private static final int STREAMS = 60;
    private static final int STEPS = 600;
    private static final Verdict ANSWERED = new Verdict(Reason.ALLOWED, 1.0);

    private long gathered;
    private long decided;
    private long intents;

    /** An engine whose breaker and watchdog the test drives. */
    private static final class Driven implements AutoCloseable
    {
        private final ManualClock clock = new ManualClock();
        private final BreakerEngine engine;
        private final Reporter[] reporters;

        Driven(final boolean lanes, final int confirmations, final String... paths)
        {
            engine = BreakerEngine.launch(
                PatientContext.make().config(TestConfigs.recorded(TestConfigs.lanes(lanes, confirmations))).clock(clock).invoked(true));
            reporters = new Reporter[paths.length];
            for (int i = 0; i < paths.length; i++)
            {
                final Scope scope = engine.scope(paths[i]);
                reporters[i] = i % 2 == 0 ? scope.exclusiveReporter() : scope.reporter();
            }
        }

        void report(final int who, final int what, final long number)
        {
            final Reporter reporter = reporters[who];
            switch (what)
            {
                case 0 -> reporter.failure("rejected");
                case 1 -> reporter.apiLatency(number * TestConfigs.MS);
                case 2 -> reporter.slippage(Side.BUY, 50_000, 50_000 + number / 10.0);
                case 3 -> reporter.fill(number * TestConfigs.MS, Side.SELL, 50_000, 50_000 - number / 10.0);
                case 4 -> reporter.equity(100_000 + number);
                case 5 -> reporter.apiLatency(number);
                case 6, 7, 8 -> reporter.fill(number, Side.UNKNOWN, 50_000, 50_001);
                default -> reporter.success();
            }
        }

        /** Orders that this reporter's thread asked the gate about. */
        void asks(final int who, final int orders)
        {
            for (int i = 0; i < orders; i++)
            {
                reporters[who].intent(Intent.OPEN, 0.5, i, ANSWERED);
            }
        }

        /** Judges what was published, lets time pass, and ticks as the watchdog does, only more rarely. */
        void pass(final long ms)
        {
            engine.breaker().doWork();
            clock.advanceMs(ms);
            engine.breaker().doWork();
            engine.watchdog().doWork();
            engine.breaker().doWork();
        }

        /** Everything that a decision leaves behind in a scope; at CLOSED nobody waits for evidence, and a trip starts its count anew. */
        String decided(final String path)
        {
            final ScopeView view = engine.breaker().machine().scope(engine.parts().registry().find(path).id());
            final StringBuilder text = new StringBuilder().append(view.level()).append(' ').append(view.lastCause()).append(' ')
                .append(view.lastValue()).append('/').append(view.lastThreshold()).append(" at ").append(view.lastTransitionNs())
                .append(" streak ").append(view.streak())
                .append(" evidence ").append(view.level() == Level.CLOSED ? 0 : view.evidence());
            for (final Cause cause : Cause.tripping())
            {
                text.append(' ').append(view.breaches(cause)).append(view.stands(cause) ? "!" : "");
            }
            return text.toString();
        }

        @Override
        public void close()
        {
            engine.close();
        }
    }

    private static int what(final Random random, final int badness)
    {
        final int roll = random.nextInt(100);
        return roll < badness ? 0 : roll < badness + 3 ? 1 + random.nextInt(4) : 5 + random.nextInt(6);
    }

    /** In {@code asking} one of both engines is told of orders as well, between any two reports and after the last of a round. */
    private void compare(final long seed, final String[] driven, final String[] compared, final boolean asking)
    {
        final Random random = new Random(seed);
        final Random orders = new Random(seed);
        final int badness = new int[] {1, 3, 8, 15}[random.nextInt(4)];
        final int confirmations = 1 + 2 * random.nextInt(2);
        try (Driven on = new Driven(true, confirmations, driven); Driven off = new Driven(false, confirmations, driven))
        {
            for (int step = 0; step < STEPS; step++)
            {
                final int who = random.nextInt(driven.length);
                final int what = what(random, badness);
                final long number = random.nextInt(1_200);
                on.report(who, what, number);
                off.report(who, what, number);
                on.asks(asking ? orders.nextInt(driven.length) : 0, asking ? orders.nextInt(3) : 0);
                if (random.nextInt(3) == 0)
                {
                    final long ms = new long[] {0, 1, 7, 300, 999, 4_000, 9_000}[random.nextInt(7)];
                    on.pass(ms);
                    off.pass(ms);
                    if (random.nextInt(40) == 0)
                    {
                        on.engine.desk().forceRecovery(driven[who], "test", "again");
                        off.engine.desk().forceRecovery(driven[who], "test", "again");
                    }
                    for (final String path : compared)
                    {
                        assertThat(on.decided(path)).as("seed " + seed + " step " + step + " scope " + path).isEqualTo(off.decided(path));
                    }
                }
            }
            assertSameTotals(on, off, compared);
            intents += on.engine.parts().tally().count(InputKind.ORDER_INTENT);
        }
    }

    private void assertSameTotals(final Driven on, final Driven off, final String[] paths)
    {
        on.engine.drain();
        off.engine.drain();
        for (final String path : paths)
        {
            final ScopeView with = on.engine.breaker().machine().scope(on.engine.parts().registry().find(path).id());
            final ScopeView without = off.engine.breaker().machine().scope(off.engine.parts().registry().find(path).id());
            assertThat(with.windowOrders()).isEqualTo(without.windowOrders());
            assertThat(with.windowFailures()).isEqualTo(without.windowFailures());
        }
        gathered += on.engine.parts().tally().lanes();
        decided += on.engine.breaker().transitions();
        assertThat(off.engine.parts().tally().lanes()).isZero();
    }

    /** Streams that never reach a lane, or never a decision, would compare nothing. */
    @AfterEach
    void shouldHaveComparedSomething()
    {
        assertThat(gathered).isGreaterThan(STREAMS * 100L);
        assertThat(decided).isGreaterThan(STREAMS);
    }

    @Test
    void shouldDecideTheSameWithOneReporterUpToTheRoot()
    {
        for (long seed = 1; seed <= STREAMS; seed++)
        {
            compare(seed, new String[] {"a/b"}, new String[] {"a/b", "a", ""}, false);
        }
    }

    @Test
    void shouldDecideTheSameInEachScopeWithOneReporterEach()
    {
        for (long seed = 1; seed <= STREAMS; seed++)
        {
            final String[] paths = {"v", "w", "x/y"};
            compare(seed, paths, paths, false);
        }
    }

    @Test
    void shouldDecideTheSameWhereOnlyOneIsToldOfOrders()
    {
        for (long seed = 1; seed <= STREAMS; seed++)
        {
            compare(seed, new String[] {"a/b"}, new String[] {"a/b", "a", ""}, true);
            final String[] paths = {"v", "w", "x/y"};
            compare(seed, paths, paths, true);
        }
        assertThat(intents).isGreaterThan(STREAMS * 100L);
    }
}
