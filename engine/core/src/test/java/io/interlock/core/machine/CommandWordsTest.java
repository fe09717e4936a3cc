package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.testing.QuietEffects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator is told: what was done, or all that is missing and for how long (SEMANTICS 4). */
class CommandWordsTest
{
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;
    private static final long COOLDOWN = 900 * SECOND;
    private static final BreakerConfig SELF = ConfigLoader.load("test", "preset: default", variable -> null);
    private static final BreakerConfig CONFIRMED = ConfigLoader.load("test", "halt.confirm: true", variable -> null);

    private final InputEvent event = new InputEvent();
    private final Told told = new Told();
    private BreakerStateMachine machine = new BreakerStateMachine(SELF);

    private static final class Told extends QuietEffects
    {
        private final List<String> words = new ArrayList<>();

        @Override
        public void onCommand(
            final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
        {
            words.add((accepted ? "+ " : "- ") + message);
        }

        @Override
        public void onOverride(final int scopeId, final boolean on, final long timeNs)
        {
            words.add("override " + on);
        }
    }

    private List<String> apply(final InputEvent input, final long atNs)
    {
        told.words.clear();
        machine.apply(input, atNs, told);
        return List.copyOf(told.words);
    }

    private List<String> plain(final InputKind kind, final long atNs)
    {
        return apply(event.plain(kind, 0), atNs);
    }

    private void haltBySlowness()
    {
        apply(event.apiLatency(0, 4 * SECOND), 0);
        assertThat(machine.scope(0).level()).isEqualTo(Level.HALT);
    }

    @Test
    void shouldSayWhetherAnOverrideChangesAnything()
    {
        assertThat(plain(InputKind.OVERRIDE_DISABLE, 0)).containsExactly("+ override is off already");
        assertThat(plain(InputKind.OVERRIDE_ENABLE, 0)).containsExactly("override true", "+ override is on");
        assertThat(plain(InputKind.OVERRIDE_ENABLE, 0)).containsExactly("+ override is on already");
        assertThat(plain(InputKind.OVERRIDE_DISABLE, 0)).containsExactly("override false", "+ override is off");
    }

    @Test
    void shouldSayAllThatAConfirmationMisses()
    {
        assertThat(plain(InputKind.CONFIRM, 0)).containsExactly("- cannot confirm: the level is CLOSED, and only HALT is confirmed");
        apply(event.network(0, NetworkStatus.DISCONNECTED), 0);
        apply(event.exchange(0, ExchangeStatus.DOWN), 0);
        assertThat(plain(InputKind.CONFIRM, 0)).containsExactly("- cannot confirm: halt.confirm is not set, so HALT recovers by itself; "
            + "the cooldown has 900000 ms to go; still standing: EXCHANGE, NETWORK");
    }

    @Test
    void shouldSayHowLongACooldownStillIsAndRoundItUp()
    {
        machine = new BreakerStateMachine(CONFIRMED);
        haltBySlowness();
        assertThat(plain(InputKind.CONFIRM, 1)).containsExactly("- cannot confirm: the cooldown has 900000 ms to go");
        assertThat(plain(InputKind.CONFIRM, MS)).containsExactly("- cannot confirm: the cooldown has 899999 ms to go");
        assertThat(plain(InputKind.CONFIRM, COOLDOWN - 1)).containsExactly("- cannot confirm: the cooldown has 1 ms to go");
        assertThat(plain(InputKind.CONFIRM, COOLDOWN)).containsExactly("+ confirmed: CLOSED");
    }

    @Test
    void shouldSayWhatIsForcedAndWhatIsKept()
    {
        haltBySlowness();
        assertThat(plain(InputKind.FORCE_RECOVERY, 1)).containsExactly("+ recovered: CLOSED");
        apply(event.plain(InputKind.JOURNAL_DAMAGED, 0), 2);
        assertThat(plain(InputKind.FORCE_RECOVERY, 3)).containsExactly("+ recovered: HALT, kept by JOURNAL_DAMAGE");
        assertThat(plain(InputKind.KILL, 4)).containsExactly("+ killed: SHUTDOWN");
        assertThat(plain(InputKind.FORCE_RECOVERY, 5))
            .containsExactly("- cannot force a recovery from SHUTDOWN: restart the process, then reset");
    }

    @Test
    void shouldSayWhenAShutdownIsReset()
    {
        assertThat(plain(InputKind.RESET, 0)).containsExactly("- cannot reset: the level is CLOSED, and only SHUTDOWN is reset");
        apply(event.criticalError(0, CriticalError.MEMORY_ERROR), 1);
        apply(event.plain(InputKind.RESTARTS, 0), 1);
        assertThat(plain(InputKind.RESET, 2)).containsExactly("- cannot reset: SHUTDOWN is reset only after a restart of the process");
        plain(InputKind.RESTART, 3);
        assertThat(plain(InputKind.RESET, 4)).containsExactly("+ reset: HALT, kept by RESTARTS");
    }

    @Test
    void shouldAcceptWhatStandsAndIsTheJournalsAlone()
    {
        final String refused =
            "- cannot accept: no such cause stands; JOURNAL, JOURNAL_DAMAGE and RESTARTS can be, while they stand";
        apply(event.exchange(0, ExchangeStatus.DOWN), 0);
        apply(event.plain(InputKind.JOURNAL_FAILED, 0), 0);
        assertThat(apply(event.accept(0, Cause.EXCHANGE), 1)).containsExactly(refused);
        assertThat(apply(event.accept(0, Cause.RESTARTS), 1)).containsExactly(refused);
        assertThat(apply(event.accept(0, Cause.JOURNAL), 1)).containsExactly("+ accepted: JOURNAL");
        assertThat(apply(event.accept(0, Cause.JOURNAL), 1)).containsExactly(refused);
    }
}
