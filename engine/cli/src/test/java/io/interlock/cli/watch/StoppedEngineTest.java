package io.interlock.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.cli.attach.MainChild;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that is stopped with SIGSTOP and goes on: the watch outside fires while it stands still; once it goes on its gate does not
 * grant for long on the strength of what was before; and the pause is a stall, from which the recovery clock starts anew.
 */
@Timeout(900)
class StoppedEngineTest
{
    private static final long LIMIT_MS = 250;
    /** Generous: a busy host. The real figures are counted. */
    private static final Duration FIRED_WITHIN = Duration.ofSeconds(20);
    private static final long EXPOSED_US = 2_000_000;
    private static final long COOLDOWN_MS = 60_000;
    private static final long CLOCK_SLACK_MS = 200;
    private static final long SHORTEST_MS = 120;
    private static final long LONGEST_MS = 60_000;
    private static final int LONG_ONES = 3;
    private static final long SEED = Long.getLong("interlock.seed", 9_205L);

    @TempDir
    private Path temp;
    private Path data;
    private Path ran;
    private final List<Long> decidedMs = new ArrayList<>();
    private final List<Long> firedMs = new ArrayList<>();
    private final List<Long> exposedUs = new ArrayList<>();
    private int denied;
    private int deniedAtOnce;
    private int stalls;

    @BeforeEach
    void prepare()
    {
        data = temp.resolve("data");
        ran = temp.resolve("ran");
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this system does not tell how a process is");
    }

    /** How long each stop lasts: a few known ones, and under nightly a hundred, most of them short, up to a minute. */
    private static List<Long> stops()
    {
        if (!Runs.nightly())
        {
            return List.of(SHORTEST_MS, 600L, 2_000L);
        }
        final Random random = new Random(SEED);
        final List<Long> stops = new ArrayList<>();
        stops.add(LONGEST_MS);
        for (int i = 0; i < LONG_ONES; i++)
        {
            stops.add(5_000 + random.nextLong(15_000));
        }
        while (stops.size() < 100)
        {
            stops.add(SHORTEST_MS + (long)(Math.pow(random.nextDouble(), 3) * 3_900));
        }
        Collections.shuffle(stops, random);
        return stops;
    }

    private static void signal(final String name, final long pid) throws IOException, InterruptedException
    {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor()).isZero();
    }

    private List<String> fired() throws IOException
    {
        return Files.exists(ran) ? Files.readAllLines(ran) : List.of();
    }

    private long stallsRecorded()
    {
        try (GateFileReader reader = GateFileReader.open(data))
        {
            return reader.header().byKind().getOrDefault("STALL", 0L);
        }
    }

    /** Wall time at which the scope's cooldown ends. */
    private long cooldownEndMs()
    {
        try (GateFileReader reader = GateFileReader.open(data))
        {
            assertThat(reader.scopes().get(1).own()).isEqualTo(Level.ALERT);
            return reader.scopes().get(1).samples().cooldownEndMs();
        }
    }

    @Test
    void shouldFireWhileItStandsStillAndDenyOnceItGoesOn() throws Exception
    {
        int done = 0;
        try (MainChild gateway = MainChild.of(StoppedChild.class, data.toString()))
        {
            gateway.until("ready");
            try (MainChild watch = MainChild.start(
                "watch", "--attach", data.toString(), "--limit", LIMIT_MS + "ms", "--every", "300ms", "--on-stale",
                "echo $(date +%s%N) $INTERLOCK_AGE_MS $INTERLOCK_REASON >> '" + ran + "'"))
            {
                watch.until("armed");
                for (final long stopMs : stops())
                {
                    stop(gateway, watch, stopMs);
                    done++;
                }
                assertThat(watch.stop()).isZero();
            }
        }
        Collections.sort(decidedMs);
        Collections.sort(firedMs);
        Collections.sort(exposedUs);
        Runs.done("SIGSTOP of a gateway", done, "the watch outside, limit " + LIMIT_MS + " ms, fired at an age of " + shown(decidedMs)
            + " ms, its command ran " + shown(firedMs) + " ms after the stop; after SIGCONT denied at once with the time " + deniedAtOnce
            + ", without it " + denied + " (the others: judged by a live breaker thread first), granted by the old sign for "
            + shown(exposedUs) + " us; " + stalls + " stalls, never recovered early");
    }

    private static String shown(final List<Long> sorted)
    {
        return sorted.isEmpty() ? "-" : sorted.get(sorted.size() / 2) + " (p50), " + sorted.get(sorted.size() - 1) + " (worst)";
    }

    private void stop(final MainChild gateway, final MainChild watch, final long stopMs) throws Exception
    {
        armed(watch);
        final int firedBefore = fired().size();
        final long stallsBefore = stallsRecorded();
        final Instant stopped = Instant.now();
        signal("STOP", gateway.pid());
        final long stoppedNs = System.nanoTime();
        final boolean fires = stopMs > LIMIT_MS;
        if (fires)
        {
            Await.until("the watch fires", FIRED_WITHIN, () -> fired().size() > firedBefore && fired().get(firedBefore).contains("S"));
            final String[] words = fired().get(firedBefore).split(" ");
            firedMs.add(Long.parseLong(words[0]) / 1_000_000 - stopped.toEpochMilli());
            decidedMs.add(Long.parseLong(words[1]));
            assertThat(words[2]).isEqualTo("STALE");
            assertThat(Long.parseLong(words[1])).as("never before the limit").isGreaterThanOrEqualTo(LIMIT_MS);
        }
        Await.until("it has stood still for " + stopMs + " ms", () -> System.nanoTime() - stoppedNs > stopMs * 1_000_000);
        final long goesOnMs = System.currentTimeMillis();
        signal("CONT", gateway.pid());
        answered(gateway, stopMs);
        Await.until("the pause is a stall", () -> stallsRecorded() > stallsBefore);
        stalls++;
        Await.until("the cooldown begins anew", () -> cooldownEndMs() >= goesOnMs + COOLDOWN_MS - CLOCK_SLACK_MS);
    }

    /** Waits until the watch says from now on that all is well: a busy host makes incidents of its own. */
    private static void armed(final MainChild watch) throws IOException
    {
        final Instant since = Instant.now();
        String line = watch.until("  alive ");
        while (Instant.parse(line.substring(0, line.indexOf(' '))).isBefore(since))
        {
            line = watch.until("  alive ");
        }
    }

    private void answered(final MainChild gateway, final long stopMs) throws IOException
    {
        String line = gateway.until("pause_ms=");
        // A busy host makes pauses of its own.
        while (Long.parseLong(line.replaceAll("pause_ms=(\\d+).*", "$1")) < stopMs - 1)
        {
            line = gateway.until("pause_ms=");
        }
        assertThat(line).as("no check with the time grants by a sign of life from before the pause").doesNotContain("wrong");
        assertThat(line).contains("after_us=").doesNotContain("exposed");
        final long us = Long.parseLong(line.replaceAll(".*after_us=(\\d+)", "$1"));
        assertThat(us).isLessThan(EXPOSED_US);
        exposedUs.add(us);
        denied += line.contains("then=denied") ? 1 : 0;
        deniedAtOnce += line.contains("at_once=denied") ? 1 : 0;
    }
}
