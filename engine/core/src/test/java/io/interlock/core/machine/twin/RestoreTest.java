package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.SECOND;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.RestoredScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * SEMANTICS 4, "after any restart", for a process that is really new: what the machine is given back is what it was.
 *
 * <p>Threading: one test thread.
 */
final class RestoreTest
{
    private static final long START = 5000 * SECOND;

    private static Judge.OfMachine restored(final RestoredScope root)
    {
        final BreakerConfig config = config(standard());
        final Judge.OfMachine judge = new Judge.OfMachine(config, List.of("", "a"));
        judge.machine().restore(0, root, START);
        assertThat(judge.apply(LawEvent.plain(START, 0, InputKind.RESTART))).isEmpty();
        return judge;
    }

    private static RestoredScope scope(final Level level)
    {
        return new RestoredScope(level, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0);
    }

    private static LawOutput.Moved down(final long timeNs, final Level from, final Cause cause)
    {
        return new LawOutput.Moved(timeNs, 0, from, Level.CLOSED, cause, Cause.NO_NUMBER, Cause.NO_NUMBER);
    }

    @Test
    void shouldComeBackAtTheLevelItHadAndStartTheClockAnew()
    {
        final Judge.OfMachine judge = restored(scope(Level.HALT));
        assertThat(judge.level(0)).isEqualTo(Level.HALT);
        assertThat(judge.level(1)).isEqualTo(Level.CLOSED);
        assertThat(judge.apply(LawEvent.latency(START, 0, 1))).isEmpty();
        assertThat(judge.apply(LawEvent.plain(START + 900 * SECOND - 1, 0, InputKind.TICK))).isEmpty();
        assertThat(judge.apply(LawEvent.plain(START + 900 * SECOND, 0, InputKind.TICK)))
            .containsExactly(down(START + 900 * SECOND, Level.HALT, Cause.RECOVERY));
    }

    @Test
    void shouldComeBackWithItsOverride()
    {
        final Judge.OfMachine judge =
            restored(new RestoredScope(Level.CLOSED, true, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0));
        assertThat(judge.override(0)).isTrue();
        assertThat(judge.override(1)).isFalse();
    }

    @Test
    void shouldComeBackWithWhatStood()
    {
        final Judge.OfMachine judge = restored(new RestoredScope(
            Level.HALT, false, ExchangeStatus.DEGRADED, NetworkStatus.DISCONNECTED, 1L << Cause.RESTARTS.ordinal()));
        assertThat(judge.stands(0, Cause.EXCHANGE)).isTrue();
        assertThat(judge.stands(0, Cause.NETWORK)).isTrue();
        assertThat(judge.stands(0, Cause.RESTARTS)).isTrue();
        assertThat(judge.stands(0, Cause.JOURNAL)).isFalse();
        judge.apply(LawEvent.latency(START, 0, 1));
        assertThat(judge.apply(LawEvent.plain(START + 9000 * SECOND, 0, InputKind.TICK))).isEmpty();
        judge.apply(LawEvent.plain(START + 9000 * SECOND, 0, InputKind.FORCE_RECOVERY));
        assertThat(judge.level(0)).as("an operator accepts by name first").isEqualTo(Level.HALT);
        assertThat(judge.apply(LawEvent.word(START + 9000 * SECOND, 0, InputKind.ACCEPT, Cause.RESTARTS)))
            .containsExactly(new LawOutput.Commanded(START + 9000 * SECOND, 0, InputKind.ACCEPT, true));
    }

    @Test
    void shouldLetAShutdownBeResetAfterItsRestart()
    {
        final Judge.OfMachine judge = restored(scope(Level.SHUTDOWN));
        assertThat(judge.level(0)).isEqualTo(Level.SHUTDOWN);
        assertThat(judge.apply(LawEvent.plain(START + 1, 0, InputKind.RESET))).containsExactly(
            down(START + 1, Level.SHUTDOWN, Cause.RESET), new LawOutput.Commanded(START + 1, 0, InputKind.RESET, true));
    }
}
