package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.MemoryDir;
import io.interlock.core.testing.Runs;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wall clock that is set forward and back over midnight, under a whole journal that rolls and deletes old files: no append fails. */
class JournalClockTest
{
    private static final int SCHEDULES = Runs.of(150, 10_000);
    private static final long SEED = Long.getLong("interlock.seed", 4_014L);
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final int STEPS = 8;
    private static final int LIFE = 50;

    @TempDir(factory = MemoryDir.class)
    private Path directory;
    private final Random random = new Random(SEED);
    private final Truth truth = new Truth(random);
    private long clockMs = 1_800_000_000_000L;
    private long latestMs = clockMs;

    private FileJournal open() throws IOException
    {
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20)
            .withRetention(1L << 30, Duration.ofDays(20)).withClock(() -> clockMs);
        return FileJournal.open(directory, Truth.settings(() -> clockMs), files);
    }

    /** From a moment before a midnight that was never passed: mostly seconds to and fro, now and then hours, days, a year. */
    private void schedule(final FileJournal journal) throws IOException
    {
        clockMs = (latestMs / DAY_MS + 1) * DAY_MS - 1 - random.nextInt(1_500);
        for (int step = 0; step < STEPS; step++)
        {
            clockMs += stepMs();
            latestMs = Math.max(latestMs, clockMs);
            truth.next(clockMs).append(journal);
            if (random.nextInt(3) == 0)
            {
                journal.force();
                truth.durable();
            }
        }
    }

    private long stepMs()
    {
        return switch (random.nextInt(40))
        {
            case 0 -> (long)(random.nextDouble() * 365 * DAY_MS);
            case 1 -> random.nextInt((int)DAY_MS * 3);
            case 2 -> random.nextInt(3_600_000);
            default -> random.nextInt(3_001) - 1_000;
        };
    }

    @Test
    void shouldAppendInOrderWhateverTheClockDoes() throws IOException
    {
        long records = 0;
        for (int done = 0; done < SCHEDULES; done += LIFE)
        {
            // A restart now and then, with the clock somewhere else.
            clockMs -= random.nextInt(3) == 0 ? random.nextInt((int)DAY_MS) : 0;
            try (FileJournal journal = open())
            {
                truth.holds(journal.recover(), "seed " + SEED + ", after " + done);
                assertThat(journal.recover().damaged()).as("seed %d, after %d", SEED, done).isFalse();
                journal.append(Truth.BOOT, journal.recover());
                for (int i = 0; i < LIFE; i++)
                {
                    schedule(journal);
                }
                journal.force();
                truth.durable();
                records = journal.head().sequence();
            }
            catch (final IOException failed)
            {
                throw new AssertionError("seed " + SEED + ", schedule " + done, failed);
            }
        }
        check(records);
    }

    private void check(final long records) throws IOException
    {
        final List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve(FileJournal.FOLDER)))
        {
            files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".cq4")).sorted().forEach(names::add);
        }
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            final Verification result = new JournalVerifier(null, null, null).verify(source);
            assertThat(result.findings()).as("seed %d", SEED).isEmpty();
            assertThat(result.head().sequence()).as("with the STOPPED").isEqualTo(records + 1);
            assertThat(result.first()).as("retention was on").isGreaterThan(1);
        }
        assertThat(names).as("each passed midnight a file, old ones deleted").hasSizeBetween(1, SCHEDULES);
        Runs.done("clock schedules, steps of -1 s to 1 y over a roll", SCHEDULES, "no append failed, " + records + " records in order");
    }
}
