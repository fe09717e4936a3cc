package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.CriticalError;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What HALT and SHUTDOWN do to the market. */
class ActionRunnerTest
{
    /** Remembers its calls; hangs or fails where told to. */
    private static final class FakeActions implements TradingActions
    {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final Set<SafetyToken> tokens = ConcurrentHashMap.newKeySet();
        private final Set<String> hanging = ConcurrentHashMap.newKeySet();
        /** What an action that hangs waits for. */
        private final CompletableFuture<String> held = new CompletableFuture<>();
        private volatile int failures;
        private final List<Long> cancelsNs = new CopyOnWriteArrayList<>();

        private CompletionStage<String> call(final String name, final ActionContext context)
        {
            calls.add(name + ' ' + context.level() + ' ' + context.scope());
            tokens.add(context.token());
            if (name.equals("cancelAll"))
            {
                cancelsNs.add(System.nanoTime());
            }
            if (hanging.contains(name))
            {
                return held;
            }
            if (name.equals("cancelAll") && failures-- > 0)
            {
                throw new IllegalStateException("planted");
            }
            return CompletableFuture.completedFuture("done");
        }

        @Override
        public CompletionStage<String> saveState(final ActionContext context)
        {
            return call("saveState", context);
        }

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            return call("cancelAll", context);
        }

        @Override
        public CompletionStage<String> flatten(final ActionContext context)
        {
            return call("flatten", context);
        }

        @Override
        public CompletionStage<String> disconnect(final ActionContext context)
        {
            return call("disconnect", context);
        }

        @Override
        public CompletionStage<String> stop(final ActionContext context)
        {
            return call("stop", context);
        }
    }

    private final FakeActions actions = new FakeActions();
    private final List<ActionEvent> told = new CopyOnWriteArrayList<>();
    private final List<Level> moved = new CopyOnWriteArrayList<>();

    private BreakerEngine launch(final Duration deadline)
    {
        return BreakerEngine.launch(PatientContext.make().config(TestConfigs.patient()).actions(actions).actionLimits(deadline, 3)
            .addTransitionListener(new TransitionListener()
            {
                @Override
                public void onTransition(final TransitionEvent event)
                {
                    // Whoever hears of it here knows that the runner has it.
                    moved.add(event.to());
                }

                @Override
                public void onAction(final ActionEvent event)
                {
                    told.add(event);
                }
            }));
    }

    private List<String> awaited()
    {
        return actions.calls.stream().filter(call -> !call.startsWith("saveState")).toList();
    }

    @Test
    void shouldCancelThenFlattenAtHaltOnceForEachTransition()
    {
        try (BreakerEngine engine = launch(Duration.ofSeconds(10)))
        {
            actions.hanging.add("saveState");
            final Scope scope = engine.scope("v");
            scope.reporter().apiLatency(4 * TestConfigs.SECOND);
            scope.reporter().apiLatency(5 * TestConfigs.SECOND);
            Await.until("flat, and saved again", () -> actions.calls.size() == 4);
            assertThat(awaited()).containsExactly("cancelAll HALT v", "flatten HALT v");
            assertThat(actions.tokens).containsExactly(engine.safetyToken());
            Await.until("told", () -> told.stream().filter(event -> event.stage() == ActionEvent.Stage.SUCCEEDED).count() == 2);
            assertThat(told.get(0).id()).startsWith(engine.status().bootId() + "-1-");
        }
    }

    @Test
    void shouldDisconnectAndStopAtShutdownWithoutFlattening()
    {
        try (BreakerEngine engine = launch(Duration.ofSeconds(10)))
        {
            engine.root().reporter().criticalError(CriticalError.DATABASE_CORRUPTION, "x");
            Await.until("stopped", () -> actions.calls.contains("stop SHUTDOWN "));
            assertThat(awaited()).containsExactly("cancelAll SHUTDOWN ", "disconnect SHUTDOWN ", "stop SHUTDOWN ");
        }
    }

    @Test
    void shouldGiveUpWhatHangs()
    {
        try (BreakerEngine engine = launch(Duration.ofMillis(300)))
        {
            actions.hanging.add("flatten");
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("it is told", () -> engine.issues(Duration.ofHours(1)).stream()
                .anyMatch(issue -> issue.issueType().equals("ACTION_TIMED_OUT")));
            engine.scope("w").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("the next has its turn", () -> actions.calls.contains("cancelAll HALT w"));
        }
    }

    @Test
    void shouldLetTheStricterLevelGoFirst()
    {
        try (BreakerEngine engine = launch(Duration.ofHours(1)))
        {
            actions.hanging.add("flatten");
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("flattening", () -> actions.calls.contains("flatten HALT v"));
            engine.scope("w").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
            engine.desk().kill("", "ann", "");
            Await.until("it is the runner's", () -> moved.contains(Level.SHUTDOWN));
            actions.held.complete("done");
            Await.until("stopped", () -> actions.calls.contains("stop SHUTDOWN "));
            assertThat(actions.calls.indexOf("stop SHUTDOWN ")).isGreaterThan(actions.calls.indexOf("cancelAll SHUTDOWN "));
            Await.until("w too", () -> actions.calls.contains("cancelAll HALT w"));
            assertThat(actions.calls.indexOf("cancelAll HALT w")).isGreaterThan(actions.calls.indexOf("stop SHUTDOWN "));
        }
    }

    /** As a venue that is busy for a moment: three calls within a millisecond would be over before it is. */
    @Test
    void shouldGiveTimeBetweenAttempts()
    {
        try (BreakerEngine engine = launch(Duration.ofSeconds(10)))
        {
            actions.failures = 2;
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("flat", () -> actions.calls.contains("flatten HALT v"));
            assertThat(actions.cancelsNs).hasSize(3);
            assertThat(actions.cancelsNs.get(1) - actions.cancelsNs.get(0)).isGreaterThanOrEqualTo(RetryPause.ns(1));
            assertThat(actions.cancelsNs.get(2) - actions.cancelsNs.get(1)).isGreaterThanOrEqualTo(RetryPause.ns(2));
        }
    }

    /** There is no time for another attempt, which would still run when the next step begins. */
    @Test
    void shouldNotAskAgainWhatHasNoTimeLeft()
    {
        try (BreakerEngine engine = launch(Duration.ofNanos(2 * RetryPause.ns(1) - 1)))
        {
            actions.failures = 100;
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("flat", () -> actions.calls.contains("flatten HALT v"));
            assertThat(awaited()).containsExactly("cancelAll HALT v", "flatten HALT v");
        }
    }

    @Test
    void shouldTryAgainWhatFailed()
    {
        try (BreakerEngine engine = launch(Duration.ofSeconds(10)))
        {
            actions.failures = 2;
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("flat", () -> actions.calls.contains("flatten HALT v"));
            assertThat(awaited()).containsExactly(
                "cancelAll HALT v", "cancelAll HALT v", "cancelAll HALT v", "flatten HALT v");
        }
    }
}
