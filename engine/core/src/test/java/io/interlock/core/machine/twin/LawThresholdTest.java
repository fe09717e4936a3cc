package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.config;
import static io.interlock.core.machine.twin.LawConfigs.production;
import static io.interlock.core.machine.twin.LawConfigs.standard;
import static io.interlock.core.machine.twin.LawConfigs.with;

import io.interlock.config.FailureRateConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SEMANTICS 3, the table row by row, and its arithmetic.
 *
 * <p>Threading: one test thread.
 */
@ParameterizedClass
@EnumSource(Judge.Kind.class)
final class LawThresholdTest
{
    private final Judge.Kind judge;

    LawThresholdTest(final Judge.Kind judge)
    {
        this.judge = judge;
    }

    private Scenario law(final String... scopes)
    {
        return new Scenario(judge, config(standard()), scopes);
    }

    @Test
    void shouldJudgeLatencyFromItsThresholdsOnAndHaltOnlyAboveIts()
    {
        law().latencyNs(500 * MS - 1).says();
        law().latency(500).says("0 . CLOSED>ALERT API_LATENCY 500ms/500ms");
        law().latencyNs(1000 * MS - 1).says("0 . CLOSED>ALERT API_LATENCY 999.999999ms/500ms");
        law().latency(1000).says("0 . CLOSED>THROTTLE API_LATENCY 1000ms/1000ms");
        law().latency(3000).says("0 . CLOSED>THROTTLE API_LATENCY 3000ms/1000ms");
        law().latencyNs(3000 * MS + 1).says("0 . CLOSED>HALT API_LATENCY 3000.000001ms/3000ms");
        law().latencyNs(Long.MAX_VALUE).says("0 . CLOSED>HALT API_LATENCY 9223372036854.775807ms/3000ms");
    }

    @Test
    void shouldJudgeSlippageInPercentOfTheExpectedPrice()
    {
        law().slippage(Side.BUY, 50000, 50049).says();
        law().slippage(Side.BUY, 50000, 50050).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.BUY, 50000, 50150).says("0 . CLOSED>THROTTLE SLIPPAGE 0.3%/0.3%");
        law().slippage(Side.BUY, 50000, 50250).says("0 . CLOSED>THROTTLE SLIPPAGE 0.5%/0.3%");
        law().slippage(Side.BUY, 50000, 50251).says("0 . CLOSED>HALT SLIPPAGE 0.502%/0.5%");
    }

    @Test
    void shouldRoundRatiosHalfUpToPartsPerBillion()
    {
        // 2e9 as the expected price makes one unit half a part per billion
        law().slippage(Side.BUY, 2e9, 2e9 + 1_999_998).says();
        law().slippage(Side.BUY, 2e9, 2e9 + 1_999_999).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.BUY, 2e9, 2e9 + 10_000_000).says("0 . CLOSED>THROTTLE SLIPPAGE 0.5%/0.3%");
        law().slippage(Side.BUY, 2e9, 2e9 + 10_000_001).says("0 . CLOSED>HALT SLIPPAGE 0.5000001%/0.5%");
        law().slippage(Side.BUY, 1e10, 1e10 + 9_999_993).says();
        law().slippage(Side.BUY, 1e10, 1e10 + 9_999_997).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.SELL, 4e9, 4e9 - 3_999_997).says();
        law().slippage(Side.SELL, 4e9, 4e9 - 3_999_998).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
    }

    @Test
    void shouldCountOnlyWhatIsAdverseWhereTheSideIsGiven()
    {
        law().slippage(Side.BUY, 50000, 49000).says();
        law().slippage(Side.SELL, 50000, 51000).says();
        law().slippage(Side.SELL, 50000, 49950).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.UNKNOWN, 50000, 49950).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
        law().slippage(Side.UNKNOWN, 50000, 50050).says("0 . CLOSED>ALERT SLIPPAGE 0.1%/0.1%");
    }

    @Test
    void shouldTakeARatioThatNoLongHoldsAsTheLargest()
    {
        law().slippage(Side.BUY, Double.MIN_VALUE, Double.MAX_VALUE).says("0 . CLOSED>HALT SLIPPAGE 922337203685.4775807%/0.5%");
        law().slippage(Side.SELL, Double.MAX_VALUE, Double.MIN_VALUE).says("0 . CLOSED>HALT SLIPPAGE 100%/0.5%");
    }

    @Test
    void shouldClimbWithTheStreakOfFailures()
    {
        law().orders("F").says()
            .orders("F").says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2")
            .orders("F").says("0 . ALERT>THROTTLE CONSECUTIVE_FAILURES 3/3")
            .orders("F").says()
            .orders("F").says("0 . THROTTLE>HALT CONSECUTIVE_FAILURES 5/5")
            .orders("FFFF").says()
            .orders("F").says("0 . HALT>SHUTDOWN CONSECUTIVE_FAILURES 10/10")
            .orders("F").says();
    }

    @Test
    void shouldSetTheStreakToZeroAtASuccess()
    {
        law().orders("FSFSFSFS").says();
        law().orders("FF").says("0 . CLOSED>ALERT CONSECUTIVE_FAILURES 2/2").orders("SFF").says();
    }

    @Test
    void shouldJudgeTheRateAtEachFailure()
    {
        law().orders("SSFSSFSSS").says().orders("F").says("0 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldJudgeTheRateAtTheStartOfASecondAndNeverAtASuccess()
    {
        law().orders("FSFSFSSSSS").says()
            .at(999).orders("S").says() // 3 of 11 by now
            .at(1000).tick().says();
        law().orders("FSFSFSSSSS").says()
            .at(999).tick().says()
            .at(1000).tick().says("1000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
        law().orders("FSFSFSSSSS").says()
            .at(7777).tick().says("1000 . CLOSED>THROTTLE FAILURE_RATE 30%/30%");
    }

    @Test
    void shouldWantTenResultsBeforeItJudgesTheRate()
    {
        law().orders("SFSFSFSSF").says().at(5000).tick().says();
        law().orders("SFSFSFSSFS").says().at(5000).tick().says("1000 . CLOSED>THROTTLE FAILURE_RATE 40%/30%");
    }

    @Test
    void shouldNotTripBelowTheRate()
    {
        law().orders("SSSSFSSFSSF").says().at(5000).tick().says();
    }

    @Test
    void shouldRoundTheRateHalfUp()
    {
        // 1 of 3 is 33.33333333 %: 333,333,333 parts per billion
        final FailureRateConfig third = new FailureRateConfig(333_333_333L, FailureRateConfig.OFF, 300, 3);
        new Scenario(judge, config(with(standard(), third))).orders("SSF")
            .says("0 . CLOSED>THROTTLE FAILURE_RATE 33.3333333%/33.3333333%");
        // 2 of 3 is 666,666,666.67, which rounds up
        final FailureRateConfig two = new FailureRateConfig(666_666_667L, FailureRateConfig.OFF, 300, 3);
        new Scenario(judge, config(with(standard(), two))).orders("FSF")
            .says("0 . CLOSED>THROTTLE FAILURE_RATE 66.6666667%/66.6666667%");
    }

    @Test
    void shouldHaltByRateOnlyWhereThatIsConfigured()
    {
        law().orders("FSFSFSFSF").at(1).orders("F").says(
            "1 . CLOSED>THROTTLE FAILURE_RATE 60%/30%");
        new Scenario(judge, config(production())).orders("FSFSFSFSF").says().at(1).orders("F").says(
            "1 . CLOSED>HALT FAILURE_RATE 60%/60%");
    }

    @Test
    void shouldHaltAboveTheLoss()
    {
        law().loss(0.05).says();
        law().loss(0.0500000004).says(); // rounds to exactly 5 %
        law().loss(0.0500000005).says("0 . CLOSED>HALT LOSS 5.0000001%/5%");
        law().loss(1.0).says("0 . CLOSED>HALT LOSS 100%/5%");
        law().loss(0.0).says();
    }

    @Test
    void shouldMeasureTheLossFromTheHighestEquity()
    {
        law().equity(90).equity(100).equity(98).equity(95).says()
            .equity(94.99).says("0 . CLOSED>HALT LOSS 5.01%/5%");
    }

    @Test
    void shouldFollowTheExchange()
    {
        law().exchange(ExchangeStatus.UP).says()
            .exchange(ExchangeStatus.SLOW).says("0 . CLOSED>ALERT EXCHANGE")
            .exchange(ExchangeStatus.DEGRADED).says("0 . ALERT>THROTTLE EXCHANGE")
            .exchange(ExchangeStatus.DOWN).says("0 . THROTTLE>HALT EXCHANGE")
            .exchange(ExchangeStatus.DOWN).says();
    }

    @Test
    void shouldHaltWhenDisconnected()
    {
        law().network(NetworkStatus.CONNECTED).says().network(NetworkStatus.DISCONNECTED).says("0 . CLOSED>HALT NETWORK");
    }

    @Test
    void shouldShutDownAtAnyCriticalError()
    {
        law().critical(CriticalError.MEMORY_ERROR).says("0 . CLOSED>SHUTDOWN MEMORY_ERROR");
        law().critical(CriticalError.SECURITY_BREACH).says("0 . CLOSED>SHUTDOWN SECURITY_BREACH");
        law().critical(CriticalError.DATABASE_CORRUPTION).says("0 . CLOSED>SHUTDOWN DATABASE_CORRUPTION");
        law().critical(CriticalError.SYSTEM_ERROR).says("0 . CLOSED>SHUTDOWN SYSTEM_ERROR");
    }

    @Test
    void shouldShutDownAtAKill()
    {
        law().tell(InputKind.KILL).says("0 . CLOSED>SHUTDOWN OPERATOR_KILL").tell(InputKind.KILL).says();
    }

    @Test
    void shouldRejectWhatCannotBeTrue()
    {
        final String alert = "0 . CLOSED>ALERT INVALID_SAMPLE";
        law().latencyNs(-1).says("0 . rejected API_LATENCY", alert);
        for (final double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, -1.0})
        {
            law().equity(bad).says("0 . rejected EQUITY", alert);
            law().slippage(Side.BUY, bad, 100).says("0 . rejected SLIPPAGE", alert);
            law().slippage(Side.BUY, 100, bad).says("0 . rejected SLIPPAGE", alert);
        }
        for (final double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY, -0.000001, 1.000001})
        {
            law().loss(bad).says("0 . rejected LOSS", alert);
        }
    }

    @Test
    void shouldLeaveWhatItKnowsUntouchedByARejectedSample()
    {
        law().equity(100).equity(Double.NaN).says("0 . rejected EQUITY", "0 . CLOSED>ALERT INVALID_SAMPLE")
            .equity(-5).says("0 . rejected EQUITY")
            .equity(95).says().equity(94).says("0 . ALERT>HALT LOSS 6%/5%");
    }
}
