package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.JournalHead;
import io.interlock.core.status.CounterStatus;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An hour of samples, one a second. */
class SeriesTest
{
    private static final long T = 1_795_737_600_000L;
    private static final long SECOND = 1_000;

    private final Series series = new Series(new FixedView());

    @AfterEach
    void close()
    {
        series.close();
    }

    private static ScopeStatus scope(final String path, final Level level, final double latencyMs, final double equity)
    {
        return new ScopeStatus(path, new ScopeStatus.Levels(level, level, false, false, false, ""), ScopeStatus.LastTransition.NONE,
            new RecoveryStatus(false, false, 0, 1, -1, false, ""), new SampleStatus(0, 0, 0,
                new SampleStatus.Prices(equity, equity, 0.0, 0.0, new SampleStatus.Recent(latencyMs, Double.NaN)), ExchangeStatus.UP,
                NetworkStatus.CONNECTED, Map.of()), List.of());
    }

    private static EngineStatus status(final long atMs, final boolean stale, final ScopeStatus... scopes)
    {
        return new EngineStatus(
            Level.CLOSED, stale, atMs, "boot", List.of(scopes), MetricsStatus.NONE, CounterStatus.NONE, JournalHead.NONE);
    }

    @Test
    void shouldTellTheWorstOfEachPointAndTheLastEquity()
    {
        series.add(status(T + 1 * SECOND, false, scope("v", Level.CLOSED, 20, 100)));
        series.add(status(T + 2 * SECOND, false, scope("v", Level.HALT, 3_500, 90)));
        series.add(status(T + 3 * SECOND, false, scope("v", Level.ALERT, 30, 95)));
        series.add(status(T + 20 * SECOND, false, scope("v", Level.ALERT, Double.NaN, Double.NaN)));
        final SeriesRing.Points points = series.points("v", T + 20 * SECOND, 10 * SECOND, 3);
        assertThat(points.atMs()).containsExactly(T, T + 10 * SECOND, T + 20 * SECOND);
        assertThat(points.level()).containsExactly(-1, Level.HALT.ordinal(), Level.ALERT.ordinal());
        assertThat(points.latency()).containsExactly(Double.NaN, 3_500, Double.NaN);
        assertThat(points.equity()).containsExactly(Double.NaN, 95, Double.NaN);
        assertThat(points.slippage()).containsOnly(Double.NaN);
    }

    @Test
    void shouldKeepAnHourAndForgetWhatIsOlder()
    {
        for (int i = 0; i < 2 * SeriesRing.LENGTH; i++)
        {
            series.add(status(T + i * SECOND, false, scope("v", Level.CLOSED, i, 1)));
        }
        final long end = T + (2 * SeriesRing.LENGTH - 1) * SECOND;
        final SeriesRing.Points points = series.points("v", end, SECOND, SeriesRing.LENGTH);
        assertThat(points.latency()[0]).isEqualTo(SeriesRing.LENGTH);
        assertThat(points.latency()[SeriesRing.LENGTH - 1]).isEqualTo(2 * SeriesRing.LENGTH - 1);
        assertThat(series.points("v", T + 60 * SECOND, SECOND, 60).level()).containsOnly(-1);
    }

    @Test
    void shouldTakeNothingFromAStaleEngineAndNoMoreScopesThanItHasRoomFor()
    {
        series.add(status(T, true, scope("v", Level.HALT, 1, 1)));
        assertThat(series.points("v", T, SECOND, 1)).isNull();
        final List<ScopeStatus> many = new ArrayList<>();
        for (int i = 0; i <= Series.MOST_SCOPES; i++)
        {
            many.add(scope("v" + i, Level.CLOSED, 1, 1));
        }
        series.add(status(T, false, many.toArray(new ScopeStatus[0])));
        assertThat(series.points("v" + (Series.MOST_SCOPES - 1), T, SECOND, 1).latency()).containsExactly(1);
        assertThat(series.points("v" + Series.MOST_SCOPES, T, SECOND, 1)).isNull();
    }

    @Test
    void shouldSurviveAClockThatIsSetBack()
    {
        series.add(status(T, false, scope("v", Level.CLOSED, 1, 1)));
        series.add(status(T - 3_600 * SECOND, false, scope("v", Level.ALERT, 2, 1)));
        assertThat(series.points("v", T, SECOND, 1).latency()).containsExactly(1);
        assertThat(series.points("v", T - 3_600 * SECOND, SECOND, 1).level()).containsExactly(Level.ALERT.ordinal());
    }
}
