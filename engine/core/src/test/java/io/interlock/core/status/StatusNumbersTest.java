package io.interlock.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.Issue;
import io.interlock.core.port.JournalHead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusNumbersTest
{
    private static SampleStatus samples(final int streak, final long orders, final long failures, final double high, final double last)
    {
        return new SampleStatus(streak, orders, failures, new SampleStatus.Prices(high, last, 0.0, 0.0), ExchangeStatus.UP,
            NetworkStatus.CONNECTED, Map.of());
    }

    @Test
    void shouldReckonRatesAndDrawdowns()
    {
        assertThat(samples(0, 8, 2, 200.0, 150.0).failureRatePercent()).isEqualTo(25.0);
        assertThat(samples(0, 8, 2, 200.0, 150.0).drawdownPercent()).isEqualTo(25.0);
        assertThat(samples(0, 0, 0, Double.NaN, Double.NaN).failureRatePercent()).isNaN();
        assertThat(samples(0, 0, 0, Double.NaN, Double.NaN).drawdownPercent()).isNaN();
    }

    @Test
    void shouldFindAScopeByItsPathAndTheRootsStreak()
    {
        final ScopeStatus root = new ScopeStatus("", new ScopeStatus.Levels(Level.HALT, Level.HALT, false, false, false, ""),
            ScopeStatus.LastTransition.NONE, null, samples(7, 0, 0, 0.0, 0.0), null);
        final ScopeStatus venue = new ScopeStatus("v", new ScopeStatus.Levels(Level.ALERT, Level.HALT, false, false, false, ""),
            ScopeStatus.LastTransition.NONE, null, samples(3, 0, 0, 0.0, 0.0), List.of());
        final EngineStatus status = new EngineStatus(Level.HALT, false, 0, "boot", List.of(root, venue), MetricsStatus.NONE,
            new CounterStatus(new CounterStatus.Reports(1, 2, 3), Map.of(), Map.of(), 4, 5, 6, 7), JournalHead.NONE);
        assertThat(status.scope("v")).isSameAs(venue);
        assertThat(status.scope("w")).isNull();
        assertThat(status.consecutiveFailures()).isEqualTo(7);
        assertThat(venue.own()).isEqualTo(Level.ALERT);
        assertThat(venue.effective()).isEqualTo(Level.HALT);
        assertThat(new long[] {status.counters().judged(), status.counters().folded(), status.counters().lanes()})
            .containsExactly(1, 2, 3);
        assertThat(new EngineStatus(Level.HALT, false, 0, "boot", List.of(venue), MetricsStatus.NONE, CounterStatus.NONE,
            JournalHead.NONE).consecutiveFailures()).isZero();
    }

    @Test
    void shouldListIssuesAndSayWhetherThatIsAll()
    {
        final Issue issue = new Issue(1, "TYPE", "", 0.0, 0.0, "");
        assertThat(new IssueList(List.of(issue), true).complete()).isTrue();
        assertThat(new IssueList(List.of(issue), false).complete()).isFalse();
        assertThat(new IssueList(List.of(issue), true)).containsExactly(issue).hasSize(1);
    }
}
