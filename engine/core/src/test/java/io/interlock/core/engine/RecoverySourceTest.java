package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.PatientContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another source knows of former lives is brought back as gate.dat's, and the most severe of both counts (DESIGN, after a crash). */
class RecoverySourceTest
{
    private static final RestoredScope HALTED =
        new RestoredScope(Level.HALT, false, ExchangeStatus.DEGRADED, NetworkStatus.CONNECTED, 0);

    @TempDir
    private Path directory;

    /** Remembers what it was told, in order. */
    private static final class Heard implements TransitionJournal
    {
        private final List<Object> records = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        public void append(final TransitionEvent event)
        {
            records.add(event);
        }

        @Override
        public void append(final ScopeVital vital)
        {
            records.add(vital);
        }

        @Override
        public void append(final UUID bootId, final Recovered recovered) throws IOException
        {
            if (broken)
            {
                throw new IOException("planted: no room");
            }
            records.add(recovered);
        }

        private RestoredScope last(final String path)
        {
            return records.stream().filter(ScopeVital.class::isInstance).map(ScopeVital.class::cast)
                .filter(vital -> vital.scope().equals(path)).reduce((one, other) -> other).map(ScopeVital::vital).orElse(null);
        }
    }

    private EngineContext context(final TransitionJournal journal, final Recovered known)
    {
        return PatientContext.make().config(TestConfigs.patient()).journal(journal).recovery(() -> known).directory(directory);
    }

    @Test
    void shouldTakeTheMostSevereOfBothSources()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context(new Heard(), Recovered.NOTHING)))
        {
            engine.scope("v").reporter().exchange(ExchangeStatus.SLOW);
            assertThat(engine.desk().override("v", true, "ann", "first life").accepted()).isTrue();
            engine.scope("w").reporter().apiLatency(600 * TestConfigs.MS);
            engine.drain();
        }
        final Heard heard = new Heard();
        final Recovered known = new Recovered(List.of(new ScopeVital(7, 1, "v", HALTED)), false, false, List.of("found it"));
        try (BreakerEngine engine = BreakerEngine.launch(context(heard, known)))
        {
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.scope("w").ownLevel()).isEqualTo(Level.ALERT);
            final Recovered said = (Recovered)heard.records.get(0);
            assertThat(said.findings()).satisfiesExactly(first -> assertThat(first).isEqualTo("found it"),
                second -> assertThat(second).startsWith("w is ALERT again by gate.dat alone: by all else it was CLOSED"));
            assertThat(said.scopes()).filteredOn(vital -> vital.scope().equals("v")).singleElement().satisfies(vital ->
                assertThat(vital.vital()).isEqualTo(
                    new RestoredScope(Level.HALT, true, ExchangeStatus.DEGRADED, NetworkStatus.CONNECTED, 0)));
            assertThat(engine.issues(Duration.ofMinutes(1))).anyMatch(issue -> issue.details().equals("found it"));
        }
    }

    @Test
    void shouldActAgainForAScopeThatTheJournalAloneKnowsToHaveHalted()
    {
        final Recovered known = new Recovered(List.of(new ScopeVital(7, 1, "v", HALTED)), false, false, List.of());
        final List<ActionContext> asked = new CopyOnWriteArrayList<>();
        final TradingActions actions = new TradingActions()
        {
            @Override
            public CompletionStage<String> cancelAll(final ActionContext context)
            {
                asked.add(context);
                return CompletableFuture.completedFuture("all");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context(new Heard(), known).actions(actions)))
        {
            Await.until("cancel-all", () -> !asked.isEmpty());
            assertThat(asked).singleElement().satisfies(context ->
            {
                assertThat(context.scope()).isEqualTo("v");
                assertThat(context.resumed()).isTrue();
            });
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldHaltForDamageAndForTooManyStartsUntilEachIsAccepted()
    {
        final Heard heard = new Heard();
        try (BreakerEngine engine = BreakerEngine.launch(context(heard, new Recovered(List.of(), true, true, List.of()))))
        {
            assertThat(engine.root().ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.desk().accept(Cause.JOURNAL_DAMAGE, "ann", "seen").accepted()).isTrue();
            assertThat(engine.desk().accept(Cause.RESTARTS, "ann", "seen").accepted()).isTrue();
            assertThat(engine.desk().accept(Cause.RESTARTS, "ann", "again").accepted()).isFalse();
            Await.until("the journal knows", () -> heard.last("") != null && heard.last("").standing() == 0);
        }
    }

    @Test
    void shouldTellTheJournalWhatARestartWouldBringBack()
    {
        final Heard heard = new Heard();
        try (BreakerEngine engine = BreakerEngine.launch(context(heard, Recovered.NOTHING)))
        {
            engine.scope("v").reporter().network(NetworkStatus.DISCONNECTED);
            engine.scope("w");
            assertThat(engine.desk().override("w", true, "ann", "careful").accepted()).isTrue();
            engine.drain();
            Await.until("both are told", () -> heard.last("v") != null && heard.last("w") != null);
            assertThat(heard.last("v")).isEqualTo(
                new RestoredScope(Level.HALT, false, ExchangeStatus.UP, NetworkStatus.DISCONNECTED, 0));
            assertThat(heard.last("w").override()).isTrue();
            engine.desk().forceRecovery("v", "ann", "back");
            Await.until("the recovery is told", () -> heard.last("v").equals(RestoredScope.NEW));
        }
    }

    @Test
    void shouldFailTheJournalThatCannotKeepWhatWasRecovered()
    {
        final Heard heard = new Heard();
        heard.broken = true;
        try (BreakerEngine engine = BreakerEngine.launch(context(heard, Recovered.NOTHING)))
        {
            Await.until("JOURNAL", () -> engine.root().ownLevel() != Level.CLOSED);
            assertThat(engine.breaker().machine().scope(0).stands(Cause.JOURNAL)).isTrue();
        }
    }
}
