package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import quickfix.SessionID;

/** By hand: there is no session to send on, and time is what the test says. */
class LatencyProbeTest
{
    private static final SessionID A = TapFixture.SESSION;
    private static final SessionID B = new SessionID("FIX.4.4", "GATEWAY", "OTHER");

    private final RecordingReporter reporter = new RecordingReporter();
    private final SessionWatch watch = new SessionWatch(reporter);
    private final LatencyProbe probe = new LatencyProbe(
        new FixTapContext().probeInterval(Duration.ofNanos(10)).probeTimeout(Duration.ofNanos(50)), watch, reporter);

    @BeforeEach
    void logOn()
    {
        watch.loggedOn(A);
        probe.loggedOn(A, 0);
        reporter.take();
    }

    @Test
    void shouldMeasureOnlyWhileNothingElseDoes()
    {
        probe.measured(A, 5);
        probe.check(14);
        probe.answered(A, "ILK-1", 20);
        assertThat(reporter.take()).isEmpty();
        probe.check(15);
        probe.answered(A, "ILK-1", 22);
        probe.answered(A, "ILK-1", 23);
        assertThat(reporter.take()).containsExactly("latency 7");
    }

    @Test
    void shouldTakeSilenceForALossOnceAndMeasureALateAnswer()
    {
        probe.check(10);
        probe.check(59);
        assertThat(reporter.take()).isEmpty();
        probe.check(60);
        probe.check(70);
        assertThat(reporter.take()).containsExactly("latency 50", "network DISCONNECTED");
        probe.heard(A, 80);
        probe.check(85);
        assertThat(reporter.take()).containsExactly("network CONNECTED");
        probe.check(90);
        probe.answered(A, "ILK-1", 95);
        probe.answered(A, "ILK-2", 96);
        assertThat(reporter.take()).containsExactly("latency 85", "latency 6");
    }

    @Test
    void shouldBeConnectedOnlyWhenNoSessionIsLost()
    {
        watch.loggedOn(B);
        assertThat(reporter.take()).containsExactly("network CONNECTED");
        watch.loggedOut(B);
        probe.check(10);
        probe.check(60);
        assertThat(reporter.take()).containsExactly("network DISCONNECTED", "latency 50", "network DISCONNECTED");
        probe.heard(A, 61);
        assertThat(reporter.take()).as("the other is still lost").isEmpty();
        watch.loggedOn(B);
        assertThat(reporter.take()).containsExactly("network CONNECTED");
    }

    @Test
    void shouldForgetWhatItAskedWhenTheSessionIsGone()
    {
        probe.check(10);
        probe.loggedOut(A);
        probe.check(100);
        probe.answered(A, "ILK-1", 101);
        probe.heard(A, 101);
        assertThat(reporter.take()).isEmpty();
    }
}
