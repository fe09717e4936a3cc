package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall clock that is set forward and back. */
class StoreClockTest
{
    private static final int STEPS = Runs.of(2_000, 10_000);
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    @TempDir
    private Path temp;

    @Test
    void shouldAppendInOrderWhateverTheClockDoes() throws Exception
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final long startMs = 1_800_000_000_000L / DAY_MS * DAY_MS + DAY_MS - 1_500;
        final AtomicLong clock = new AtomicLong(startMs);
        final Path directory = temp.resolve("journal");
        ChronicleStore store = ChronicleStore.open(directory, StoreTests.small().withClock(clock::get));
        try
        {
            for (int step = 0; step < STEPS; step++)
            {
                clock.addAndGet(stepMs(random, clock.get() - startMs));
                StoreTests.append(store, step);
                if (step % 1_000 == 999)
                {
                    // Also a restart, with the clock back where it was.
                    store.close();
                    clock.set(startMs);
                    store = ChronicleStore.open(directory, StoreTests.small().withClock(clock::get));
                }
            }
        }
        catch (final IOException failed)
        {
            throw new AssertionError("seed " + seed, failed);
        }
        finally
        {
            store.close();
        }
        assertThat(StoreTests.numbers(StoreTests.read(directory))).as("seed %d", seed)
            .isEqualTo(LongStream.range(0, STEPS).boxed().toList());
        // One for each start and each midnight that is passed for the first time: not for each time it is passed.
        assertThat(CycleFiles.in(directory)).as("seed %d", seed).hasSizeBetween(STEPS / 1_000, 80);
        Runs.done("steps of the clock under the store alone", STEPS, "no append failed, all in order");
    }

    /** Mostly within a second, over midnight to and fro; now and then up to a year ahead, or back to the beginning. */
    private static long stepMs(final Random random, final long awayMs)
    {
        final int kind = random.nextInt(1_000);
        if (kind == 0)
        {
            return (long)(random.nextDouble() * 365 * DAY_MS);
        }
        return kind < 5 ? -awayMs : random.nextInt(2_001) - 1_000;
    }
}
