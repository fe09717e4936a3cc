package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import io.interlock.core.testing.SmallDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 12 MiB that is full. Needs root for a tmpfs, and is skipped, visibly, without. */
class StoreDiskFullTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path temp;
    private SmallDisk small;
    private Path disk;

    @BeforeEach
    void mount() throws IOException
    {
        small = SmallDisk.mount(temp, 12);
        disk = small.root();
    }

    @AfterEach
    void unmount() throws IOException
    {
        if (small != null)
        {
            small.close();
        }
    }

    private static void fillUp(final Path file) throws IOException
    {
        try (FileChannel channel = PrivateFiles.open(file))
        {
            final ByteBuffer block = ByteBuffer.allocate(4_096);
            while (true)
            {
                channel.write(block.clear(), channel.size());
            }
        }
        catch (final IOException full)
        {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static long appendUntilRefused(final FrameStore store, final long from) throws IOException
    {
        long number = from;
        while (true)
        {
            final long before = System.nanoTime();
            try
            {
                StoreTests.append(store, number);
                store.force();
                number++;
            }
            catch (final IOException full)
            {
                assertThat(full.getMessage()).containsIgnoringCase("no room");
                assertThat(System.nanoTime() - before).isLessThan(SECOND_NS);
                return number;
            }
        }
    }

    @Test
    void shouldLoseNothingAcknowledgedOnAFullDisk() throws Exception
    {
        final int rounds = Runs.of(3, 20);
        long acknowledged = 0;
        for (int round = 0; round < rounds; round++)
        {
            final Path directory = disk.resolve("journal" + round);
            final Path filler = disk.resolve("filler");
            try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small().withLowSpace(StoreTests.MIB)))
            {
                StoreTests.append(store, 0);
                fillUp(filler);
                assertThat(store.spaceIsLow()).isTrue();
                acknowledged = appendUntilRefused(store, 1);
                assertThat(acknowledged).as("what was written with zeros ahead is used").isGreaterThan(2_000);
                // It goes on saying so, and goes on where it was once there is room.
                assertThat(appendUntilRefused(store, acknowledged)).isEqualTo(acknowledged);
                Files.delete(filler);
                StoreTests.append(store, acknowledged);
                store.force();
            }
            check(directory, acknowledged + 1);
            deleteAll(directory);
        }
        Runs.done("a full disk under the store, JDK " + Runtime.version().feature(), rounds, "0 acknowledged lost, said within 1 s");
    }

    @Test
    void shouldBeginTheNextFileOnAFullDisk() throws Exception
    {
        final Path directory = disk.resolve("journal");
        final long first;
        final long second;
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            StoreTests.append(store, 0);
            fillUp(disk.resolve("filler"));
            first = appendUntilRefused(store, 1);
            // Its zeros were written in advance.
            store.newFile();
            second = appendUntilRefused(store, first);
            assertThat(second).isGreaterThan(first + 100);
        }
        check(directory, second);
    }

    @Test
    void shouldReportADiskThatIsFullFromTheStart() throws Exception
    {
        fillUp(disk.resolve("filler"));
        final Path directory = disk.resolve("journal");
        final long before = System.nanoTime();
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            throw new AssertionError("opened " + store.currentFile());
        }
        catch (final IOException full)
        {
            assertThat(full).hasMessageContaining("No space left");
        }
        assertThat(System.nanoTime() - before).isLessThan(SECOND_NS);
        Files.delete(disk.resolve("filler"));
        ChronicleStore.open(directory, StoreTests.small()).close();
    }

    private static void check(final Path directory, final long count) throws IOException
    {
        final List<Long> numbers = StoreTests.numbers(StoreTests.read(directory));
        assertThat(numbers).isEqualTo(LongStream.range(0, count).boxed().toList());
    }

    private static void deleteAll(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }
}
