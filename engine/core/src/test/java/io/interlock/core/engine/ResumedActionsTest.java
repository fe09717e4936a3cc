package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionListener;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a HALT asks for is done, though the engine was restarted or the host was late. */
@Timeout(300)
class ResumedActionsTest
{
    @TempDir
    Path directory;

    private static final class Recording implements TradingActions
    {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();

        private CompletionStage<String> call(final String name, final ActionContext context)
        {
            ids.add(context.id());
            calls.add(name + ' ' + context.level() + ' ' + context.scope() + (context.resumed() ? " resumed" : ""));
            return CompletableFuture.completedFuture("done");
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

    private EngineContext context()
    {
        return PatientContext.make().config(TestConfigs.patient()).directory(directory);
    }

    @Test
    void shouldCancelAndFlattenAgainAfterARestartInHalt()
    {
        final Recording first = new Recording();
        try (BreakerEngine engine = BreakerEngine.launch(context().actions(first)))
        {
            engine.scope("calm").reporter().success();
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("flat", () -> first.calls.size() == 2);
        }
        final Recording second = new Recording();
        try (BreakerEngine engine = BreakerEngine.launch(context().actions(second)))
        {
            Await.until("done again", () -> second.calls.size() == 2);
            assertThat(second.calls).containsExactly("cancelAll HALT v resumed", "flatten HALT v resumed");
            assertThat(second.ids).doesNotContainAnyElementsOf(first.ids).allMatch(id -> id.startsWith(engine.status().bootId()));
            assertThat(engine.scope("v").level()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldCancelAndFlattenWhereTheLaunchItselfGoesToHalt()
    {
        final Recording actions = new Recording();
        final EngineContext context = context().actions(actions).recovery(() -> new Recovered(List.of(), true, false, List.of("planted")));
        try (BreakerEngine engine = BreakerEngine.launch(context))
        {
            Await.until("done", () -> actions.calls.size() == 2);
            assertThat(actions.calls).containsExactly("cancelAll HALT ", "flatten HALT ");
            assertThat(engine.root().level()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldNotStopAHostThatWasStartedAgainInShutdown()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            engine.desk().kill("", "ann", "over");
        }
        final Recording second = new Recording();
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            engine.actions(second);
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("the halt below is done too", () -> second.calls.contains("flatten HALT v"));
            assertThat(second.calls).startsWith("cancelAll SHUTDOWN  resumed").doesNotContain("stop SHUTDOWN  resumed")
                .doesNotContain("disconnect SHUTDOWN  resumed", "flatten SHUTDOWN  resumed");
        }
    }

    @Test
    void shouldStillResumeWhenTheNextHaltComesBeforeTheHostIsReady()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
        }
        final Recording late = new Recording();
        final List<String> halted = new CopyOnWriteArrayList<>();
        final TransitionListener listener = event -> halted.add(event.scope() + ' ' + event.to());
        try (BreakerEngine engine = BreakerEngine.launch(context().addTransitionListener(listener)))
        {
            assertThat(engine.desk().forceRecovery("v", "ann", "").accepted()).isTrue();
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("asked for", () -> halted.contains("v HALT"));
            engine.actions(late);
            Await.until("both are done", () -> late.calls.size() == 4);
            assertThat(late.calls).containsExactly(
                "cancelAll HALT v resumed", "flatten HALT v resumed", "cancelAll HALT v", "flatten HALT v");
        }
    }

    @Test
    void shouldDoWhatWasAskedForBeforeTheHostWasReady()
    {
        final Recording late = new Recording();
        final List<String> halted = new CopyOnWriteArrayList<>();
        final TransitionListener listener = event -> halted.add(event.scope());
        try (BreakerEngine engine = BreakerEngine.launch(context().addTransitionListener(listener)))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.scope("past").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("asked for", () -> halted.size() == 2);
            assertThat(engine.desk().forceRecovery("past", "ann", "").accepted()).isTrue();
            engine.actions(late);
            Await.until("v is flat", () -> late.calls.size() == 2);
            engine.scope("w").reporter().apiLatency(4 * TestConfigs.SECOND);
            Await.until("w is flat", () -> late.calls.size() == 4);
            assertThat(late.calls).containsExactly("cancelAll HALT v", "flatten HALT v", "cancelAll HALT w", "flatten HALT w");
        }
    }
}
