package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.PERCENT;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.FailureRateConfig;
import io.interlock.config.LossConfig;
import io.interlock.core.model.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 3, windows: whole seconds, judged at the start of each; what stands begins and ends there.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawWindowTest
{
    private final Judge.Kind judge;

    LawWindowTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldLetAResultLeaveAtTheStartOfThe300thSecondAfterItsOwn()
    {
        final Scenario law = law().at(999).orders("SSFSSFSSSF").says("999 . CLOSED>THROTTLE FAILURE_RATE 30%/30%")
            .at(299_999).tick();
        assertThat(law.stands(Cause.FAILURE_RATE)).isTrue();
        law.at(300_000).tick();
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
        law.at(300_001).orders("S").says().at(600_000).tick().says("600000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldBeginToStandWhenSuccessesLeave()
    {
        law().orders("SSSSSSSSSS").at(1000).orders("FSFSFSSSSS").at(299_999).tick().says()
            .at(300_500).tick().says("300000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldEndAtTheStartOfASecondThatFindsNoDemand()
    {
        final Scenario law = law().orders("SSFSSFSSSF").at(500).orders("SSSSS"); // 3 of 15, but nobody asked yet
        assertThat(law.stands(Cause.FAILURE_RATE)).isTrue();
        law.at(1000).tick();
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
        law.at(1500).orders("S").at(301_000).tick().says(
            "0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%", "301000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldEndAtAFailureThatFindsNoDemand()
    {
        final Scenario law = law().orders("SSFSSFSSSF").at(500).orders("SSSSSS"); // 3 of 16
        assertThat(law.stands(Cause.FAILURE_RATE)).isTrue();
        law.orders("F"); // 4 of 17
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
    }

    @Test
    void shouldNotRecoverWhileTheRateStands()
    {
        // The same share for ever: ten new results each 200 s, the last of them at 1,000 s, gone at 1,300 s.
        final Scenario law = law();
        for (int at = 0; at <= 1_000_000; at += 200_000)
        {
            law.at(at).orders("SSFSSFSSSF");
        }
        law.at(1_299_999).tick().says("0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%")
            .at(1_300_500).orders("S").at(1_600_000).tick().says("1600000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldKeepTheWindowRunningAtEveryLevel()
    {
        law().latency(5000).orders("SSFSSFSSSF").says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms");
        final Scenario law = law().latency(5000).orders("SSFSSFSSSF");
        assertThat(law.stands(Cause.FAILURE_RATE)).isTrue();
    }

    @Test
    void shouldKeepTheWindowThroughARecovery()
    {
        final FailureRateConfig longWindow = new FailureRateConfig(30 * PERCENT, FailureRateConfig.OFF, 600, 10);
        new Scenario(judge, config(with(standard(), longWindow))).orders("SSFSSFSSSF").at(500).orders("SSSS").at(1500).orders("S")
            .at(301_000).tick().says("0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%", "301000 . THROTTLE>CLOSED RECOVERY")
            .orders("FSF").says() // 5 of 18, 27.8 %
            .orders("SF").says("301000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%"); // 6 of 20
    }

    @Test
    void shouldLetAnEquityHighLeaveAtTheStartOfThe300thSecondAfterItsOwn()
    {
        law().at(999).equity(100).at(250_000).equity(96).at(299_999).equity(94)
            .says("299999 . CLOSED>HALT LOSS 6%/5%");
        law().at(999).equity(100).at(250_000).equity(96).at(300_000).equity(92).says()
            .equity(91).says("300000 . CLOSED>HALT LOSS 5.2083333%/5%");
    }

    @Test
    void shouldEndALossWhenTheHighHasLeft()
    {
        final Scenario law = law().equity(100).at(10_000).equity(90).at(10_001).latency(1).at(299_999).tick()
            .says("10000 . CLOSED>HALT LOSS 10%/5%");
        assertThat(law.stands(Cause.LOSS)).isTrue();
        law.at(300_000).tick();
        assertThat(law.stands(Cause.LOSS)).isFalse();
        law.at(300_001).latency(1).at(1_199_999).tick().says().at(1_200_000).tick().says("1200000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldEndALossWhenTheEquityIsBack()
    {
        final Scenario law = law().equity(100).equity(90).at(20_000).equity(94);
        assertThat(law.stands(Cause.LOSS)).isTrue();
        law.equity(95);
        assertThat(law.stands(Cause.LOSS)).isFalse();
        law.at(20_001).latency(1).at(920_000).tick().says("0 . CLOSED>HALT LOSS 10%/5%", "920000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldFindNoLossWithNoEquityLeft()
    {
        final LossConfig quick = new LossConfig(5 * PERCENT, 2);
        final Scenario law = new Scenario(judge, config(with(standard(), quick))).at(500).equity(100).equity(90);
        assertThat(law.stands(Cause.LOSS)).isTrue();
        law.at(1999).tick();
        assertThat(law.stands(Cause.LOSS)).isTrue();
        law.at(2000).tick();
        assertThat(law.stands(Cause.LOSS)).isFalse();
        law.equity(50).says("500 . CLOSED>HALT LOSS 10%/5%"); // the only one is the highest
    }

    @Test
    void shouldTakeAnExplicitLossAsABreachOfItsMoment()
    {
        final Scenario law = law().loss(0.5).says("0 . CLOSED>HALT LOSS 50%/5%");
        assertThat(law.stands(Cause.LOSS)).isFalse();
        law.at(1).latency(1).at(900_000).tick().says("900000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldNotEndALossByEquityWithAnExplicitOne()
    {
        final Scenario law = law().equity(100).equity(90).loss(0.0);
        assertThat(law.stands(Cause.LOSS)).isTrue();
    }
}
