package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.LatencyConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 4: restarts and stalls never loosen.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawRestartTest
{
    private final Judge.Kind judge;

    LawRestartTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldKeepLevelsOverARestart()
    {
        law("a", "b").latency(600).in("a").latency(1500).in("b").latency(5000).at(10).tell(InputKind.RESTART).says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "0 a CLOSED>THROTTLE API_LATENCY 1500ms/1000ms",
            "0 b CLOSED>HALT API_LATENCY 5000ms/3000ms")
            .level("", Level.ALERT).level("a", Level.THROTTLE).level("b", Level.HALT);
    }

    @Test
    void shouldStartTheClockOfEveryScopeAnewAtARestart()
    {
        law("a").in("a").latency(600, 1).at(50_000).in("").tell(InputKind.RESTART).at(110_000).tick()
            .says("0 a CLOSED>ALERT API_LATENCY 600ms/500ms").level("a", Level.ALERT) // the evidence is gone with it
            .in("a").latency(1).says("110000 a ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldKeepWhatStandsOverARestart()
    {
        final Scenario law = law().exchange(ExchangeStatus.DOWN).network(NetworkStatus.DISCONNECTED).at(10).tell(InputKind.RESTART);
        assertThat(law.stands(Cause.EXCHANGE)).isTrue();
        assertThat(law.stands(Cause.NETWORK)).isTrue();
        law.latency(1).at(5_000_000).tick().says("0 . CLOSED>HALT EXCHANGE");
    }

    @Test
    void shouldStartWindowsAndStreaksEmpty()
    {
        final LatencyConfig twice = new LatencyConfig(500 * MS, 1000 * MS, 3000 * MS, 2);
        new Scenario(judge, config(with(standard(), twice))).orders("SSSSSSSSF").equity(100).latency(600)
            .at(10).tell(InputKind.RESTART).orders("F").equity(90).latency(600).orders("SF").at(1000).tick().says();
    }

    @Test
    void shouldLetRateAndLossEndWithTheirWindowsAtARestart()
    {
        final Scenario law = law().orders("SSFSSFSSSF").equity(100).equity(90).at(10).tell(InputKind.RESTART);
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
        assertThat(law.stands(Cause.LOSS)).isFalse();
        law.latency(1).at(900_009).tick().says("0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%", "0 . THROTTLE>HALT LOSS 10%/5%")
            .at(900_010).tick().says("900010 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldLetAnOverloadEndAndAFailedJournalStandAtARestart()
    {
        final Scenario law = law().tell(InputKind.OVERLOAD).tell(InputKind.JOURNAL_FAILED).at(10).tell(InputKind.RESTART);
        assertThat(law.stands(Cause.OVERLOAD)).isFalse();
        assertThat(law.stands(Cause.JOURNAL)).isTrue();
    }

    @Test
    void shouldLetAStreakThatStoodEndAtARestart()
    {
        final Scenario law = law().orders("FF").at(10).tell(InputKind.RESTART);
        assertThat(law.stands(Cause.CONSECUTIVE_FAILURES)).isFalse();
        law.latency(1).orders("F").at(60_010).tick().says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "60010 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldRecoverWhatWasDueBeforeARestart()
    {
        law().latency(600, 1).at(100_000).tell(InputKind.RESTART)
            .says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldStartEveryClockAnewAtAStall()
    {
        law("a").in("a").latency(600, 1).in("").latency(600, 1).at(50_000).tell(InputKind.STALL).latency(1).at(110_000).tick().says(
            "0 a CLOSED>ALERT API_LATENCY 600ms/500ms", "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "110000 . ALERT>CLOSED RECOVERY")
            .in("a").latency(1).says("110000 a ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldTakeAStallBeforeTheRecoveriesThatItsJumpMadeDue()
    {
        law().latency(600, 1).at(70_000).tell(InputKind.STALL).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .latency(1).at(129_999).tick().says().at(130_000).tick().says("130000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldStartSecondsInTheTimeOfAStall()
    {
        law().orders("FSFSFSSSSS").at(70_500).tell(InputKind.STALL).says("1000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%")
            .at(300_000).orders("S").at(600_000).tick().says("600000 . THROTTLE>CLOSED RECOVERY");
    }
}
