package io.interlock.cli.simulate;

import static io.interlock.cli.simulate.Streams.check;
import static io.interlock.cli.simulate.Streams.json;
import static io.interlock.cli.simulate.Streams.root;
import static io.interlock.cli.simulate.Streams.summary;
import static io.interlock.cli.simulate.Streams.summaryOf;
import static io.interlock.cli.simulate.Streams.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of operators' commands and checks, worked out by hand from the law, under the default preset. */
class SimulateCommandsTest
{
    private static final String REJECTED = "{\"type\":\"rejected\",\"line\":%d,\"message\":\"";

    @Test
    void shouldAnswerChecksByLevel()
    {
        assertThat(json("9,,check,,,OPEN", "9,,check,0.1,,OPEN", "9,,check,x,,OPEN", "9,,check,1.1,,OPEN").lines()).containsExactly(
            check("", "OPEN", true, "1.0", "ALLOWED"), check("", "OPEN", true, "1.0", "ALLOWED"),
            check("", "OPEN", false, "0.0", "DENIED_CONFIDENCE"), check("", "OPEN", false, "0.0", "DENIED_CONFIDENCE"),
            summary("CLOSED", 0, 0));
        assertThat(json("9,,api_latency,1000,,", "9,,check,0.7,,OPEN", "9,,check,0.71,,OPEN", "9,,check,,,OPEN", "9,,check,5,,CLOSE",
            "9,,check,,,CANCEL").lines()).containsExactly(
            root("9", "CLOSED-THROTTLE", "API_LATENCY", "1000", "1000"),
            check("", "OPEN", false, "0.0", "DENIED_CONFIDENCE"), check("", "OPEN", true, "0.5", "ALLOWED_REDUCED"),
            check("", "OPEN", false, "0.0", "DENIED_CONFIDENCE"), check("", "CLOSE", true, "1.0", "ALLOWED"),
            check("", "CANCEL", true, "1.0", "ALLOWED"), summary("THROTTLE", 1, 0));
        assertThat(json("9,,exchange,,,DOWN", "9,,check,1,,OPEN", "9,,check,,,CLOSE", "9,,check,,,CANCEL").lines()).contains(
            check("", "OPEN", false, "0.0", "DENIED_HALT"), check("", "CLOSE", true, "1.0", "ALLOWED"),
            check("", "CANCEL", true, "1.0", "ALLOWED"));
        assertThat(json("9,,kill,,,", "9,,check,1,,OPEN", "9,,check,,,CLOSE", "9,,check,,,CANCEL").lines()).contains(
            check("", "OPEN", false, "0.0", "DENIED_SHUTDOWN"), check("", "CLOSE", false, "0.0", "DENIED_SHUTDOWN"),
            check("", "CANCEL", true, "1.0", "ALLOWED"));
    }

    @Test
    void shouldJoinLevelsAndOverridesAlongThePath()
    {
        assertThat(json("9,a,override_enable,,,drill", "9,a/b,check,0.9,,OPEN", "9,a/b,check,,,CLOSE", "9,c,check,0.9,,OPEN",
            "9,a,override_disable,,,", "9,a/b,check,0.9,,OPEN", "9,,exchange,,,DOWN", "9,a/b,check,0.9,,OPEN").lines()).containsExactly(
            check("a/b", "OPEN", false, "0.0", "DENIED_OVERRIDE"), check("a/b", "CLOSE", true, "1.0", "ALLOWED"),
            check("c", "OPEN", true, "1.0", "ALLOWED"), check("a/b", "OPEN", true, "1.0", "ALLOWED"),
            root("9", "CLOSED-HALT", "EXCHANGE", "null", "null"), check("a/b", "OPEN", false, "0.0", "DENIED_HALT"),
            summaryOf("\"\":\"HALT\",\"a\":\"CLOSED\",\"a/b\":\"CLOSED\",\"c\":\"CLOSED\"", 1, 0));
    }

    @Test
    void shouldSeeADueRecoveryInACheckAtThatInstant()
    {
        final List<String> lines = json("0,,api_latency,1000,,", "1,,api_latency,1,,", "300000,,check,,,OPEN").lines();

        assertThat(lines.get(1)).isEqualTo(root("300000", "THROTTLE-CLOSED", "RECOVERY", "null", "null"));
        assertThat(lines.get(2)).contains("\"time_ms\":300000", "\"reason\":\"ALLOWED\"");
    }

    @Test
    void shouldLeaveShutdownOnlyByAResetAfterARestart()
    {
        final Run run = json("0,a,kill,,,fat finger", "1,a,force_recovery,,,", "2,a,confirm,,,", "3,a,reset,,,too early", "4,,restart,,,",
            "5,a,reset,,,checked");

        assertThat(run.lines()).hasSize(6);
        assertThat(run.lines().get(0)).isEqualTo(transition("0", "a", "CLOSED-SHUTDOWN", "OPERATOR_KILL", "null", "null"));
        for (int line = 3; line <= 5; line++)
        {
            assertThat(run.lines().get(line - 2)).startsWith(REJECTED.formatted(line));
        }
        assertThat(run.lines().get(4)).isEqualTo(transition("5", "a", "SHUTDOWN-CLOSED", "RESET", "null", "null"));
        assertThat(run.lines().get(5)).isEqualTo(summaryOf("\"\":\"CLOSED\",\"a\":\"CLOSED\"", 2, 3));
    }

    @Test
    void shouldForceARecoveryFromHalt()
    {
        assertThat(json("0,,exchange,,,DOWN", "1,,force_recovery,,,", "2,,order_success,,,").lines()).containsExactly(
            root("0", "CLOSED-HALT", "EXCHANGE", "null", "null"), root("1", "HALT-CLOSED", "FORCE_RECOVERY", "null", "null"),
            summary("CLOSED", 2, 0));
    }

    @Test
    void shouldLeaveHaltByConfirmWhereThePresetAsksForIt()
    {
        final Run run = Run.of(Streams.HEADER + "0,,api_latency,4000,,\n1,,confirm,,,\n900000,,confirm,,,\n", "simulate", "--json",
            "--preset", "production");

        assertThat(run.lines()).hasSize(4);
        assertThat(run.lines().get(1)).startsWith(REJECTED.formatted(3));
        // Stepwise: one level down.
        assertThat(run.lines().get(2)).isEqualTo(root("900000", "HALT-THROTTLE", "CONFIRM", "null", "null"));
        assertThat(run.lines().get(3)).isEqualTo(summary("THROTTLE", 2, 1));
    }

    @Test
    void shouldRejectWhatCannotBeAcceptedOrConfirmed()
    {
        final Run run = json("0,,accept,,,NONSENSE", "0,,accept,,,", "0,,accept,,,API_LATENCY", "0,,confirm,,,", "0,,reset,,,");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(6);
        for (int line = 2; line <= 6; line++)
        {
            assertThat(run.lines().get(line - 2)).startsWith(REJECTED.formatted(line));
        }
        assertThat(run.lines().get(5)).isEqualTo(summary("CLOSED", 0, 5));
    }

    @Test
    void shouldStartTheRecoveryClockAnewAtAStallAndAtARestart()
    {
        for (final String event : new String[] {"stall", "restart"})
        {
            assertThat(json("0,,api_latency,600,,", "1,,api_latency,1,,", "30000,," + event + ",,,", "30001,,api_latency,1,,",
                "100000,,tick,,,").lines()).as(event).containsExactly(
                root("0", "CLOSED-ALERT", "API_LATENCY", "600", "500"), root("90000", "ALERT-CLOSED", "RECOVERY", "null", "null"),
                summary("CLOSED", 2, 0));
        }
    }

    @Test
    void shouldForgetTheStreakAtARestart()
    {
        assertThat(json("0,,order_failure,,,", "1,,restart,,,", "2,,order_failure,,,").lines()).containsExactly(
            summary("CLOSED", 0, 0));
    }
}
