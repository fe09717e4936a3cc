package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading: follows a writer, changes nothing, and ends on any bytes with frames or an IOException that names the file. */
class ChronicleSourceTest
{
    private static final long FRAMES = 60;

    @TempDir
    private Path temp;

    private Path journal(final String name, final long frames) throws IOException
    {
        final Path directory = temp.resolve(name);
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            for (long number = 0; number < frames; number++)
            {
                StoreTests.append(store, number);
            }
        }
        return directory;
    }

    @Test
    void shouldChangeNothingOnTheDisk() throws Exception
    {
        final Path directory = journal("closed", 100);
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            StoreTests.append(store, 100);
            final Path copy = temp.resolve("copy");
            StoreTests.copy(directory, copy);
            for (final Path read : new Path[] {directory, copy})
            {
                final Map<String, String> before = StoreTests.listing(read);
                assertThat(StoreTests.read(read)).hasSize(101);
                assertThat(StoreTests.listing(read)).isEqualTo(before);
            }
        }
    }

    @Test
    void shouldFollowAWriterOverFiles() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()); ChronicleSource source = ChronicleSource.open(temp))
        {
            assertThat(source.next()).isNull();
            for (long number = 0; number < 300; number++)
            {
                StoreTests.append(store, number);
                if (number % 70 == 0)
                {
                    store.newFile();
                }
                final FrameSource.Frame frame = source.next();
                assertThat(frame.index()).isEqualTo(number);
                assertThat(frame.bytes()).isEqualTo(StoreTests.frame(number));
                assertThat(source.next()).isNull();
            }
            assertThat(source.tails()).isEmpty();
        }
    }

    @Test
    void shouldSeeWholeFramesOnlyWhileAnotherThreadWrites() throws Exception
    {
        final AtomicBoolean stop = new AtomicBoolean();
        final AtomicLong written = new AtomicLong();
        final StoreSettings settings = StoreTests.small().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, StoreTests.MIB);
        try (ChronicleStore store = ChronicleStore.open(temp, settings); ChronicleSource source = ChronicleSource.open(temp))
        {
            final CompletableFuture<Void> writer = CompletableFuture.runAsync(() ->
            {
                try
                {
                    while (!stop.get())
                    {
                        StoreTests.append(store, written.get());
                        written.incrementAndGet();
                    }
                }
                catch (final IOException failed)
                {
                    throw new IllegalStateException(failed);
                }
            });
            long read = 0;
            while (read < 50_000 && !writer.isDone())
            {
                final FrameSource.Frame frame = source.next();
                if (frame != null)
                {
                    assertThat(frame.bytes()).isEqualTo(StoreTests.frame(read));
                    read++;
                }
            }
            stop.set(true);
            writer.join();
            assertThat(read).isEqualTo(50_000);
            assertThat(CycleFiles.all(temp)).hasSizeGreaterThan(2);
        }
    }

    @Test
    void shouldMissNoFrameOfAFileThatEndsWhileItIsRead() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.open(temp, StoreTests.small()))
        {
            final AtomicBoolean between = new AtomicBoolean();
            final ChronicleSource.Lister lister = directory ->
            {
                // Behind the reader's last look at the file, before it knows of another.
                if (between.getAndSet(false))
                {
                    StoreTests.append(store, 1);
                    store.newFile();
                    StoreTests.append(store, 2);
                }
                return CycleFiles.all(directory);
            };
            try (ChronicleSource source = ChronicleSource.open(temp, lister))
            {
                StoreTests.append(store, 0);
                assertThat(source.next().bytes()).isEqualTo(StoreTests.frame(0));
                between.set(true);
                assertThat(source.next().bytes()).isEqualTo(StoreTests.frame(1));
                assertThat(source.next().bytes()).isEqualTo(StoreTests.frame(2));
            }
        }
    }

    @Test
    void shouldRefuseAFrameOfAnotherLengthThanItsDocument() throws Exception
    {
        final Path directory = journal("length", 1);
        final Path file = CycleFiles.in(directory).get(0);
        final byte[] good = Files.readAllBytes(file);
        final byte[] frame = StoreTests.frame(0);
        int at = 0;
        while (!Arrays.equals(good, at, at + frame.length, frame, 0, frame.length))
        {
            at++;
        }
        for (final int change : new int[] {-frame.length, -1, 1, 100})
        {
            final byte[] bad = good.clone();
            ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putInt(at - Integer.BYTES, frame.length + change);
            Files.write(file, bad);
            try (ChronicleSource source = ChronicleSource.open(directory))
            {
                assertThatThrownBy(source::next).as("%d", change).isInstanceOf(JournalFormatException.class)
                    .hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void shouldSurviveACutAtEveryByte() throws Exception
    {
        final Path file = CycleFiles.in(journal("cut", FRAMES)).get(0);
        final byte[] good = Files.readAllBytes(file);
        final Path bad = Files.createDirectory(temp.resolve("bad"));
        final int step = Runs.nightly() ? 1 : 7;
        for (int length = good.length - 1; length >= 0; length -= length < 200 || length > good.length - 600 ? 1 : step)
        {
            Files.write(bad.resolve(file.getFileName()), Arrays.copyOf(good, length));
            try (ChronicleSource source = ChronicleSource.open(bad))
            {
                final List<Long> numbers = StoreTests.numbers(StoreTests.read(source));
                assertThat(numbers).as("cut at %d", length).isEqualTo(LongStream.range(0, numbers.size()).boxed().toList());
                // Not marked as finished: seen also where the cut is between two frames.
                assertThat(source.tail()).as("cut at %d", length).isNotNull();
            }
        }
        Runs.done("cuts of a file of Chronicle's, read", good.length / step, "whole frames only, each said to have no end");
    }

    @Test
    void shouldSurviveFlippedBits() throws Exception
    {
        final Path file = CycleFiles.in(journal("flip", FRAMES)).get(0);
        final byte[] good = Files.readAllBytes(file);
        final Path bad = Files.createDirectory(temp.resolve("bad"));
        final Path badFile = bad.resolve(file.getFileName());
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        // A sample: each bit of our own frames is flipped on the decoder in memory.
        final int flips = Runs.of(4_000, 32_000);
        for (int i = 0; i < flips; i++)
        {
            final int bit = random.nextInt(good.length * 8);
            final byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Files.write(badFile, flipped);
            final List<byte[]> frames = new ArrayList<>();
            try (ChronicleSource source = ChronicleSource.open(bad))
            {
                frames.addAll(StoreTests.read(source));
            }
            catch (final IOException damage)
            {
                assertThat(damage.getMessage()).as("seed %d, bit %d", seed, bit).contains(badFile.toString());
            }
            assertThat(frames.size()).as("seed %d, bit %d", seed, bit).isLessThanOrEqualTo((int)FRAMES);
        }
        Runs.done("bits flipped in a file of Chronicle's, read", flips, "read or refused by name");
    }

    @Test
    void shouldSurviveRandomBytes() throws Exception
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final Path bad = Files.createDirectory(temp.resolve("bad"));
        final Path file = bad.resolve("20260101-0000.cq4");
        final int rounds = Runs.of(500, 20_000);
        for (int i = 0; i < rounds; i++)
        {
            final byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 20)
            {
                // A header that is believed, so that what follows is looked at.
                bytes[3] = 0x40;
                bytes[2] = 0;
                bytes[1] = 0;
                bytes[0] = 12;
                System.arraycopy("header".getBytes(StandardCharsets.US_ASCII), 0, bytes, 5, 6);
            }
            Files.write(file, bytes);
            try (ChronicleSource source = ChronicleSource.open(bad))
            {
                assertThat(StoreTests.read(source).size()).as("seed %d", seed).isLessThan(5_000);
            }
            catch (final IOException damage)
            {
                assertThat(damage.getMessage()).as("seed %d", seed).contains(file.toString());
            }
        }
    }

    @Test
    void shouldGoOnWithTheNextFileAfterADamagedOne() throws Exception
    {
        journal("two", 50);
        final Path directory = journal("two", 50);
        final Path first = CycleFiles.in(directory).get(0);
        final byte[] bytes = Files.readAllBytes(first);
        Arrays.fill(bytes, 0, 4, (byte)0x11);
        Files.write(first, bytes);
        try (ChronicleSource source = ChronicleSource.open(directory))
        {
            assertThatThrownBy(source::next).isInstanceOf(JournalFormatException.class).hasMessageContaining(first.toString());
            assertThatThrownBy(source::next).isInstanceOf(JournalFormatException.class);
            assertThat(source.skipFile()).isTrue();
            assertThat(StoreTests.numbers(StoreTests.read(source))).hasSize(50);
            assertThat(source.skipFile()).isFalse();
        }
    }

    @Test
    void shouldSayWhatIsNoJournal() throws Exception
    {
        assertThatThrownBy(() -> ChronicleSource.open(temp.resolve("missing"))).isInstanceOf(JournalFormatException.class)
            .hasMessageContaining("missing").hasMessageContaining("no such directory");
        assertThatThrownBy(() -> ChronicleSource.open(temp)).isInstanceOf(JournalFormatException.class)
            .hasMessageContaining("no journal in this directory");
        assertThatThrownBy(() -> ChronicleSource.open(temp, "recording")).isInstanceOf(JournalFormatException.class)
            .hasMessageContaining("no recording in this directory");
        final Path file = Files.writeString(temp.resolve("text"), "text");
        assertThatThrownBy(() -> ChronicleSource.open(file)).isInstanceOf(JournalFormatException.class).hasMessageContaining("is a file");
        Files.writeString(temp.resolve("other.cq4"), "text");
        assertThatThrownBy(() -> ChronicleSource.open(temp)).isInstanceOf(JournalFormatException.class).hasMessageContaining("other.cq4");
    }

    @Test
    void shouldRefuseAForeignQueue() throws Exception
    {
        ChronicleLibrary.prepare();
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(temp).build();
            ExcerptAppender appender = queue.createAppender())
        {
            appender.writeText("somebody else's");
        }
        final Path foreign;
        try (Stream<Path> files = Files.list(temp))
        {
            foreign = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        assertThatThrownBy(() -> ChronicleSource.open(temp)).isInstanceOf(JournalFormatException.class)
            .hasMessageContaining(foreign.toString());
        final Path renamed = Files.move(foreign, temp.resolve("20260101-0000.cq4"));
        try (ChronicleSource source = ChronicleSource.open(temp))
        {
            assertThatThrownBy(source::next).isInstanceOf(JournalFormatException.class).hasMessageContaining(renamed.toString());
        }
    }
}
