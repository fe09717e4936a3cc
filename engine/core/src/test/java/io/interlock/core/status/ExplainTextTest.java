package io.interlock.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.JournalHead;
import io.interlock.core.testing.QuietEffects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are told of a level: why it is what it is, and what would bring it back. */
class ExplainTextTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final BreakerConfig CONFIG = config("recovery.evidence: 2");
    private static final BreakerConfig CONFIRMED = config("halt.confirm: true");
    private static final Effects NONE = new QuietEffects();

    private final InputEvent event = new InputEvent();
    private BreakerStateMachine machine = new BreakerStateMachine(CONFIG);

    private static BreakerConfig config(final String yaml)
    {
        return ConfigLoader.load("test", yaml, variable -> null);
    }

    private void apply(final InputEvent input, final long atNs)
    {
        machine.apply(input, atNs, NONE);
    }

    private String hint(final long nowNs)
    {
        return ExplainText.hint(machine.scope(0), nowNs);
    }

    @Test
    void shouldSayWhatARecoveryWaitsFor()
    {
        assertThat(hint(0)).isEqualTo("nothing to recover from");
        apply(event.apiLatency(0, 4 * SECOND), 0);
        assertThat(hint(0)).isEqualTo("900 s of health, healthy samples (0 of 2)");
        apply(event.apiLatency(0, 1), SECOND / 2);
        assertThat(hint(SECOND / 2)).isEqualTo("900 s of health, healthy samples (1 of 2)");
        apply(event.plain(InputKind.TICK, 0), 900 * SECOND);
        assertThat(hint(900 * SECOND)).isEqualTo("waiting for a healthy sample (1 of 2)");
        apply(event.exchange(0, ExchangeStatus.DOWN), 901 * SECOND);
        assertThat(hint(901 * SECOND)).startsWith("EXCHANGE stands and must end, ");
    }

    @Test
    void shouldSayWhatOnlyAnOperatorEnds()
    {
        machine = new BreakerStateMachine(CONFIRMED);
        apply(event.plain(InputKind.JOURNAL_DAMAGED, 0), 0);
        apply(event.plain(InputKind.RESTARTS, 0), 0);
        assertThat(hint(0)).startsWith("JOURNAL_DAMAGE stands and must end (an operator's accept), "
            + "RESTARTS stands and must end (an operator's accept)").endsWith("an operator's confirm").doesNotContain("samples");
        machine = new BreakerStateMachine(CONFIG);
        apply(event.plain(InputKind.JOURNAL_FAILED, 0), 0);
        assertThat(hint(0)).startsWith("JOURNAL stands and must end (an operator's accept)");
        apply(event.criticalError(0, CriticalError.SYSTEM_ERROR), 1);
        assertThat(hint(1)).isEqualTo("a restart of the engine, and then an operator's reset, with actor and reason");
        apply(event.plain(InputKind.RESTART, 0), 2);
        assertThat(hint(2)).isEqualTo("an operator's reset, with actor and reason");
    }

    @Test
    void shouldSayThatARecoveryIsDue()
    {
        machine = new BreakerStateMachine(CONFIRMED);
        apply(event.apiLatency(0, 4 * SECOND), 0);
        assertThat(hint(900 * SECOND)).isEqualTo("an operator's confirm");
        machine = new BreakerStateMachine(config("recovery.evidence: 1"));
        apply(event.apiLatency(0, 4 * SECOND), 0);
        apply(event.apiLatency(0, 1), SECOND);
        assertThat(hint(900 * SECOND)).isEqualTo("due now");
        assertThat(hint(900 * SECOND - 1)).isEqualTo("1 s of health");
    }

    private static ScopeStatus scope(
        final String path, final Level own, final Level effective, final ScopeStatus.LastTransition last, final boolean override,
        final String guard)
    {
        return new ScopeStatus(path, new ScopeStatus.Levels(own, effective, override, override, false, guard), last,
            new RecoveryStatus(false, false, 0, 1, own == Level.CLOSED ? -1 : 5, false, "patience"),
            new SampleStatus(0, 0, 0, SampleStatus.Prices.NONE, ExchangeStatus.UP, NetworkStatus.CONNECTED, Map.of()), List.of());
    }

    private static EngineStatus status(final boolean stale, final ScopeStatus... scopes)
    {
        return new EngineStatus(Level.CLOSED, stale, 0, "boot", List.of(scopes), MetricsStatus.NONE, CounterStatus.NONE, JournalHead.NONE);
    }

    @Test
    void shouldExplainAScopeByItsOwnTransition()
    {
        final ScopeStatus.LastTransition slow = new ScopeStatus.LastTransition(Cause.API_LATENCY, 4000.0, 3000.0, 1_000);
        final EngineStatus engine = status(false, scope("", Level.HALT, Level.HALT, slow, false, ""));
        assertThat(ExplainText.explain(engine, "")).isEqualTo("the root is HALT because of API_LATENCY 4000ms (threshold 3000ms) "
            + "since 1970-01-01T00:00:01Z; to come back it needs: patience");
        assertThat(ExplainText.explain(engine, "b")).isEqualTo("there is no scope \"b\"");
        final ScopeStatus.LastTransition down = new ScopeStatus.LastTransition(Cause.EXCHANGE, Double.NaN, Double.NaN, 0);
        assertThat(ExplainText.explain(status(true, scope("a", Level.HALT, Level.HALT, down, true, "LANE")), "a")).isEqualTo(
            "a is HALT by its gate word; the breaker thread does not answer, so OPEN is refused; an operator's override refuses OPEN; "
                + "guard: LANE because of EXCHANGE; to come back it needs: patience");
        final ScopeStatus.LastTransition loss = new ScopeStatus.LastTransition(Cause.LOSS, 5.25, Double.NaN, 0);
        assertThat(ExplainText.explain(status(false, scope("a", Level.CLOSED, Level.CLOSED, loss, false, "")), "a"))
            .isEqualTo("a is CLOSED because of LOSS 5.25%");
    }

    @Test
    void shouldExplainAScopeByTheAncestorThatItsLevelComesFrom()
    {
        final ScopeStatus.LastTransition down = new ScopeStatus.LastTransition(Cause.EXCHANGE, Double.NaN, Double.NaN, 0);
        final EngineStatus engine = status(false,
            scope("", Level.CLOSED, Level.CLOSED, ScopeStatus.LastTransition.NONE, false, ""),
            scope("v", Level.HALT, Level.HALT, down, false, ""),
            scope("v/m", Level.ALERT, Level.HALT, ScopeStatus.LastTransition.NONE, false, ""),
            scope("v/m/s", Level.CLOSED, Level.HALT, ScopeStatus.LastTransition.NONE, false, ""));
        assertThat(ExplainText.explain(engine, "v/m/s")).isEqualTo(
            "v/m/s is HALT; its own level is CLOSED; v is HALT because of EXCHANGE; to come back it needs: patience");
        assertThat(ExplainText.explain(status(false, scope("", Level.HALT, Level.HALT, down, false, ""),
            scope("v", Level.CLOSED, Level.HALT, ScopeStatus.LastTransition.NONE, false, "")), "v")).isEqualTo(
            "v is HALT; its own level is CLOSED; the root is HALT because of EXCHANGE; to come back it needs: patience");
    }
}
