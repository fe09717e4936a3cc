package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The window of equity beside one that keeps every report (SEMANTICS 3). */
class EquityWindowTest
{
    private static final int SEEDS = 300;

    private record Report(long second, double equity)
    {
    }

    private static List<Report> shown(final EquityWindow window)
    {
        final List<Report> reports = new ArrayList<>();
        window.show(new WindowVisitor()
        {
            @Override
            public void results(final long second, final long orders, final long failures)
            {
                throw new AssertionError("there are no results here");
            }

            @Override
            public void equity(final long second, final double equity)
            {
                reports.add(new Report(second, equity));
            }
        });
        return reports;
    }

    @Test
    void shouldKnowTheHighestAndTheLastOfTheLastSeconds()
    {
        for (int seed = 0; seed < SEEDS; seed++)
        {
            final SplittableRandom random = new SplittableRandom(seed);
            final int length = 1 + random.nextInt(30);
            final EquityWindow window = new EquityWindow(length);
            final List<Report> naive = new ArrayList<>();
            final double fall = random.nextInt(3);
            long second = 0;
            double equity = 1000.0;
            for (int step = 0; step < 200; step++)
            {
                second += random.nextInt(random.nextInt(20) == 0 ? length + 2 : 2);
                final long now = second;
                window.expire(now);
                naive.removeIf((report) -> report.second <= now - length);
                compare(window, naive);
                equity = Math.max(1.0, equity + random.nextInt(5) - fall);
                window.add(now, equity);
                naive.add(new Report(now, equity));
                compare(window, naive);
            }
        }
    }

    private static void compare(final EquityWindow window, final List<Report> naive)
    {
        assertThat(window.isEmpty()).isEqualTo(naive.isEmpty());
        final double highest = naive.stream().mapToDouble(Report::equity).max().orElse(Double.NaN);
        final double last = naive.isEmpty() ? Double.NaN : naive.get(naive.size() - 1).equity();
        // As records: NaN, which an empty window says, is itself there.
        assertThat(new Report(0, window.highest())).isEqualTo(new Report(0, highest));
        assertThat(new Report(0, window.last())).isEqualTo(new Report(0, last));
    }

    @Test
    void shouldKeepWhatCanStillBecomeTheHighestAndNothingElse()
    {
        final EquityWindow window = new EquityWindow(10);
        window.add(1, 50.0);
        window.add(2, 90.0);
        window.add(3, 80.0);
        window.add(3, 70.0);
        window.add(3, 60.0);
        window.add(4, 60.0);
        window.add(5, 40.0);
        assertThat(shown(window)).containsExactly(
            new Report(2, 90.0), new Report(3, 80.0), new Report(4, 60.0), new Report(5, 40.0));
        assertThat(window.nextExpirySecond()).isEqualTo(12);
        assertThat(window.expire(11)).isFalse();
        assertThat(window.expire(12)).isTrue();
        assertThat(shown(window)).containsExactly(new Report(3, 80.0), new Report(4, 60.0), new Report(5, 40.0));
        window.clear();
        assertThat(shown(window)).isEmpty();
        assertThat(window.expire(1000)).isFalse();
    }

    /** Two reports of one second that fall leave together: of all between the highest and the last of it nothing matters. */
    @Test
    void shouldNotGrowWithTheReportsOfASecond()
    {
        final EquityWindow window = new EquityWindow(10);
        for (int i = 0; i < 1000; i++)
        {
            window.add(7, 2000.0 - i);
        }
        assertThat(shown(window)).containsExactly(new Report(7, 2000.0), new Report(7, 1001.0));
        assertThat(window.highest()).isEqualTo(2000.0);
        assertThat(window.last()).isEqualTo(1001.0);
    }
}
