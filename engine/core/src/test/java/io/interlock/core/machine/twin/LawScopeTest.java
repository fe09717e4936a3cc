package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;

import io.interlock.config.LatencyConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 2: what is judged where.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawScopeTest
{
    private final Judge.Kind judge;

    LawScopeTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldJudgeAReportInItsOwnScope()
    {
        law("a", "a/b", "c").in("a/b").latency(600).slippage(Side.BUY, 1000, 1003).equity(100).equity(90).equity(0)
            .exchange(ExchangeStatus.DOWN).network(NetworkStatus.DISCONNECTED).loss(0.5)
            .says("0 a/b CLOSED>ALERT API_LATENCY 600ms/500ms", "0 a/b ALERT>THROTTLE SLIPPAGE 0.3%/0.3%",
                "0 a/b THROTTLE>HALT LOSS 10%/5%", "0 a/b rejected EQUITY")
            .level("", Level.CLOSED).level("a", Level.CLOSED).level("c", Level.CLOSED);
    }

    @Test
    void shouldJudgeOrderResultsInTheirScopeAndThenInEveryAncestor()
    {
        law("a", "a/b", "a/c").in("a/b").orders("FF").says(
            "0 a/b CLOSED>ALERT CONSECUTIVE_FAILURES 2/2",
            "0 a CLOSED>ALERT CONSECUTIVE_FAILURES 2/2",
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2").level("a/c", Level.CLOSED);
    }

    @Test
    void shouldTakeFiveFailuresOverFiveVenuesAsFiveInARowForTheRoot()
    {
        law("v", "w", "x", "y", "z").in("v").orders("F").in("w").orders("F").in("x").orders("F").in("y").orders("F").in("z").orders("F")
            .says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3",
                "0 . THROTTLE>HALT CONSECUTIVE_FAILURES 5/5")
            .level("v", Level.CLOSED).level("z", Level.CLOSED);
    }

    @Test
    void shouldEndTheStreakOfEveryAncestorAtASuccess()
    {
        law("a", "a/b", "c").in("c").orders("F").in("a/b").orders("S").in("c").orders("F")
            .says("0 c CLOSED>ALERT CONSECUTIVE_FAILURES 2/2").level("", Level.CLOSED);
    }

    @Test
    void shouldJudgeTheRateOfAnAncestorOverAllItsResults()
    {
        law("a", "b").in("a").orders("SSF").in("b").orders("SSF").in("a").orders("SSS").says().in("b").orders("F")
            .says("0 b CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldLetCriticalErrorsActOnTheRoot()
    {
        law("a", "a/b").in("a/b").critical(CriticalError.SECURITY_BREACH).says("0 . CLOSED>SHUTDOWN SECURITY_BREACH")
            .level("a", Level.CLOSED).level("a/b", Level.CLOSED);
    }

    @Test
    void shouldLetAKillActOnTheScopeItNames()
    {
        law("a", "a/b").in("a").tell(InputKind.KILL).says("0 a CLOSED>SHUTDOWN OPERATOR_KILL")
            .level("", Level.CLOSED).level("a/b", Level.CLOSED);
    }

    @Test
    void shouldTakeThresholdsFromTheNearestConfiguredAncestor()
    {
        final ScopeConfig quick = with(standard(), new LatencyConfig(100 * MS, 200 * MS, 300 * MS, 1));
        new Scenario(judge, config(standard(), "a/b", quick), "a", "a/b", "a/b/c", "a/bc")
            .in("a").latency(300).says()
            .in("a/b").latency(100).says("0 a/b CLOSED>ALERT API_LATENCY 100ms/100ms")
            .in("a/b/c").latency(200).says("0 a/b/c CLOSED>THROTTLE API_LATENCY 200ms/200ms")
            .in("a/bc").latency(300).says();
    }

    @Test
    void shouldTakeResultsAsEvidenceForAncestorsToo()
    {
        law("a", "a/b").in("").latency(600).in("a").latency(600).at(60_000).in("a/b").orders("S")
            .says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms", "0 a CLOSED>ALERT API_LATENCY 600ms/500ms",
                "60000 . ALERT>CLOSED RECOVERY", "60000 a ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldNotTakeALatencyBelowAsEvidence()
    {
        law("a", "a/b").in("a").latency(600).says("0 a CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(60_000).in("a/b").latency(1).slippage(Side.BUY, 100, 100).in("").latency(1).says();
    }

    @Test
    void shouldTakeAFillAsEvidenceForAncestorsOnlyIfEveryPartIsHealthy()
    {
        law("a").latency(600).says("0 . CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(60_000).in("a").fill(600, Side.BUY, 100, 100).says("60000 a CLOSED>ALERT API_LATENCY 600ms/500ms")
            .at(60_001).fill(1, Side.BUY, 100, 100).says("60001 . ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldTakeABreachingFillAsASuccessOfItsAncestors()
    {
        law("a").in("a").orders("F").fill(600, Side.BUY, 100, 100).orders("F").says("0 a CLOSED>ALERT API_LATENCY 600ms/500ms")
            .level("", Level.CLOSED);
    }

    @Test
    void shouldRecoverEachScopeForItself()
    {
        law("a", "b").in("a").latency(600).latency(1).at(10_000).in("b").latency(600).latency(1).at(100_000).tick().says(
            "0 a CLOSED>ALERT API_LATENCY 600ms/500ms", "10000 b CLOSED>ALERT API_LATENCY 600ms/500ms",
            "60000 a ALERT>CLOSED RECOVERY", "70000 b ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldRecoverScopesThatAreDueTogetherInOrderOfPath()
    {
        law("b", "a", "a/c").in("b").latency(600, 1).in("a/c").latency(600, 1).in("a").latency(600, 1).in("").latency(600, 1)
            .at(60_000).tick().says(
                "0 b CLOSED>ALERT API_LATENCY 600ms/500ms", "0 a/c CLOSED>ALERT API_LATENCY 600ms/500ms",
                "0 a CLOSED>ALERT API_LATENCY 600ms/500ms", "0 . CLOSED>ALERT API_LATENCY 600ms/500ms",
                "60000 . ALERT>CLOSED RECOVERY", "60000 a ALERT>CLOSED RECOVERY",
                "60000 a/c ALERT>CLOSED RECOVERY", "60000 b ALERT>CLOSED RECOVERY");
    }

    @Test
    void shouldStartSecondsInOrderOfPath()
    {
        law("b", "a").in("b").orders("FSFSFSSSSS").in("a").orders("FSFSFSSSSS").at(1000).tick().says(
            "0 . CLOSED>THROTTLE FAILURE_RATE 36.3636364%/30%", // 4 of 11
            "1000 a CLOSED>THROTTLE FAILURE_RATE 30%/30%", "1000 b CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }
}
