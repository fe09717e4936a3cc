package io.interlock.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ExitCode;
import io.interlock.cli.Main;
import io.interlock.cli.Terminal;
import io.interlock.core.port.Issue;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code journal dump --follow} while files roll, are moved when they are finished, and are deleted by retention. */
@Timeout(300)
class DumpFollowTest
{
    private static final long MIB = 1 << 20;
    private static final int DAYS = 12;

    @TempDir
    private Path data;
    private long wallMs = 1_800_000_000_000L;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger exit = new AtomicInteger(-1);

    private FileJournal open() throws IOException
    {
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, MIB)
            .withRetention(100 * MIB, Duration.ofDays(3)).withClock(() -> wallMs);
        final FileJournal journal =
            FileJournal.open(data, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs), files);
        journal.append(UUID.randomUUID(), journal.recover());
        journal.force();
        return journal;
    }

    private void day(final FileJournal journal, final int day) throws IOException
    {
        wallMs += Duration.ofDays(1).toMillis();
        journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "day <" + day + ">"));
        journal.force();
    }

    private Thread follower()
    {
        final Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, UTF_8),
            false, false, false);
        final Thread thread = new Thread(() -> exit.set(Main.run(terminal, "journal", "dump", data.toString(), "--follow")), "follower");
        thread.start();
        return thread;
    }

    private void await(final String part)
    {
        final long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!out.toString(UTF_8).contains(part))
        {
            assertThat(System.nanoTime() - end).as("not within a minute: %s in %s%s", part, out, err).isNegative();
            Thread.onSpinWait();
        }
    }

    private void end(final Thread follower) throws InterruptedException
    {
        follower.interrupt();
        follower.join(Duration.ofSeconds(60).toMillis());
        assertThat(follower.isAlive()).isFalse();
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    private long fileCount() throws IOException
    {
        try (Stream<Path> walk = Files.walk(data.resolve("journal")))
        {
            return walk.filter(path -> path.toString().endsWith(".cq4")).count();
        }
    }

    @Test
    void shouldTellEachRecordOnceOverRollsMovesAndDeletions() throws Exception
    {
        try (FileJournal journal = open())
        {
            final Thread follower = follower();
            for (int day = 0; day < DAYS; day++)
            {
                day(journal, day);
                await("day <" + day + ">");
            }
            assertThat(fileCount()).as("retention deleted what the follower had read").isLessThan(DAYS / 2);
            end(follower);
        }
        assertThat(exit.get()).as(out.toString(UTF_8)).isEqualTo(ExitCode.OK);
        final List<String> days = out.toString(UTF_8).lines().filter(line -> line.contains("day <")).toList();
        assertThat(days).hasSize(DAYS);
        assertThat(out.toString(UTF_8)).contains("RETAINED").doesNotContain("MISSING", "DAMAGED", "UNREADABLE");
    }

    @Test
    void shouldGoOnWhereRetentionDeletesFilesThatItHasNotReadYet() throws Exception
    {
        try (FileJournal journal = open())
        {
            final Thread follower = follower();
            await("STARTED");
            for (int day = 0; day < DAYS; day++)
            {
                day(journal, day);
            }
            await("day <" + (DAYS - 1) + ">");
            end(follower);
        }
        // Whatever was deleted before it was read is told, so the exit code says whether any was.
        assertThat(exit.get()).isEqualTo(out.toString(UTF_8).contains("missing before record") ? ExitCode.FAILED : ExitCode.OK);
        assertThat(out.toString(UTF_8)).doesNotContain("UNREADABLE", "out of order");
    }

    @Test
    void shouldGoOnInTheNextLifeOfTheEngine() throws Exception
    {
        open().close();
        final Thread follower = follower();
        await("STARTED");
        for (int life = 0; life < 3; life++)
        {
            try (FileJournal journal = open())
            {
                day(journal, 100 + life);
                await("day <" + (100 + life) + ">");
            }
        }
        end(follower);
        assertThat(exit.get()).as(out.toString(UTF_8)).isEqualTo(ExitCode.OK);
    }
}
