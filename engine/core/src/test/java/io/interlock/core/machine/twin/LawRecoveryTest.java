package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.SECOND;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.CooldownConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 4: the recovery clock, evidence and cooldowns.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawRecoveryTest
{
    private final Judge.Kind judge;

    LawRecoveryTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    private Scenario stepwise(final int evidence)
    {
        return new Scenario(judge, config(with(standard(), new RecoveryConfig(RecoveryMode.STEPWISE, evidence))));
    }

    @Test
    void shouldRecoverFromEachLevelAfterItsCooldown()
    {
        law().latency(600, 1).at(59_999).tick().says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(60_000).tick().says("60000 . ALERT>CLOSED RECOVERY");
        law().latency(1000, 1).at(299_999).tick().says("0 . CLOSED>THROTTLE API_LATENCY 1000ms/1000ms")
            .at(300_000).tick().says("300000 . THROTTLE>CLOSED RECOVERY");
        law().latency(3001, 1).at(899_999).tick().says("0 . CLOSED>HALT API_LATENCY 3001ms/3000ms")
            .at(900_000).tick().says("900000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldCarryTheDueTimeAndNotTheNextEvents()
    {
        law().at(123).latency(600, 1).at(3_600_000).tick().says(
            "123 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60123 . ALERT>CLOSED RECOVERY");
        final CooldownConfig odd = new CooldownConfig(1, 1, 1);
        new Scenario(judge, config(with(standard(), odd))).latency(600, 1).at(1).tick().says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "0.000001 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldNeverLeaveShutdownByItself()
    {
        law().tell(InputKind.KILL).latency(1, 1, 1).at(1_000_000_000).orders("SSS").tick().says("0 . CLOSED>SHUTDOWN OPERATOR_KILL");
    }

    @Test
    void shouldNotTakeTheLackOfDataAsHealth()
    {
        law().latency(600).at(10_000_000).tick().says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms").level("", Level.ALERT)
            .orders("S").says("10000000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldTakeLatencySlippageSuccessAndFillAsEvidence()
    {
        law().latency(600).at(60_000).latency(499).says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
        law().latency(600).at(60_000).slippage(Side.SELL, 100, 110).says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
        law().latency(600).at(60_000).orders("S").says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
        law().latency(600).at(60_000).fill(1, Side.BUY, 100, 100).says(
            "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldNeverTakeEquityLossAndStatusesAsEvidence()
    {
        law().latency(600).at(60_000).equity(100).loss(0.01).exchange(ExchangeStatus.UP).network(NetworkStatus.CONNECTED).orders("F")
            .tick().says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms").level("", Level.ALERT);
    }

    @Test
    void shouldWantAsManyHealthySamplesAsConfigured()
    {
        stepwise(3).latency(600, 1, 1).at(70_000).tick().says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(80_000).latency(1).says("80000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldCountEvidenceInEventOrderFromTheLastBreach()
    {
        stepwise(2).latency(1, 600, 1, 600, 1).at(60_000).tick().says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .orders("S").says("60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldSayWhatItWaitsFor()
    {
        final Scenario law = stepwise(1).latency(600);
        assertThat(law.judge().waitingForEvidence(0, 60 * SECOND - 1)).isFalse();
        assertThat(law.judge().waitingForEvidence(0, 60 * SECOND)).isTrue();
        law.at(1).latency(1);
        assertThat(law.judge().waitingForEvidence(0, 60 * SECOND)).isFalse();
        law.exchange(ExchangeStatus.SLOW);
        assertThat(law.judge().waitingForEvidence(0, 600 * SECOND)).isFalse();
    }

    @Test
    void shouldStepDownOneLevelAtATimeEachWithItsOwnCooldownAndEvidence()
    {
        stepwise(2).latency(3001, 1, 1).at(900_000).tick()
            .says("0 . CLOSED>HALT API_LATENCY 3001ms/3000ms", "900000 . HALT>THROTTLE RECOVERY")
            .at(1_200_000).tick().latency(1).says().latency(1).says("1200000 . THROTTLE>ALERT RECOVERY")
            .latency(1, 1).at(1_259_999).tick().says().at(1_260_000).tick().says("1260000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldNotCountTheSampleThatMadeAStepDueForTheNextStep()
    {
        stepwise(1).latency(1500).at(400_000).latency(1).at(2_000_000).tick()
            .says("0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms", "400000 . THROTTLE>ALERT RECOVERY").level("", Level.ALERT);
    }

    @Test
    void shouldTakeTheLastFailureAsTheStartOfTheClockAtThrottleAndAbove()
    {
        law().latency(1500).at(100_000).orders("F").latency(1).at(399_999).tick().says("0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms")
            .at(400_000).tick().says("400000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldNotRecoverWhileAStatusStands()
    {
        law().exchange(ExchangeStatus.SLOW).latency(1).at(100_000).tick().says("0 . CLOSED>ALERT EXCHANGE")
            .exchange(ExchangeStatus.UP).latency(1).at(159_999).tick().says().at(160_000).tick().says("160000 . ALERT>CLOSED RECOVERY");
        law().network(NetworkStatus.DISCONNECTED).latency(1).at(1_000_000).tick().says("0 . CLOSED>HALT NETWORK")
            .network(NetworkStatus.CONNECTED).at(1_900_000).tick().says().latency(1).says("1900000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldNotRecoverWhileALesserStatusOfTheSameVenueStands()
    {
        law().exchange(ExchangeStatus.DOWN).at(10).exchange(ExchangeStatus.SLOW).latency(1).at(5_000_000).tick()
            .says("0 . CLOSED>HALT EXCHANGE").level("", Level.HALT);
    }

    @Test
    void shouldStartTheClockWhenTheLastStandingCauseEnds()
    {
        law().exchange(ExchangeStatus.DOWN).network(NetworkStatus.DISCONNECTED).at(1000).exchange(ExchangeStatus.UP)
            .at(5000).network(NetworkStatus.CONNECTED).latency(1).at(904_999).tick().says("0 . CLOSED>HALT EXCHANGE")
            .at(905_000).tick().says("905000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldLetTheStreakStandAtAlert()
    {
        final Scenario law = law().orders("FF").latency(1).at(600_000).tick().says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2");
        assertThat(law.stands(Cause.CONSECUTIVE_FAILURES)).isTrue();
        law.at(700_000).orders("S");
        assertThat(law.stands(Cause.CONSECUTIVE_FAILURES)).isFalse();
        law.at(759_999).tick().says().at(760_000).tick().says("760000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldCountTheSuccessThatEndsAStreakAsEvidence()
    {
        stepwise(2).orders("FFS").at(60_000).tick().says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2")
            .orders("S").says("60000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldNotLetTheStreakStandAboveAlert()
    {
        // no order goes out in HALT, so no success could ever end the streak
        final Scenario law = law().orders("FFFFF").at(1).latency(1);
        assertThat(law.stands(Cause.CONSECUTIVE_FAILURES)).isFalse();
        law.at(900_000).tick().says(
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3",
            "0 . THROTTLE>HALT CONSECUTIVE_FAILURES 5/5", "900000 . HALT>CLOSED RECOVERY");
    }

    @Test
    void shouldStartTheStreakFromZeroAfterADownwardTransition()
    {
        law().orders("FFFF").at(1).latency(1).at(300_000).tick().orders("F").says(
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3",
            "300000 . THROTTLE>CLOSED RECOVERY").orders("F").says("300000 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2");
    }

    @Test
    void shouldNotLetAStreakFromAboveStandAfterAStepDownToAlert()
    {
        stepwise(1).orders("FFF").at(1).latency(1).at(300_000).tick().latency(1).at(360_000).tick().says(
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3",
            "300000 . THROTTLE>ALERT RECOVERY", "360000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldTakeAnInvalidSampleAsABreachAtEveryLevel()
    {
        law().latency(1500, 1).at(200_000).equity(-1).latency(1).at(499_999).tick()
            .says("0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms", "200000 . rejected EQUITY")
            .at(500_000).tick().says("500000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldStartTheClockAnewAtAnUpwardTransition()
    {
        law().latency(600, 1).at(50_000).latency(1500).at(350_000).tick()
            .says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "50000 . ALERT>THROTTLE API_LATENCY 1500ms/1000ms")
            .latency(1).says("350000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldLetOverloadStandForASecondAfterTheLastFolding()
    {
        final Scenario law = law().tell(InputKind.OVERLOAD).says("0 . CLOSED>ALERT OVERLOAD").at(999).tick();
        assertThat(law.stands(Cause.OVERLOAD)).isTrue();
        law.at(1000).tick();
        assertThat(law.stands(Cause.OVERLOAD)).isFalse();
        law.latency(1).at(60_999).tick().says().at(61_000).tick().says("61000 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldThrottleAnOverloadThatLastsForMoreThanASecond()
    {
        law().tell(InputKind.OVERLOAD).at(500).tell(InputKind.OVERLOAD).at(1000).tell(InputKind.OVERLOAD)
            .says("0 . CLOSED>ALERT OVERLOAD").at(1001).tell(InputKind.OVERLOAD).says("1001 . ALERT>THROTTLE OVERLOAD");
        law().tell(InputKind.OVERLOAD).at(1000).tell(InputKind.OVERLOAD).at(1500).tell(InputKind.OVERLOAD)
            .says("0 . CLOSED>ALERT OVERLOAD"); // a second without any lay between
    }
}
