package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The window of order results beside one that keeps every result (SEMANTICS 3). */
class ResultWindowTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final int SEEDS = 300;

    /** One second of the window, or an equity in it. */
    private record Entry(long second, double first, double second2)
    {
    }

    private record Result(long second, int orders, int failed)
    {
    }

    /** What a visitor was shown. */
    private static List<Entry> shown(final ResultWindow window)
    {
        final List<Entry> entries = new ArrayList<>();
        window.show(new WindowVisitor()
        {
            @Override
            public void results(final long second, final long orders, final long failures)
            {
                entries.add(new Entry(second, orders, failures));
            }

            @Override
            public void equity(final long second, final double equity)
            {
                throw new AssertionError("there is no equity here");
            }
        });
        return entries;
    }

    /** The seconds of a naive window, which holds all results. */
    private static List<Entry> seconds(final List<Result> results)
    {
        final List<Entry> entries = new ArrayList<>();
        for (final Result result : results)
        {
            final Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            if (last != null && last.second == result.second)
            {
                entries.set(entries.size() - 1,
                    new Entry(last.second, last.first + result.orders, last.second2 + result.failed));
            }
            else
            {
                entries.add(new Entry(result.second, result.orders, result.failed));
            }
        }
        return entries;
    }

    @Test
    void shouldHoldWhatCameInTheLastSeconds()
    {
        for (int seed = 0; seed < SEEDS; seed++)
        {
            final SplittableRandom random = new SplittableRandom(seed);
            final int length = 1 + random.nextInt(40);
            final ResultWindow window = new ResultWindow(length);
            final List<Result> naive = new ArrayList<>();
            long nowNs = random.nextLong(3 * SECOND);
            for (int step = 0; step < 200; step++)
            {
                nowNs += random.nextInt(4) == 0 ? random.nextLong(3 * SECOND) : random.nextLong(SECOND / 2);
                final long now = nowNs / SECOND;
                assertThat(window.expire(nowNs)).as("seed %d step %d", seed, step)
                    .isEqualTo(naive.removeIf((result) -> result.second <= now - length));
                final int successes = random.nextInt(3);
                final int failures = random.nextInt(3) + (successes == 0 ? 1 : 0);
                window.add(nowNs, successes, failures);
                naive.add(new Result(now, successes + failures, failures));
                if (random.nextInt(500) == 0)
                {
                    window.clear();
                    naive.clear();
                }
                compare(window, naive, length);
            }
        }
    }

    private static void compare(final ResultWindow window, final List<Result> naive, final int length)
    {
        assertThat(shown(window)).isEqualTo(seconds(naive));
        assertThat(window.orders()).isEqualTo(naive.stream().mapToLong(Result::orders).sum());
        assertThat(window.failures()).isEqualTo(naive.stream().mapToLong(Result::failed).sum());
        assertThat(window.leavesNs()).isEqualTo(naive.isEmpty() ? ScopeView.NOT_DUE : (naive.get(0).second + length) * SECOND);
        if (!naive.isEmpty())
        {
            assertThat(window.runningEndNs()).isEqualTo((naive.get(naive.size() - 1).second + 1) * SECOND);
        }
    }
}
