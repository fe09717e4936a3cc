package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.notify.delivery.ChannelStatus.Counts;
import io.interlock.notify.delivery.ChannelStatus.State;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The status for others cannot be written, or is something else: channels deliver all the same, and it is said once. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatusFileFaultsTest
{
    private static final ChannelStatus UP = new ChannelStatus("mail", "email", State.UP, 7, new Counts(1, 2, 3, 4, 0), "");

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private final ScriptedChannel mail = new ScriptedChannel("mail", message -> "taken");
    @TempDir
    private Path temp;
    private Path directory;

    @BeforeEach
    void name()
    {
        directory = temp.resolve("data");
    }

    private NotifyCenter center()
    {
        final DeliveryParts delivery =
            new DeliveryParts(clock, WorkerRig::daemon, records::add, issues::add, () -> failure -> WorkerRig.BACKOFF_NS);
        return new NotifyCenter(new CenterParts(List.of(ChannelEntry.of(mail, Notes.ROUTE)), FallbackWords::of,
            post -> new TestRules(post, List.of("mail")), new StatusFile(directory, clock), delivery, CenterRig.PATIENT));
    }

    private long complaints()
    {
        return issues.stream().filter(issue -> issue.details().startsWith("notify.json cannot be written")).count();
    }

    private void pass(final int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            clock.advanceMs(1_000);
            Thread.yield();
        }
    }

    @Test
    void shouldDeliverAndSayOnceThatTheDirectoryIsAFileAndWriteAgainWhenItIsADirectory() throws IOException
    {
        Files.createFile(directory);
        try (NotifyCenter center = center())
        {
            center.start();
            Eventually.holds("told", () -> complaints() == 1);
            center.transition(Events.of(1, Priority.CRITICAL, "a"));
            Eventually.holds("delivered", () -> records.stream().anyMatch(one -> one.outcome() == NoticeRecord.Outcome.DELIVERED));
            pass(100);
            Files.delete(directory);
            Files.createDirectory(directory);
            Eventually.holds("written", () ->
            {
                pass(1);
                return Files.exists(directory.resolve(StatusFile.NAME));
            });
            assertThat(complaints()).isEqualTo(1);

            Eventually.holds("something is in the way", this::blocks);
            Eventually.holds("told of the next time", () ->
            {
                pass(10);
                return complaints() == 2;
            });
        }
    }

    /** Puts a directory where the file was; false where the writer was faster and wrote another. */
    private boolean blocks()
    {
        try
        {
            Files.deleteIfExists(directory.resolve(StatusFile.NAME));
            Files.createDirectories(directory.resolve(StatusFile.NAME).resolve("in the way"));
            return true;
        }
        catch (final FileAlreadyExistsException written)
        {
            return false;
        }
        catch (final IOException broken)
        {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void shouldOutliveAWriterThatHasNoMemory() throws IOException
    {
        final AtomicBoolean full = new AtomicBoolean(true);
        Files.createDirectory(directory);
        final EngineClock failing = new EngineClock()
        {
            @Override
            public long nanoTime()
            {
                if (full.get())
                {
                    throw new OutOfMemoryError("for the test");
                }
                return clock.nanoTime();
            }

            @Override
            public long wallMs()
            {
                return clock.wallMs();
            }
        };
        final DeliveryParts delivery =
            new DeliveryParts(clock, WorkerRig::daemon, records::add, issues::add, () -> failure -> WorkerRig.BACKOFF_NS);
        try (NotifyCenter center = new NotifyCenter(new CenterParts(List.of(ChannelEntry.of(mail, Notes.ROUTE)), FallbackWords::of,
            post -> new TestRules(post, List.of("mail")), new StatusFile(directory, failing), delivery, CenterRig.PATIENT)))
        {
            center.start();
            Eventually.holds("told", () -> complaints() == 1);
            full.set(false);
            Eventually.holds("written", () -> Files.exists(directory.resolve(StatusFile.NAME)));
        }
    }

    @Test
    void shouldNotWaitForAPipeInItsPlace() throws Exception
    {
        Files.createDirectory(directory);
        final Path pipe = directory.resolve(StatusFile.NAME);
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo here");
        assertThatThrownBy(() -> StatusFile.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("no regular file");
        // The writer replaces it.
        assertThat(new StatusFile(directory, clock).write(List.of(UP))).isTrue();
        assertThat(StatusFile.read(directory).channels()).containsExactly(UP);
    }

    @Test
    void shouldReadNoMoreThanAnEngineWrites() throws IOException
    {
        Files.createDirectory(directory);
        try (RandomAccessFile huge = new RandomAccessFile(directory.resolve(StatusFile.NAME).toFile(), "rw"))
        {
            // Takes no room on the disk.
            huge.setLength(1L << 40);
        }
        assertThatThrownBy(() -> StatusFile.read(directory)).isInstanceOf(IOException.class).hasMessageContaining("longer than");
    }
}
