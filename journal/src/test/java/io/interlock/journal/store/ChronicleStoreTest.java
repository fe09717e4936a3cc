package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store keeps, file by file. */
class ChronicleStoreTest
{
    private static final Retention.Listener NOBODY = (name, frame) -> Objects.requireNonNull(name);

    @TempDir
    private Path temp;

    private static List<Long> upTo(final long count)
    {
        return LongStream.range(0, count).boxed().toList();
    }

    private static void fill(final FrameStore store, final long from, final long to) throws IOException
    {
        for (long number = from; number < to; number++)
        {
            StoreTests.append(store, number);
        }
    }

    @Test
    void shouldReadBackWhatWasAppendedOverStarts() throws Exception
    {
        final Path directory = temp.resolve("journal");
        for (int start = 0; start < 4; start++)
        {
            try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
            {
                fill(store, start * 100L, start * 100L + 100);
                store.force();
                assertThat(StoreTests.numbers(StoreTests.read(directory))).isEqualTo(upTo(start * 100L + 100));
                assertThat(store.tails()).isEmpty();
            }
        }
        assertThat(StoreTests.numbers(StoreTests.read(directory))).isEqualTo(upTo(400));
        assertThat(CycleFiles.in(directory)).hasSize(4);
    }

    @Test
    void shouldKeepFramesOfEveryLength() throws Exception
    {
        final List<byte[]> appended = new ArrayList<>();
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
        {
            for (int length = 1; length <= FrameStore.MAX_FRAME; length += length < 200 ? 1 : 1_777)
            {
                final byte[] bytes = new byte[length];
                // Ends in zeros: they are part of it.
                bytes[0] = (byte)length;
                store.append(bytes, length);
                appended.add(bytes);
            }
            final byte[] longest = new byte[FrameStore.MAX_FRAME];
            store.append(longest, longest.length);
            appended.add(longest);
            assertThatThrownBy(() -> store.append(longest, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.append(new byte[1 << 17], FrameStore.MAX_FRAME + 1))
                .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(StoreTests.read(temp)).usingElementComparator(Arrays::compare).containsExactlyElementsOf(appended);
    }

    @Test
    void shouldWriteZerosAheadOfEveryFrame() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
        {
            for (int round = 0; round < 20; round++)
            {
                fill(store, round * 500L, round * 500L + 500);
                final Path live = temp.resolve(CycleFiles.LIVE).resolve(store.currentFile());
                final long used;
                try (CycleReader reader = new CycleReader(live))
                {
                    while (reader.next() != null)
                    {
                        assertThat(reader.ended()).isFalse();
                    }
                    used = reader.position();
                }
                // 512-byte blocks that the system has for this file: a hole has none.
                assertThat(blocks(live)).as("blocks behind %d bytes", used).isGreaterThanOrEqualTo(used + FrameStore.MAX_FRAME);
                assertThat(blocks(temp.resolve("live/metadata.cq4t"))).isGreaterThanOrEqualTo(64 << 10);
                assertThat(blocks(temp.resolve("next.zeros"))).isGreaterThanOrEqualTo(StoreSettings.MIN_PREALLOCATE_BYTES);
            }
        }
    }

    private static long blocks(final Path file) throws Exception
    {
        final Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        final String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        return Long.parseLong(blocks) * 512;
    }

    @Test
    void shouldBeOpenToItsOwnerAlone() throws Exception
    {
        final Path directory = temp.resolve("journal");
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            fill(store, 0, 10);
            store.newFile();
            fill(store, 10, 20);
            try (Stream<Path> files = Files.walk(directory))
            {
                for (final Path file : files.toList())
                {
                    assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).hasSize(Files.isDirectory(file) ? 3 : 2);
                }
            }
        }
    }

    @Test
    void shouldBeginANewFileWhenAsked() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
        {
            final String first = store.currentFile();
            fill(store, 0, 10);
            store.newFile();
            assertThat(store.currentFile()).isGreaterThan(first);
            fill(store, 10, 20);
            store.newFile();
            store.newFile();
            fill(store, 20, 30);
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(30));
            assertThat(CycleFiles.all(temp)).hasSize(3);
        }
    }

    @Test
    void shouldBeginANewFileByLengthAndByDay() throws Exception
    {
        final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
        final StoreSettings settings = StoreTests.small().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 100_000).withClock(clock::get);
        try (ChronicleStore store = ChronicleStore.open(temp, settings))
        {
            fill(store, 0, 2_000);
            final int byLength = CycleFiles.all(temp).size();
            assertThat(byLength).isBetween(3, 9);
            clock.addAndGet(Duration.ofDays(1).toMillis());
            fill(store, 2_000, 2_010);
            assertThat(CycleFiles.all(temp)).hasSize(byLength + 1);
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(2_010));
        }
    }

    @Test
    void shouldRefuseASecondWriterInThisProcess() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
        {
            assertThatThrownBy(() -> ChronicleStore.open(temp, StoreTests.small())).isInstanceOf(IOException.class)
                .hasMessageContaining("in use by pid " + ProcessHandle.current().pid());
            fill(store, 0, 10);
        }
        ChronicleStore.open(temp, StoreTests.small()).close();
        assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(10));
    }

    @Test
    void shouldDeleteWholeOldestFilesByTotalSize() throws Exception
    {
        final StoreSettings settings = StoreTests.small().withRetention(100_000, Duration.ofDays(400));
        try (ChronicleStore store = ChronicleStore.open(temp, settings))
        {
            for (int file = 0; file < 6; file++)
            {
                fill(store, file * 200L, file * 200L + 200);
                store.newFile();
            }
            final List<String> told = new ArrayList<>();
            final List<byte[]> last = new ArrayList<>();
            final List<String> deleted = store.retain((name, frame) ->
            {
                assertThat(temp.resolve(name)).exists();
                told.add(name);
                last.add(frame);
            });
            assertThat(deleted).isEqualTo(told).isNotEmpty();
            final long gone = deleted.size() * 200L;
            assertThat(StoreTests.numbers(last)).isEqualTo(
                LongStream.rangeClosed(1, deleted.size()).map(n -> n * 200 - 1).boxed().toList());
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(LongStream.range(gone, 1_200).boxed().toList());
            assertThat(store.retain((name, frame) -> told.add(name))).isEmpty();
        }
    }

    @Test
    void shouldNeverDeleteTheNewestFrames() throws Exception
    {
        final AtomicLong clock = new AtomicLong(System.currentTimeMillis());
        final StoreSettings settings = StoreTests.small().withRetention(1, Duration.ofDays(30)).withClock(clock::get);
        try (ChronicleStore store = ChronicleStore.open(temp, settings))
        {
            fill(store, 0, 10);
            store.newFile();
            clock.addAndGet(Duration.ofDays(1_000).toMillis());
            assertThat(store.retain(NOBODY)).isEmpty();
            fill(store, 10, 20);
            assertThatThrownBy(() -> store.retain((name, frame) ->
            {
                throw new IOException("no anchor");
            })).hasMessage("no anchor");
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(20));
            assertThat(store.retain(NOBODY)).hasSize(1);
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(LongStream.range(10, 20).boxed().toList());
        }
    }

    @Test
    void shouldDeleteByAge() throws Exception
    {
        final AtomicLong clock = new AtomicLong(System.currentTimeMillis());
        final StoreSettings settings = StoreTests.small().withRetention(StoreTests.MIB << 10, Duration.ofDays(30)).withClock(clock::get);
        try (ChronicleStore store = ChronicleStore.open(temp, settings))
        {
            fill(store, 0, 10);
            store.newFile();
            fill(store, 10, 20);
            assertThat(store.retain(NOBODY)).isEmpty();
            clock.addAndGet(Duration.ofDays(31).toMillis());
            assertThat(store.retain(NOBODY)).hasSize(1);
        }
    }

    @Test
    void shouldTellWhenSpaceIsLow() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small().withLowSpace(0)))
        {
            assertThat(store.usableBytes()).isPositive();
            assertThat(store.spaceIsLow()).isFalse();
        }
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small().withLowSpace(Long.MAX_VALUE)))
        {
            assertThat(store.spaceIsLow()).isTrue();
        }
    }

    @Test
    void shouldKeepAsideDamagedMetadataAndStart() throws Exception
    {
        final Path directory = temp.resolve("journal");
        final Path metadata = directory.resolve("live/metadata.cq4t");
        int kept = 0;
        for (int round = 0; round < 5; round++)
        {
            final long before = System.nanoTime();
            try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
            {
                assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
                assertThat(store.damagedFiles()).hasSize(round == 0 ? 0 : 1);
                fill(store, round * 10L, round * 10L + 10);
                kept += store.damagedFiles().size();
                assertThat(kept).isEqualTo(round);
            }
            assertThat(MetadataFile.damaged(Files.readAllBytes(metadata))).isFalse();
            try (FileChannel channel = FileChannel.open(metadata, StandardOpenOption.WRITE))
            {
                switch (round)
                {
                    case 0 -> channel.truncate(0);
                    case 1 -> channel.truncate(100);
                    case 2 -> PrivateFiles.zeros(channel, 0, 1);
                    default -> PrivateFiles.zeros(channel, 3, 30);
                }
            }
        }
        assertThat(directory.resolve("live/metadata.cq4t.damaged-4")).exists();
        assertThat(StoreTests.numbers(StoreTests.read(directory))).isEqualTo(upTo(50));
    }

    @Test
    void shouldStartWithAnyByteOfTheMetadataZeroed() throws Exception
    {
        final Path metadata = temp.resolve("live/metadata.cq4t");
        ChronicleStore.open(temp, StoreTests.small()).close();
        final byte[] good = Files.readAllBytes(metadata);
        final int step = Runs.nightly() ? 1 : 29;
        for (int position = 0; position < 600; position += step)
        {
            final byte[] bad = good.clone();
            bad[position] = 0;
            Files.write(metadata, bad);
            final long before = System.nanoTime();
            try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
            {
                StoreTests.append(store, position);
            }
            assertThat(System.nanoTime() - before).as("byte %d", position).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void shouldRefuseForeignFilesAndChangeNothing() throws Exception
    {
        Files.createDirectory(temp.resolve("live"));
        for (final String name : new String[] {"foreign.cq4", "live/20260101.cq4", "20261301-0000.cq4"})
        {
            final Path foreign = Files.writeString(temp.resolve(name), "something");
            final Map<String, String> before = StoreTests.listing(temp);
            assertThatThrownBy(() -> ChronicleStore.open(temp, StoreTests.small())).isInstanceOf(JournalFormatException.class)
                .hasMessageContaining(name);
            assertThat(StoreTests.listing(temp)).isEqualTo(before);
            Files.delete(foreign);
        }
        final Path file = Files.writeString(temp.resolve("file"), "something");
        assertThatThrownBy(() -> ChronicleStore.open(file, StoreTests.small())).isInstanceOf(JournalFormatException.class);
    }

    @Test
    void shouldRefuseWorkAfterItIsClosed() throws Exception
    {
        final ChronicleStore store = ChronicleStore.open(temp, StoreTests.small());
        store.close();
        store.close();
        assertThatThrownBy(() -> StoreTests.append(store, 1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThatThrownBy(store::force).isInstanceOf(IOException.class);
        assertThatThrownBy(store::newFile).isInstanceOf(IOException.class);
    }
}
