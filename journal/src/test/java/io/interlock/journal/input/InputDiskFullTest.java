package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.testing.SmallDisk;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording on a disk that is really full: said once, left out and counted, and gone on with once there is room. */
@Timeout(300)
class InputDiskFullTest
{
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path temp;

    private final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.preset("default"));
    private final InputEvent event = new InputEvent();
    private final AtomicLong wallMs = new AtomicLong(1_700_000_000_000L);
    private final Queue<Issue> issues = new ConcurrentLinkedQueue<>();
    private long fed;

    private void feedUntil(final InputLog log, final int told)
    {
        final long end = System.nanoTime() + 60 * SECOND;
        while (issues.size() < told)
        {
            assertThat(System.nanoTime() - end).as("%s after %d events", issues, fed).isNegative();
            for (int i = 0; i < 500; i++)
            {
                if (log.wantsSnapshot())
                {
                    log.snapshot(machine, 0, fed, wallMs.get());
                }
                fed++;
                log.input(event.apiLatency(0, fed).numbers(fed, -fed, 0.5), "ann", fed, wallMs.get());
                log.roundEnds(fed, false);
            }
            wallMs.addAndGet(20);
            Thread.yield();
        }
    }

    private static void fillUp(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))
        {
            final ByteBuffer block = ByteBuffer.allocate(4_096);
            while (true)
            {
                channel.write(block.clear());
            }
        }
        catch (final IOException full)
        {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Nothing that is written fails then: it goes into a file that has no name any more. */
    @Test
    void shouldTellThatItsFileWasTakenAwayAndBeginAnother() throws Exception
    {
        final Path folder = temp.resolve(InputLog.FOLDER);
        final ChronicleStore store = ChronicleStore.openUnforced(folder, StoreSettings.defaults());
        final InputLog log = new InputLog(store, new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 30, wallMs::get));
        log.troubles(issues::add);
        log.begin(new UUID(1, 2));
        Files.delete(folder.resolve("live").resolve(store.currentFile()));
        feedUntil(log, 1);
        assertThat(issues.peek().details()).contains("inputs cannot be recorded", "deleted or replaced");
        feedUntil(log, 2);
        log.end(machine, 0, fed, wallMs.get());
        log.close();
        final Seen seen = new Seen();
        try (ChronicleSource source = ChronicleSource.open(folder))
        {
            new InputReader(seen).read(source);
        }
        assertThat(seen.lines).isNotEmpty();
    }

    @Test
    void shouldGoOnWhenThereIsRoomAgain() throws Exception
    {
        try (SmallDisk small = SmallDisk.mount(temp, 24))
        {
            final Path folder = small.root().resolve(InputLog.FOLDER);
            final Path filler = small.root().resolve("filler");
            final InputLog log = new InputLog(
                ChronicleStore.open(
                    folder, StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20).withLowSpace(1)),
                new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 20, wallMs::get));
            log.troubles(issues::add);
            log.begin(new UUID(1, 2));
            fillUp(filler);
            feedUntil(log, 1);
            assertThat(issues.peek().details()).contains("inputs cannot be recorded").contains("trading goes on");
            Files.delete(filler);
            feedUntil(log, 2);
            log.end(machine, 0, fed, wallMs.get());
            log.close();
            assertThat(issues).hasSize(2);
            final Seen seen = new Seen();
            try (ChronicleSource source = ChronicleSource.open(folder))
            {
                new InputReader(seen).read(source);
            }
            assertThat(seen.gaps).isNotEmpty();
            assertThat(seen.lines.stream().filter(line -> line.startsWith("snapshot"))).hasSizeGreaterThanOrEqualTo(2);
            long last = 0;
            for (final String line : seen.lines)
            {
                if (line.startsWith("API_LATENCY"))
                {
                    final long number = Long.parseLong(line.split(" ")[3]);
                    assertThat(number).isGreaterThan(last);
                    last = number;
                }
            }
        }
    }
}
