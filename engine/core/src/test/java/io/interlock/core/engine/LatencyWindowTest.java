package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.status.MetricsStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Latencies of the last five minutes, whatever was asked in between. */
class LatencyWindowTest
{
    private static final long SEED = 20_261_126L;
    private static final long SECOND = 1_000_000_000L;
    private static final long SLICE = 10 * SECOND;
    /** Two digits of a histogram, and whole microseconds. */
    private static final Percentage NEAR = Percentage.withPercentage(1.0);

    /** One latency and when it came. */
    private record Sample(long latencyNs, long timeNs)
    {
    }

    private static List<Long> within(final List<Sample> all, final long timeNs)
    {
        return all.stream().filter(sample -> timeNs / SLICE - sample.timeNs() / SLICE < 30).map(Sample::latencyNs).sorted().toList();
    }

    private static void compare(final MetricsStatus said, final List<Long> held, final String what)
    {
        assertThat(said.samples()).as(what).isEqualTo(held.size());
        if (!held.isEmpty())
        {
            assertThat(said.maxMs()).as(what).isEqualTo(held.get(held.size() - 1) / 1e6);
            assertThat(said.avgMs()).as(what).isCloseTo(held.stream().mapToLong(Long::longValue).average().orElseThrow() / 1e6, NEAR);
            assertThat(said.p50Ms()).as(what).isCloseTo(held.get((held.size() - 1) / 2) / 1e6, NEAR);
            assertThat(said.p99Ms()).as(what).isCloseTo(held.get((int)Math.ceil(held.size() * 0.99) - 1) / 1e6, NEAR);
        }
    }

    @Test
    void shouldHoldWhatCameInTheLastFiveMinutes()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final LatencyWindow window = new LatencyWindow();
        final List<Sample> all = new ArrayList<>();
        long timeNs = 0;
        for (int step = 0; step < 5_000; step++)
        {
            timeNs += random.nextInt(200) == 0 ? random.nextLong(700 * SECOND) : random.nextLong(SECOND);
            if (random.nextInt(8) > 0)
            {
                final long latencyNs = random.nextLong(1_000_000, 4_000_000_000L);
                window.record(latencyNs, timeNs);
                all.add(new Sample(latencyNs, timeNs));
            }
            if (random.nextInt(10) == 0)
            {
                compare(window.snapshot(timeNs), within(all, timeNs), "seed " + SEED + ", step " + step);
            }
        }
    }

    @Test
    void shouldForgetAllOfALongPause()
    {
        final LatencyWindow window = new LatencyWindow();
        window.record(3_600_000_000_000_000L, 0);
        window.record(5_000_000, SECOND);
        assertThat(window.snapshot(2 * SECOND).samples()).isEqualTo(2);
        assertThat(window.snapshot(400 * SECOND)).isEqualTo(MetricsStatus.NONE);
        window.record(7_000_000, 401 * SECOND);
        assertThat(window.snapshot(401 * SECOND)).isEqualTo(new MetricsStatus(1, 7.0, 7.0, 7.0, 7.0));
    }
}
