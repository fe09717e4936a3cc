package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * On which threads actions run, how often, and what the journal keeps of them (SEMANTICS 5).
 *
 * <p>Threading: the tests' own.
 */
class ActionThreadTest
{
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Test
    void shouldJudgeAndGiveUpWhileAnActionHangs()
    {
        final CountDownLatch held = new CountDownLatch(1);
        final TradingActions hanging = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                // Not a completion that never comes: the call itself does not return.
                calls.add(context.scope());
                try
                {
                    held.await();
                }
                catch (final InterruptedException interrupted)
                {
                    Thread.currentThread().interrupt();
                }
                return CompletableFuture.completedFuture("late");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).actions(hanging)
            .actionLimits(Duration.ofMillis(200), 1)))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("it hangs", () -> calls.contains("v"));
            engine.scope("w").reporter().apiLatency(2 * TestConfigs.SECOND);
            engine.drain();
            assertThat(engine.scope("w").level()).isEqualTo(Level.THROTTLE);
            Await.until("it is given up", () -> engine.issues(Duration.ofHours(1)).stream()
                .anyMatch(issue -> issue.issueType().equals("ACTION_TIMED_OUT") && issue.scope().equals("v")));
        }
        finally
        {
            held.countDown();
        }
    }

    @Test
    void shouldCancelWhileTheStateIsStillBeingSaved()
    {
        final CompletableFuture<String> saved = new CompletableFuture<>();
        final TradingActions saving = new TradingActions()
        {
            @Override
            public CompletionStage<String> saveState(final ActionContext context)
            {
                return saved;
            }

            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                calls.add(context.scope());
                return CompletableFuture.completedFuture("done");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).actions(saving)
            .actionLimits(Duration.ofHours(1), 1)))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("it is cancelled, though the save has an hour", () -> calls.contains("v"));
        }
        finally
        {
            saved.complete("late");
        }
    }

    @Test
    void shouldActOnceThoughATransitionIsToldTwice()
    {
        final EngineParts parts = new EngineParts(TestConfigs.patient(), EngineClock.SYSTEM, TransitionJournal.NONE, 64);
        parts.dumps(Dumps.NONE);
        try (ActionRunner runner = new ActionRunner(
            parts, EngineThreads::daemon, new SafetyToken(), new ActionRunner.Limits(Duration.ofSeconds(10), 1)))
        {
            runner.actions(new TradingActions()
            {
                @Override
                public CompletionStage<String> cancelAll(final ActionContext context)
                {
                    calls.add(context.scope());
                    return CompletableFuture.completedFuture("done");
                }
            });
            runner.run(halted(1, "v"));
            runner.run(halted(1, "v"));
            Await.until("done", () -> calls.contains("v"));
            runner.run(halted(1, "v"));
            runner.run(halted(2, "w"));
            Await.until("the next too", () -> calls.contains("w"));
            assertThat(calls).containsExactly("v", "w");
        }
    }

    private static TransitionEvent halted(final long sequence, final String scope)
    {
        return new TransitionEvent(sequence, "boot-" + sequence, 0, 0, scope, new TransitionEvent.Change(Level.CLOSED, Level.HALT),
            new TransitionEvent.Why(Cause.API_LATENCY, 0, 0));
    }

    @Test
    void shouldJournalStartRetryAndEndOfEachAction()
    {
        final List<String> journaled = new CopyOnWriteArrayList<>();
        final TransitionJournal journal = new TransitionJournal()
        {
            @Override
            public void append(final ActionEvent event)
            {
                if (!event.action().startsWith("save"))
                {
                    journaled.add(event.action() + ' ' + event.stage() + ' ' + event.attempt());
                }
            }
        };
        final TradingActions failing = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                calls.add("cancelAll");
                return calls.size() == 1 ? CompletableFuture.failedFuture(new IllegalStateException("planted"))
                    : CompletableFuture.completedFuture("done");
            }

            @Override
            public CompletionStage<String> flatten(final ActionContext context)
            {
                return CompletableFuture.failedFuture(new IllegalStateException("planted"));
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).actions(failing)
            .journal(journal).actionLimits(Duration.ofSeconds(10), 2)))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("all is over", () -> journaled.contains("flatten FAILED 2"));
            assertThat(journaled).containsExactly("cancelAll STARTED 1", "cancelAll RETRIED 1", "cancelAll STARTED 2",
                "cancelAll SUCCEEDED 2", "flatten STARTED 1", "flatten RETRIED 1", "flatten STARTED 2", "flatten FAILED 2");
            Await.until("people hear of it", () -> engine.issues(Duration.ofHours(1)).stream()
                .anyMatch(issue -> issue.issueType().equals("ACTION_FAILED") && issue.details().contains("planted")));
        }
    }
}
