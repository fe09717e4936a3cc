package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.report.Reporter;
import io.interlock.core.testing.PatientContext;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A full ring never blocks a reporter and never loses a report. */
class OverflowTest
{
    private static BreakerEngine launch()
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.ring(64)).invoked(true));
    }

    @Test
    void shouldConserveEveryReportOfTwoProducersWhileTheConsumerPauses() throws Exception
    {
        try (BreakerEngine engine = launch())
        {
            final Reporter shared = engine.scope("v").reporter();
            final int each = 20_000;
            final CountDownLatch done = new CountDownLatch(2);
            for (int producer = 0; producer < 2; producer++)
            {
                final Reporter reporter = producer == 0 ? shared : engine.scope("v").exclusiveReporter();
                new Thread(() ->
                {
                    for (int i = 0; i < each; i++)
                    {
                        if (i % 3 == 0)
                        {
                            shared.success();
                        }
                        else
                        {
                            reporter.apiLatency(1_000 + i);
                        }
                    }
                    done.countDown();
                }).start();
            }
            int rounds = 0;
            while (done.getCount() > 0)
            {
                // Looks in only now and then, so that the ring is full most of the time.
                if (rounds++ % 50 == 0)
                {
                    engine.breaker().doWork();
                }
                Thread.yield();
            }
            done.await();
            engine.drain();
            final Tally tally = engine.parts().tally();
            assertThat(tally.folded()).isPositive();
            assertThat(tally.reports() - tally.count(InputKind.TICK) + tally.folded()).isEqualTo(2L * each);
        }
    }

    @Test
    void shouldJudgeTheWorstOfWhatWasFoldedAndTripOverload()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope scope = engine.scope("v");
            final Reporter reporter = scope.exclusiveReporter();
            for (int i = 0; i < 64; i++)
            {
                reporter.success();
            }
            reporter.apiLatency(600 * TestConfigs.MS);
            reporter.apiLatency(2 * TestConfigs.SECOND);
            reporter.apiLatency(10);
            reporter.exchange(ExchangeStatus.SLOW);
            assertThat(engine.parts().overflow().folded()).isEqualTo(4);
            engine.drain();
            assertThat(scope.ownLevel()).isEqualTo(Level.THROTTLE);
            assertThat(engine.root().ownLevel()).isEqualTo(Level.ALERT);
            assertThat(engine.breaker().machine().scope(0).lastCause()).isEqualTo(Cause.OVERLOAD);
            assertThat(engine.breaker().machine().scope(scope.id()).exchange()).isEqualTo(ExchangeStatus.SLOW);
        }
    }

    @Test
    void shouldKeepAReportersOrderAcrossTheFold()
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.ring(512)).invoked(true)))
        {
            final Scope scope = engine.scope("v");
            final Reporter reporter = scope.exclusiveReporter();
            reporter.exchange(ExchangeStatus.DOWN);
            for (int i = 1; i < 300; i++)
            {
                reporter.success();
            }
            // A producer that takes its time ends the breaker's batch in the middle of the ring.
            final long slow = engine.parts().ring().claim();
            for (int i = 301; i < 512; i++)
            {
                reporter.success();
            }
            reporter.exchange(ExchangeStatus.UP);
            engine.breaker().doWork();
            engine.breaker().doWork();
            // The ring has room again, but what was folded is older than what comes now.
            reporter.exchange(ExchangeStatus.DEGRADED);
            engine.parts().ring().publish(slow);
            engine.drain();
            assertThat(engine.breaker().machine().scope(scope.id()).exchange()).isEqualTo(ExchangeStatus.DEGRADED);
            final long folded = engine.parts().overflow().folded();
            reporter.exchange(ExchangeStatus.UP);
            engine.drain();
            assertThat(engine.breaker().machine().scope(scope.id()).exchange()).isEqualTo(ExchangeStatus.UP);
            assertThat(engine.parts().overflow().folded()).as("back on the ring").isEqualTo(folded);
        }
    }

    @Test
    void shouldNeverFoldACriticalErrorAway()
    {
        try (BreakerEngine engine = launch())
        {
            final Reporter reporter = engine.scope("v").exclusiveReporter();
            for (int i = 0; i < 100; i++)
            {
                reporter.success();
            }
            reporter.criticalError(CriticalError.SECURITY_BREACH, "x");
            assertThat(engine.scope("v").level()).isEqualTo(Level.SHUTDOWN);
            engine.drain();
            assertThat(engine.root().ownLevel()).isEqualTo(Level.SHUTDOWN);
            assertThat(engine.breaker().machine().scope(0).lastCause()).isEqualTo(Cause.SECURITY_BREACH);
        }
    }

    /**
     * The breaker notices a fold, and before it has come to that place in the ring another reporter publishes, finds the ring full again
     * and folds too: what that one folded is younger than what it published.
     */
    @Test
    void shouldKeepTheOrderOfAReporterThatFoldsAfterTheFoldingWasNoticed()
    {
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.ring(512)).invoked(true)))
        {
            final Scope scope = engine.scope("v");
            final Reporter first = engine.scope("w").exclusiveReporter();
            final Reporter filler = engine.scope("w").exclusiveReporter();
            final Reporter late = scope.exclusiveReporter();
            while (engine.parts().overflow().folded() == 0)
            {
                first.success();
            }
            engine.breaker().doWork();
            late.exchange(ExchangeStatus.UP);
            while (engine.parts().overflow().folded() == 1)
            {
                filler.success();
            }
            late.exchange(ExchangeStatus.DOWN);
            assertThat(engine.parts().overflow().folded()).as("the ring was full again").isEqualTo(3);
            engine.drain();
            assertThat(engine.breaker().machine().scope(scope.id()).exchange()).isEqualTo(ExchangeStatus.DOWN);
            assertThat(engine.parts().tally().folded()).as("drained: all is judged").isEqualTo(3);
        }
    }

    /** A fold is noticed, and collected only when the breaker comes to that place; a drain in between waits for later folds too. */
    @Test
    void shouldAnswerADrainOnlyWhenAllThatWasFoldedBeforeItsTurnIsJudged()
    {
        try (BreakerEngine engine = launch())
        {
            final Scope scope = engine.scope("v");
            final Reporter filler = engine.scope("w").exclusiveReporter();
            final Reporter late = scope.exclusiveReporter();
            for (int i = 0; i < 32; i++)
            {
                filler.success();
            }
            // A producer that takes its time ends the breaker's batch here.
            final long slow = engine.parts().ring().claim();
            while (engine.parts().overflow().folded() == 0)
            {
                filler.success();
            }
            engine.breaker().doWork();
            final Request<Boolean> drain = new Request<>()
            {
                @Override
                void execute(final BreakerAgent breaker)
                {
                    breaker.drain(this);
                }
            };
            engine.parts().mailbox().send(drain, Long.MAX_VALUE, Thread::yield);
            while (engine.parts().overflow().folded() == 1)
            {
                late.success();
            }
            late.exchange(ExchangeStatus.DOWN);
            engine.parts().ring().publish(slow);
            engine.breaker().doWork();
            assertThat(drain.isDone()).as("the first fold alone is judged").isFalse();
            engine.breaker().doWork();
            assertThat(drain.isDone()).isTrue();
            assertThat(engine.breaker().machine().scope(scope.id()).exchange()).isEqualTo(ExchangeStatus.DOWN);
        }
    }
}
