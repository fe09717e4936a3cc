package io.interlock.cli.simulate;

import static io.interlock.cli.simulate.Streams.json;
import static io.interlock.cli.simulate.Streams.root;
import static io.interlock.cli.simulate.Streams.summary;
import static io.interlock.cli.simulate.Streams.summaryOf;
import static io.interlock.cli.simulate.Streams.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import org.junit.jupiter.api.Test;

/** Streams of samples and results, worked out by hand from the law, under the default preset. */
class SimulateSamplesTest
{
    @Test
    void shouldClimbTheLatencyLadder()
    {
        final Run run = json("0,,api_latency,499.999999,,", "1,,api_latency,500,,", "2,,api_latency,1000.0,,", "3,,api_latency,3000,,",
            "4,,api_latency,3000.000001,,");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.lines()).containsExactly(
            root("1", "CLOSED-ALERT", "API_LATENCY", "500", "500"),
            root("2", "ALERT-THROTTLE", "API_LATENCY", "1000", "1000"),
            root("4", "THROTTLE-HALT", "API_LATENCY", "3000.000001", "3000"),
            summary("HALT", 3, 0));
    }

    @Test
    void shouldRecoverAtItsDueTimeAndNotAtTheNextRow()
    {
        final Run run = json("4,,api_latency,4000,,", "5,,api_latency,100,,", "1000000,,tick,,,");

        assertThat(run.lines()).containsExactly(
            root("4", "CLOSED-HALT", "API_LATENCY", "4000", "3000"),
            root("900004", "HALT-CLOSED", "RECOVERY", "null", "null"),
            summary("CLOSED", 2, 0));
    }

    @Test
    void shouldNotTakeNoDataForHealth()
    {
        final Run run = json("0,,api_latency,600,,", "70000,,note,,,", "70001,,order_success,,,");

        assertThat(run.lines()).containsExactly(
            root("0", "CLOSED-ALERT", "API_LATENCY", "600", "500"),
            root("70001", "ALERT-CLOSED", "RECOVERY", "null", "null"),
            summary("CLOSED", 2, 0));
    }

    @Test
    void shouldJudgeResultsInTheScopeAndThenInItsAncestors()
    {
        final Run run = json("0,okx/m1,order_failure,,,no funds", "1,kraken,order_failure,,,",
            "2,okx/m1,order_failure,,,\"again, \"\"no\"\"\"");

        assertThat(run.lines()).containsExactly(
            root("1", "CLOSED-ALERT", "CONSECUTIVE_FAILURES", "2", "2"),
            transition("2", "okx/m1", "CLOSED-ALERT", "CONSECUTIVE_FAILURES", "2", "2"),
            transition("2", "okx", "CLOSED-ALERT", "CONSECUTIVE_FAILURES", "2", "2"),
            root("2", "ALERT-THROTTLE", "CONSECUTIVE_FAILURES", "3", "3"),
            summaryOf("\"\":\"THROTTLE\",\"kraken\":\"CLOSED\",\"okx\":\"ALERT\",\"okx/m1\":\"ALERT\"", 4, 0));
    }

    @Test
    void shouldTripTheFailureRateAtTheTenthResult()
    {
        final String[] rows = new String[10];
        for (int i = 0; i < rows.length; i++)
        {
            // F S S F S S F S S F: never two in a row, four of ten.
            rows[i] = i + ",," + (i % 3 == 0 ? "order_failure" : "order_success") + ",,,";
        }

        assertThat(json(rows).lines()).containsExactly(
            root("9", "CLOSED-THROTTLE", "FAILURE_RATE", "40", "30"), summary("THROTTLE", 1, 0));
    }

    @Test
    void shouldMeasureSlippageExactly()
    {
        final Run run = json("0,,slippage,50000,49000,BUY", "1,,slippage,50000,50050,BUY", "2,,slippage,50000,49850,SELL",
            "3,,slippage,50000,50250,", "4,,slippage,50000,49700,");

        assertThat(run.lines()).containsExactly(
            root("1", "CLOSED-ALERT", "SLIPPAGE", "0.1", "0.1"),
            root("2", "ALERT-THROTTLE", "SLIPPAGE", "0.3", "0.3"),
            root("4", "THROTTLE-HALT", "SLIPPAGE", "0.6", "0.5"),
            summary("HALT", 3, 0));
    }

    @Test
    void shouldHaltAboveTheLossAllowed()
    {
        assertThat(json("0,,equity,100000,,", "1,,equity,95000,,", "2,,equity,94999,,").lines()).containsExactly(
            root("2", "CLOSED-HALT", "LOSS", "5.001", "5"), summary("HALT", 1, 0));
        assertThat(json("0,,loss,0.05,,", "1,,loss,0.050001,,").lines()).containsExactly(
            root("1", "CLOSED-HALT", "LOSS", "5.0001", "5"), summary("HALT", 1, 0));
    }

    @Test
    void shouldFollowTheStatuses()
    {
        final Run run = json("0,a,exchange,,,SLOW", "1,a,exchange,,,DEGRADED", "2,a,exchange,,,UP", "3,b,network,,,DISCONNECTED",
            "4,b,network,,,CONNECTED", "5,c,exchange,,,DOWN");

        assertThat(run.lines()).containsExactly(
            transition("0", "a", "CLOSED-ALERT", "EXCHANGE", "null", "null"),
            transition("1", "a", "ALERT-THROTTLE", "EXCHANGE", "null", "null"),
            transition("3", "b", "CLOSED-HALT", "NETWORK", "null", "null"),
            transition("5", "c", "CLOSED-HALT", "EXCHANGE", "null", "null"),
            summaryOf("\"\":\"CLOSED\",\"a\":\"THROTTLE\",\"b\":\"HALT\",\"c\":\"HALT\"", 4, 0));
    }

    @Test
    void shouldShutTheRootDownForACriticalErrorAnywhere()
    {
        assertThat(json("7,okx,critical_error,,,SECURITY_BREACH").lines()).containsExactly(
            root("7", "CLOSED-SHUTDOWN", "SECURITY_BREACH", "null", "null"),
            summaryOf("\"\":\"SHUTDOWN\",\"okx\":\"CLOSED\"", 1, 0));
    }

    @Test
    void shouldRejectABadSampleBeforeTheTransitionItCauses()
    {
        for (final String row : new String[] {"api_latency,,,", "api_latency,-1,,", "api_latency,1e3,,", "equity,0,,", "equity,x,,",
            "loss,1.5,,", "loss,,,", "slippage,0,1,", "slippage,1,,BUY", "slippage,1,-1,"})
        {
            final Run run = json("0,,order_success,,,", "5,," + row);

            assertThat(run.lines()).as(row).hasSize(3);
            assertThat(run.lines().get(0)).as(row).startsWith("{\"type\":\"rejected\",\"line\":3,\"message\":\"");
            assertThat(run.lines().get(1)).as(row).isEqualTo(root("5", "CLOSED-ALERT", "INVALID_SAMPLE", "null", "null"));
            assertThat(run.lines().get(2)).as(row).isEqualTo(summary("ALERT", 1, 1));
        }
    }

    @Test
    void shouldStartEachSecondAtAMultipleOfAThousandWhateverTheFirstTimeWas()
    {
        // The high of second 0 leaves at the start of second 300; from 300000 ms on there is no loss any more.
        assertThat(json("900,,equity,100000,,", "300000,,equity,90000,,").lines()).containsExactly(summary("CLOSED", 0, 0));
        assertThat(json("900,,equity,100000,,", "299999,,equity,90000,,").lines()).containsExactly(
            root("299999", "CLOSED-HALT", "LOSS", "10", "5"), summary("HALT", 1, 0));
    }
}
