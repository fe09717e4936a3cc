package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.PERCENT;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;
import static io.interlock.core.machine.twin.LawConfigs.aggressive;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.conservative;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.CooldownConfig;
import io.interlock.config.FailuresConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 3, how a trip is made: at once, once per event, named after the cause, confirmed where that is asked for.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawTripTest
{
    private final Judge.Kind judge;

    LawTripTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    private Scenario confirming(final int samples)
    {
        return new Scenario(judge, config(with(standard(), new LatencyConfig(500 * MS, 1000 * MS, 3000 * MS, samples))));
    }

    @Test
    void shouldGoAtOnceToTheMostSevereLevel()
    {
        law().latency(3001).says("0 . CLOSED>HALT API_LATENCY 3001ms/3000ms");
    }

    @Test
    void shouldLetTheMoreSevereOfEqualThresholdsWin()
    {
        new Scenario(judge, config(conservative())).orders("FF").says("0 . CLOSED>THROTTLE CONSECUTIVE_FAILURES 2/2");
        new Scenario(judge, config(aggressive())).latency(999).says().latency(1000)
            .says("0 . CLOSED>THROTTLE API_LATENCY 1000ms/1000ms");
        final FailuresConfig always = new FailuresConfig(1, 1, 1, 1);
        new Scenario(judge, config(with(standard(), always))).orders("F").says("0 . CLOSED>SHUTDOWN CONSECUTIVE_FAILURES 1/1");
        final SlippageConfig flat = new SlippageConfig(PERCENT, PERCENT, PERCENT);
        new Scenario(judge, config(with(standard(), flat))).slippage(Side.BUY, 1000, 1010)
            .says("0 . CLOSED>THROTTLE SLIPPAGE 1%/1%").slippage(Side.BUY, 1000, 1010.5).says("0 . THROTTLE>HALT SLIPPAGE 1.05%/1%");
    }

    @Test
    void shouldNameTheCauseThatDemandsTheLevel()
    {
        law().fill(600, Side.BUY, 1000, 1010).says("0 . CLOSED>HALT SLIPPAGE 1%/0.5%");
        law().fill(3500, Side.BUY, 1000, 1003).says("0 . CLOSED>HALT API_LATENCY 3500ms/3000ms");
    }

    @Test
    void shouldNameTheHigherInTheTableOnATie()
    {
        law().fill(1000, Side.BUY, 1000, 1003).says("0 . CLOSED>THROTTLE API_LATENCY 1000ms/1000ms");
        law().fill(-1, Side.BUY, 1000, 1001).says("0 . rejected FILL", "0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().orders("SSSSSSSF").says().orders("F").says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2")
            .orders("F").says("0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3"); // the rate is 30 % as well
    }

    @Test
    void shouldMakeNoTransitionForARepeatedBreach()
    {
        law().latency(600, 700, 999, 600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .slippage(Side.BUY, 1000, 1001).orders("FF").says();
    }

    @Test
    void shouldMoveTheRecoveryClockAtARepeatedBreach()
    {
        law().latency(600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(50_000).latency(600).at(50_001).latency(1).at(109_999).tick().says()
            .at(110_000).tick().says("110000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldTakeAnyCauseAsABreachAtEveryLevel()
    {
        // an ALERT's worth of slippage in HALT starts the clock of HALT anew
        law().latency(3500).at(1000).latency(1).at(800_000).slippage(Side.BUY, 1000, 1001).at(800_001).latency(1)
            .says("0 . CLOSED>HALT API_LATENCY 3500ms/3000ms")
            .at(1_699_999).tick().says().at(1_700_000).tick().says("1700000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldChangeNothingAtASingleFailureBelowTheStreakInAlert()
    {
        law().latency(600).at(1000).latency(1).at(59_000).orders("F").at(60_000).tick()
            .says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldWantNSamplesInARow()
    {
        confirming(3).latency(600, 600).says().latency(600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms");
        confirming(3).latency(600, 600, 499, 600, 600).says().latency(600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms");
    }

    @Test
    void shouldConfirmEachLevelForItself()
    {
        confirming(2).latency(600).says()
            .latency(5000).says("0 . CLOSED>ALERT API_LATENCY 5000ms/500ms")
            .latency(1500).says("0 . ALERT>THROTTLE API_LATENCY 1500ms/1000ms")
            .latency(5000).says()
            .latency(5000).says("0 . THROTTLE>HALT API_LATENCY 5000ms/3000ms");
        confirming(2).latency(1500, 600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms").latency(1500).says();
    }

    @Test
    void shouldLeaveTheCountAtARejectedSample()
    {
        confirming(2).latency(1500, -1, 1500).says(
            "0 . rejected API_LATENCY", "0 . CLOSED>ALERT INVALID_SAMPLE", "0 . ALERT>THROTTLE API_LATENCY 1500ms/1000ms");
    }

    @Test
    void shouldTakeAnUnconfirmedSampleAsNeitherBreachNorHealthy()
    {
        confirming(2).slippage(Side.BUY, 1000, 1001).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%")
            .at(30_000).latency(600).at(60_000).tick().says() // not healthy
            .at(60_500).latency(100).says("60500 . ALERT>CLOSED RECOVERY"); // not a breach
    }

    @Test
    void shouldTakeEachFurtherSampleAsABreachOnceConfirmed()
    {
        confirming(2).latency(600, 600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(50_000).latency(600).latency(1).at(60_000).tick().says()
            .at(110_000).tick().says("110000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldWantTheWholeRowAgainAfterAHealthySample()
    {
        confirming(2).latency(600, 600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(1).latency(1).at(50_000).latency(600).at(60_000).tick().says("60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldCountConfirmationsFromZeroAfterARecovery()
    {
        confirming(2).latency(600, 600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(1).latency(1).at(59_999).latency(600).at(60_000).tick().says("60000 . ALERT>CLOSED RECOVERY")
            .at(60_001).latency(600).says().latency(600).says("60001 . CLOSED>ALERT API_LATENCY 600ms/500ms");
    }

    @Test
    void shouldJudgeEachPartOfAFillForItself()
    {
        law().fill(10, Side.BUY, 1000, 1000).says();
        law().fill(500, Side.BUY, 1000, 1000).says("0 . CLOSED>ALERT API_LATENCY 500ms/500ms");
        law().fill(10, Side.SELL, 1000, 997).says("0 . CLOSED>THROTTLE SLIPPAGE 0.3%/0.3%");
        law().orders("F").fill(10, Side.BUY, 1000, 1000).orders("F").says(); // it is a success
    }

    @Test
    void shouldTakeAFillAsEvidenceOnlyIfEveryPartIsHealthy()
    {
        confirming(2).slippage(Side.BUY, 1000, 1001).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%")
            .at(1000).fill(600, Side.BUY, 1000, 1000).at(60_000).tick().says() // over a threshold, not confirmed
            .at(61_000).fill(10, Side.BUY, 1000, 1000).says("61000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldMoveBucketsThenRecoverThenJudgeTheEvent()
    {
        law().latency(600).at(1).latency(1).at(60_000).latency(1500).says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY",
            "60000 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms");
    }

    @Test
    void shouldMoveBucketsBeforeADueRecovery()
    {
        // the last failure is at 1000, so THROTTLE is due at 300000, when ten successes leave and the rate rises to 30 %
        final CooldownConfig cooldown = new CooldownConfig(60 * SECOND, 299 * SECOND, 900 * SECOND);
        final Scenario law = new Scenario(judge, config(with(standard(), cooldown))).latency(1500).orders("SSSSSSSSSS")
            .at(1000).orders("FSFSFSSSSS").says("0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms")
            .at(299_999).tick().says();
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
        law.at(300_000).tick().says().level("", Level.THROTTLE);
        assertThat(law.stands(Cause.FAILURE_RATE)).isTrue();
    }

    @Test
    void shouldRecoverAfterTheEventThatMadeItDue()
    {
        law().latency(600).at(90_000).orders("S").says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "90000 . ALERT>CLOSED RECOVERY");
    }
}
