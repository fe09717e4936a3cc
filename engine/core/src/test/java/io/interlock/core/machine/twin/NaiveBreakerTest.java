package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.production;
import static io.interlock.core.machine.twin.LawConfigs.standard;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where circuit breakers written in an afternoon go wrong: one test for each of those failures.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class NaiveBreakerTest
{
    private final Judge.Kind judge;

    NaiveBreakerTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldNotMistakeTheUnitOfSlippage()
    {
        // 50 on 50,000 is 0.1 %: an alert, and neither 50 % nor 0.001 nor a halt
        law().slippage(Side.BUY, 50000, 50050).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.BUY, 50000, 50025).says();
    }

    @Test
    void shouldNotPunishAFillAtABetterPrice()
    {
        law().fill(10, Side.BUY, 50000, 40000).fill(10, Side.SELL, 50000, 60000).slippage(Side.BUY, 50000, 40000).says();
    }

    @Test
    void shouldComeBackFromHalt()
    {
        law().orders("FFFFF").at(1000).latency(5).at(900_000).tick().level("", Level.CLOSED);
        law().equity(100).equity(90).at(1000).latency(5).at(2_000_000).latency(5).tick().level("", Level.CLOSED);
        law().exchange(ExchangeStatus.DOWN).at(5).exchange(ExchangeStatus.UP).latency(5).at(900_005).tick().level("", Level.CLOSED);
    }

    @Test
    void shouldSeeARateThatSuccessesInterrupt()
    {
        // never five in a row, four fifths of all orders lost
        new Scenario(judge, config(production())).orders("FFFFSFFFFS").says(
            "0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2", "0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3")
            .at(1000).tick().says("1000 . THROTTLE>HALT FAILURE_RATE 80%/60%");
    }

    @Test
    void shouldNotRecoverFromSilence()
    {
        law().latency(5000).at(86_400_000).tick().level("", Level.HALT);
    }

    @Test
    void shouldNotReportEverySampleAsATransition()
    {
        final Scenario law = law();
        for (int i = 0; i < 1000; i++)
        {
            law.at(i).latency(700).orders("F");
        }
        law.says("0 . CLOSED>ALERT API_LATENCY 700ms/500ms", "2 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3",
            "4 . THROTTLE>HALT CONSECUTIVE_FAILURES 5/5", "9 . HALT>SHUTDOWN CONSECUTIVE_FAILURES 10/10");
    }

    @Test
    void shouldNotUndoAForcedRecoveryAtAGoodSample()
    {
        law().orders("FFFFF").equity(100).equity(90).tell(InputKind.FORCE_RECOVERY).orders("S").latency(1).equity(90)
            .fill(1, Side.BUY, 100, 100).at(1000).tick().at(2000).orders("S").level("", Level.CLOSED);
    }

    @Test
    void shouldNotForgetAHaltOverARestart()
    {
        law().latency(5000).tell(InputKind.RESTART).level("", Level.HALT);
    }

    @Test
    void shouldNotFlapAtTheFirstGoodSample()
    {
        law().latency(1500, 1, 1, 1).orders("SSS").at(1000).latency(1).level("", Level.THROTTLE);
    }

    @Test
    void shouldNotTripOnOneFailureAfterARecovery()
    {
        law().orders("FFFFF").at(1).latency(1).at(900_000).orders("F").level("", Level.CLOSED);
    }

    @Test
    void shouldNotStarveTheRecoveryOfALevelThatLetsNoOrderThrough()
    {
        // the rate's results leave the window although no new one comes; a measured answer is evidence enough
        law().orders("FFFFFFFFSS").at(1000).latency(1).at(300_001).latency(1).at(1_200_000).tick().level("", Level.CLOSED);
    }

    @Test
    void shouldNotTakeGarbageForHealth()
    {
        law().latency(600).at(60_000).latencyNs(-5).equity(Double.NaN).slippage(Side.BUY, Double.NaN, 1).tick().level("", Level.ALERT);
    }
}
