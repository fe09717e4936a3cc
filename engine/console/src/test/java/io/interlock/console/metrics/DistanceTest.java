package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Distances at the edges of thresholds (SEMANTICS 3): from, above, equal, off. */
class DistanceTest
{
    private final BreakerConfig config = BreakerConfig.builder().build();

    private static ScopeStatus scope(final int streak, final long orders, final long failures, final double latencyMs)
    {
        return new ScopeStatus(
            "v", new ScopeStatus.Levels(Level.CLOSED, Level.CLOSED, false, false, false, ""), ScopeStatus.LastTransition.NONE,
            new RecoveryStatus(false, false, 0, 1, -1, false, ""),
            new SampleStatus(
                streak, orders, failures, new SampleStatus.Prices(Double.NaN, Double.NaN, Double.NaN, latencyMs), ExchangeStatus.UP,
                NetworkStatus.CONNECTED, Map.of()),
            List.of());
    }

    private Distance latency(final double ms)
    {
        return Distance.of(Cause.API_LATENCY, scope(0, 0, 0, ms), config);
    }

    @Test
    void shouldTakeTheNextThresholdThatIsNotReached()
    {
        assertThat(latency(0)).isEqualTo(new Distance(Level.ALERT, 1));
        assertThat(latency(499)).isEqualTo(new Distance(Level.ALERT, 1.0 / 500));
        assertThat(latency(500)).as("from 500 ms is reached at it").isEqualTo(new Distance(Level.THROTTLE, 0.5));
        assertThat(latency(3_000)).as("above 3,000 ms is not").isEqualTo(new Distance(Level.HALT, 0));
        assertThat(latency(9_000)).as("beyond the last").isEqualTo(new Distance(Level.HALT, 0));
        assertThat(latency(Double.NaN)).isNull();
    }

    @Test
    void shouldNameTheMoreSevereOfTwoAtOnePlace()
    {
        final BreakerConfig conservative = BreakerConfig.builder("conservative").build();
        assertThat(Distance.of(Cause.CONSECUTIVE_FAILURES, scope(1, 0, 0, Double.NaN), conservative))
            .isEqualTo(new Distance(Level.THROTTLE, 0.5));
    }

    @Test
    void shouldGoUpToShutdownForFailuresInARow()
    {
        assertThat(Distance.of(Cause.CONSECUTIVE_FAILURES, scope(5, 0, 0, Double.NaN), config))
            .isEqualTo(new Distance(Level.SHUTDOWN, 0.5));
        assertThat(Distance.of(Cause.CONSECUTIVE_FAILURES, scope(12, 0, 0, Double.NaN), config))
            .isEqualTo(new Distance(Level.SHUTDOWN, 0));
    }

    @Test
    void shouldTellNoRateThatIsNotJudgedAndNoThresholdThatIsOff()
    {
        assertThat(Distance.of(Cause.FAILURE_RATE, scope(0, 9, 9, Double.NaN), config)).as("short of min-orders").isNull();
        assertThat(Distance.of(Cause.FAILURE_RATE, scope(0, 20, 3, Double.NaN), config)).isEqualTo(new Distance(Level.THROTTLE, 0.5));
        assertThat(Distance.of(Cause.FAILURE_RATE, scope(0, 20, 20, Double.NaN), config)).isEqualTo(new Distance(Level.THROTTLE, 0));
        final BreakerConfig production = BreakerConfig.builder("production").build();
        assertThat(Distance.of(Cause.FAILURE_RATE, scope(0, 20, 9, Double.NaN), production)).isEqualTo(new Distance(Level.HALT, 0.25));
    }

    @Test
    void shouldTakeTheThresholdsOfTheScope()
    {
        final BreakerConfig own = BreakerConfig.builder().scope("v", section -> section.set("latency.alert", "100ms")).build();
        assertThat(Distance.of(Cause.API_LATENCY, scope(0, 0, 0, 50), own)).isEqualTo(new Distance(Level.ALERT, 0.5));
    }

    @Test
    void shouldTellNoDistanceOfWhatHasNoNumber()
    {
        assertThat(Distance.of(Cause.NETWORK, scope(0, 0, 0, 1), config)).isNull();
        assertThat(Distance.of(Cause.LOSS, scope(0, 0, 0, 1), config)).as("no equity").isNull();
    }
}
