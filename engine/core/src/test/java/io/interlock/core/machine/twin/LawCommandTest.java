package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.production;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.HaltConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.LatencyConfig;
import io.interlock.config.RecoveryConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 4: what operators can do, and what is refused.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawCommandTest
{
    private final Judge.Kind judge;

    LawCommandTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    private Scenario production(final String... scopes)
    {
        return new Scenario(judge, config(LawConfigs.production()), scopes);
    }

    @Test
    void shouldWaitForAConfirmInHaltWhereThatIsConfigured()
    {
        final Scenario law = production().latency(5000, 1, 1, 1).at(5_000_000).latency(1, 1, 1).tick()
            .says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms").level("", Level.HALT);
        assertThat(law.judge().awaitingConfirmation(0, 900 * SECOND - 1)).isFalse();
        assertThat(law.judge().awaitingConfirmation(0, 900 * SECOND)).isTrue();
    }

    @Test
    void shouldConfirmToWhereRecoveryWouldGo()
    {
        production().latency(5000).at(900_000).tell(InputKind.CONFIRM)
            .says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "900000 . HALT>THROTTLE CONFIRM"); // without any evidence
        new Scenario(judge, config(with(standard(), new HaltConfig(true)))).latency(5000).at(900_000).tell(InputKind.CONFIRM)
            .says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "900000 . HALT>CLOSED CONFIRM");
    }

    @Test
    void shouldRefuseAConfirmBeforeTheCooldownIsOver()
    {
        production().latency(5000).at(899_999).tell(InputKind.CONFIRM)
            .says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "899999 . refused CONFIRM");
    }

    @Test
    void shouldRefuseAConfirmWhileACauseStands()
    {
        production().network(NetworkStatus.DISCONNECTED).at(900_000).tell(InputKind.CONFIRM)
            .says("0 . CLOSED>HALT NETWORK", "900000 . refused CONFIRM")
            .network(NetworkStatus.CONNECTED).at(1_800_000).tell(InputKind.CONFIRM).says("1800000 . HALT>THROTTLE CONFIRM");
    }

    @Test
    void shouldRefuseAConfirmWhereItIsNotAskedFor()
    {
        law().latency(5000).at(900_000).tell(InputKind.CONFIRM)
            .says("0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "900000 . refused CONFIRM");
    }

    @Test
    void shouldRefuseAConfirmOutsideOfHalt()
    {
        production().tell(InputKind.CONFIRM).latency(1500).at(10_000_000).tell(InputKind.CONFIRM).tell(InputKind.KILL)
            .tell(InputKind.CONFIRM).says("0 . refused CONFIRM", "0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms",
                "10000000 . refused CONFIRM", "10000000 . THROTTLE>SHUTDOWN OPERATOR_KILL", "10000000 . refused CONFIRM");
    }

    @Test
    void shouldForceARecoveryFromAnyLevelBelowShutdown()
    {
        law().latency(600).tell(InputKind.FORCE_RECOVERY).latency(1500).tell(InputKind.FORCE_RECOVERY).latency(5000)
            .tell(InputKind.FORCE_RECOVERY).says(
                "0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "0 . ALERT>CLOSED FORCE_RECOVERY",
                "0 . CLOSED>THROTTLE API_LATENCY 1500ms/1000ms", "0 . THROTTLE>CLOSED FORCE_RECOVERY",
                "0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "0 . HALT>CLOSED FORCE_RECOVERY");
        production().latency(5000).tell(InputKind.FORCE_RECOVERY).says(
            "0 . CLOSED>HALT API_LATENCY 5000ms/3000ms", "0 . HALT>CLOSED FORCE_RECOVERY"); // stepwise or not
    }

    @Test
    void shouldStayClosedAtAGoodSampleAfterAForcedRecovery()
    {
        final Scenario law = law().orders("SSFSSFSSSF").equity(100).equity(90).exchange(ExchangeStatus.DOWN)
            .network(NetworkStatus.DISCONNECTED).at(100).tell(InputKind.FORCE_RECOVERY).says(
                "0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%", "0 . THROTTLE>HALT LOSS 10%/5%", "100 . HALT>CLOSED FORCE_RECOVERY")
            .at(200).orders("S").equity(90).latency(1).at(1000).tick().orders("F").at(2000).tick().says().level("", Level.CLOSED);
        assertThat(law.stands(Cause.EXCHANGE)).isFalse();
        assertThat(law.stands(Cause.NETWORK)).isFalse();
        assertThat(law.stands(Cause.FAILURE_RATE)).isFalse();
        assertThat(law.stands(Cause.LOSS)).isFalse();
    }

    @Test
    void shouldClearTheSameAtClosedWithoutATransition()
    {
        law().orders("F").equity(100).tell(InputKind.FORCE_RECOVERY).orders("F").equity(90).says();
        law().orders("SSSSSSSFS").tell(InputKind.FORCE_RECOVERY).orders("SFSF").says();
        final LatencyConfig twice = new LatencyConfig(500 * MS, 1000 * MS, 3000 * MS, 2);
        new Scenario(judge, config(with(standard(), twice))).latency(600).tell(InputKind.FORCE_RECOVERY).latency(600).says();
    }

    @Test
    void shouldActOnTheNamedScopeAlone()
    {
        law("a", "a/b").in("a/b").orders("FF").in("a").tell(InputKind.FORCE_RECOVERY).says(
            "0 a/b CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 a CLOSED>ALERT CONSECUTIVE_FAILURES 2/2",
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 a ALERT>CLOSED FORCE_RECOVERY")
            .level("a/b", Level.ALERT).level("", Level.ALERT)
            .in("a").tell(InputKind.FORCE_RECOVERY).says();
    }

    @Test
    void shouldRefuseToForceARecoveryFromShutdown()
    {
        law().tell(InputKind.KILL).tell(InputKind.FORCE_RECOVERY).says("0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . refused FORCE_RECOVERY");
    }

    @Test
    void shouldResetOnlyAfterARestart()
    {
        law().tell(InputKind.RESET).tell(InputKind.KILL).tell(InputKind.RESET)
            .says("0 . refused RESET", "0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . refused RESET")
            .at(1).tell(InputKind.RESTART).says().level("", Level.SHUTDOWN)
            .at(2).tell(InputKind.FORCE_RECOVERY).tell(InputKind.CONFIRM).says("2 . refused FORCE_RECOVERY", "2 . refused CONFIRM")
            .at(3).tell(InputKind.RESET).says("3 . SHUTDOWN>CLOSED RESET");
    }

    @Test
    void shouldWantANewRestartForANewShutdown()
    {
        law().tell(InputKind.KILL).tell(InputKind.RESTART).tell(InputKind.RESET).tell(InputKind.KILL).tell(InputKind.RESET).says(
            "0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . SHUTDOWN>CLOSED RESET", "0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . refused RESET");
        law().tell(InputKind.RESTART).tell(InputKind.KILL).tell(InputKind.RESET)
            .says("0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . refused RESET");
    }

    @Test
    void shouldClearAtAResetWhatAForcedRecoveryClears()
    {
        final Scenario law = law().exchange(ExchangeStatus.DOWN).tell(InputKind.KILL).tell(InputKind.RESTART)
            .orders("SSFSSFSSS").equity(100).tell(InputKind.RESET).says(
                "0 . CLOSED>HALT EXCHANGE", "0 . HALT>SHUTDOWN OPERATOR_KILL", "0 . SHUTDOWN>CLOSED RESET");
        assertThat(law.stands(Cause.EXCHANGE)).isFalse();
        law.orders("F").equity(90).at(2000).tick().says();
        new Scenario(judge, config(with(standard(), new RecoveryConfig(RecoveryMode.STEPWISE, 1))))
            .tell(InputKind.KILL).tell(InputKind.RESTART).tell(InputKind.RESET)
            .says("0 . CLOSED>SHUTDOWN OPERATOR_KILL", "0 . SHUTDOWN>CLOSED RESET"); // stepwise or not
    }

    @Test
    void shouldSwitchTheOverrideOfTheNamedScopeAndNothingElse()
    {
        final Scenario law = law("a", "a/b").in("a").tell(InputKind.OVERRIDE_ENABLE).tell(InputKind.OVERRIDE_ENABLE).says();
        assertThat(law.judge().override(0)).isFalse();
        assertThat(law.judge().override(1)).isTrue();
        assertThat(law.judge().override(2)).isFalse();
        law.level("a", Level.CLOSED).tell(InputKind.FORCE_RECOVERY).tell(InputKind.RESTART);
        assertThat(law.judge().override(1)).as("cleared only by an operator").isTrue();
        law.latency(600).tell(InputKind.FORCE_RECOVERY)
            .says("0 a CLOSED>ALERT API_LATENCY 600ms/500ms", "0 a ALERT>CLOSED FORCE_RECOVERY");
        assertThat(law.judge().override(1)).as("nor by a transition").isTrue();
        law.tell(InputKind.OVERRIDE_DISABLE).tell(InputKind.OVERRIDE_DISABLE).says();
        assertThat(law.judge().override(1)).isFalse();
    }

    @Test
    void shouldRefuseToAcceptWhatDoesNotStand()
    {
        law().accept(Cause.JOURNAL).accept(Cause.RESTARTS).accept(Cause.JOURNAL_DAMAGE)
            .says("0 . refused ACCEPT", "0 . refused ACCEPT", "0 . refused ACCEPT");
    }

    @Test
    void shouldKeepAFailedJournalUntilItIsAccepted()
    {
        law().tell(InputKind.JOURNAL_FAILED).latency(5000, 1).tell(InputKind.FORCE_RECOVERY).says(
            "0 . CLOSED>THROTTLE JOURNAL", "0 . THROTTLE>HALT API_LATENCY 5000ms/3000ms", "0 . HALT>THROTTLE FORCE_RECOVERY")
            .latency(1).at(1_000_000).tick().accept(Cause.RESTARTS).says("1000000 . refused ACCEPT")
            .accept(Cause.JOURNAL).latency(1).at(1_300_000).tick().says("1300000 . THROTTLE>CLOSED RECOVERY");
    }

    @Test
    void shouldHaltForAFailedJournalWhereThatIsConfigured()
    {
        new Scenario(judge, LawConfigs.config(Map.of("", standard()), JournalConfig.OnFailure.HALT))
            .tell(InputKind.JOURNAL_FAILED).says("0 . CLOSED>HALT JOURNAL");
    }

    @Test
    void shouldHaltForADamagedJournalAndForTooManyStartsUntilAcceptedByName()
    {
        law().tell(InputKind.JOURNAL_DAMAGED).tell(InputKind.RESTARTS).tell(InputKind.FORCE_RECOVERY).says("0 . CLOSED>HALT JOURNAL_DAMAGE")
            .at(1000).accept(Cause.JOURNAL_DAMAGE).tell(InputKind.FORCE_RECOVERY).latency(1).at(2_000_000).tick().says()
            .accept(Cause.RESTARTS).latency(1).at(2_900_000).tick().says("2900000 . HALT>CLOSED RECOVERY");
        law().tell(InputKind.JOURNAL_DAMAGED).tell(InputKind.RESTARTS).says("0 . CLOSED>HALT JOURNAL_DAMAGE")
            .at(1000).accept(Cause.RESTARTS).says().accept(Cause.RESTARTS).says("1000 . refused ACCEPT")
            .accept(Cause.JOURNAL_DAMAGE).says();
    }
}
