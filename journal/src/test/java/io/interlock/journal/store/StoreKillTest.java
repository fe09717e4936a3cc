package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.testing.Runs;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers of their own process, killed with -9. */
class StoreKillTest
{
    private static final long REOPEN_NS = 2_000_000_000L;

    @TempDir
    private Path temp;

    @Test
    void shouldLoseNoAcknowledgedFrameToAKill() throws Exception
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final int kills = Runs.of(20, 100);
        final Path directory = temp.resolve("journal");
        long next = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            // Batches of 1 to 64 a force, files that are full after a moment or never; killed while it opens, now and then.
            final String batch = Integer.toString(1 + random.nextInt(64));
            final String fileBytes = Long.toString(random.nextBoolean() ? 200_000 : 64 * StoreTests.MIB);
            final long acks = kill % 5 == 4 ? -random.nextInt(250) : random.nextInt(3_000);
            final long acknowledged = run(directory, next, batch, fileBytes, acks);
            final long before = System.nanoTime();
            try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
            {
                StoreTests.append(store, -1);
                store.force();
                assertThat(System.nanoTime() - before).as("seed %d, kill %d: reopened and appended", seed, kill).isLessThan(REOPEN_NS);
                final List<Long> numbers = StoreTests.numbers(StoreTests.read(directory));
                numbers.removeIf(number -> number < 0);
                assertThat(numbers).as("seed %d, kill %d", seed, kill).isEqualTo(LongStream.range(0, numbers.size()).boxed().toList())
                    .hasSizeGreaterThanOrEqualTo((int)acknowledged);
                next = numbers.size();
            }
        }
        Runs.done("kill -9 of a writer, the store alone", kills, "0 acknowledged lost of " + next + ", reopened within 2 s");
    }

    /** Runs a writer and kills it after so many acknowledged frames, or minus so many milliseconds after it begins to open. */
    private static long run(final Path directory, final long from, final String batch, final String bytes, final long acks)
        throws Exception
    {
        final Process child = Children.like(ChildWriter.class, directory.toString(), Long.toString(from), batch, bytes).start();
        long last = from - 1;
        try (BufferedReader output = child.inputReader())
        {
            String line = output.readLine();
            while (acks >= 0 && line != null && (!line.startsWith("ack ") || number(line) < from + acks))
            {
                assertThat(line).as("the child's output").matches("opening|(opened|ack) \\d+|.*WARN.*");
                line = output.readLine();
            }
            if (acks < 0)
            {
                assertThat(child.waitFor(-acks, TimeUnit.MILLISECONDS)).isFalse();
            }
            // By its handle: the process object would close its output.
            child.toHandle().destroyForcibly();
            while (line != null)
            {
                // What it had said before it died counts as well. A last line that is cut says less than it meant, never more.
                last = line.matches("ack \\d+") ? Math.max(last, number(line)) : last;
                line = output.readLine();
            }
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return last + 1;
    }

    private static long number(final String line)
    {
        return Long.parseLong(line.substring("ack ".length()));
    }

    @Test
    void shouldRefuseASecondProcessNamingTheFirst() throws Exception
    {
        final Path directory = temp.resolve("journal");
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            // Refused in this process first: that must not give up the lock that holds the others out.
            assertThatThrownBy(() -> ChronicleStore.open(directory, StoreTests.small())).hasMessageContaining("in use by");
            final Path log = temp.resolve("child.log");
            final Process child = Children.like(ChildWriter.class, directory.toString(), "0", "0", "1000000").redirectOutput(log.toFile())
                .start();
            final boolean refused = child.waitFor(20, TimeUnit.SECONDS);
            child.destroyForcibly();
            final String output = Files.readString(log);
            assertThat(refused).as(output).isTrue();
            assertThat(child.exitValue()).isEqualTo(1);
            assertThat(output).contains("in use by pid " + ProcessHandle.current().pid()).doesNotContain("opened");
            StoreTests.append(store, 0);
        }
        assertThat(StoreTests.read(directory)).hasSize(1);
    }

    @Test
    void shouldStartWithTheLockAndTheHeaderOfAWriterThatDiedInsideADocument() throws Exception
    {
        final Path directory = temp.resolve("journal");
        final Path image = temp.resolve("image");
        // The state on disk in the middle of a write, with this process's own pid in Chronicle's lock, as after a restart in a container.
        try (ChronicleStore store = ChronicleStore.open(directory, StoreTests.small()))
        {
            StoreTests.append(store, 0);
            StoreTests.append(store, 1);
            StoreTests.copy(directory, image);
        }
        final Path live = CycleFiles.in(image.resolve(CycleFiles.LIVE)).get(0);
        final byte[] bytes = Files.readAllBytes(live);
        final int end = end(live);
        // Not ready, of unknown length, and a part of a frame.
        bytes[end + 3] = (byte)0xBF;
        bytes[end + 2] = -1;
        bytes[end + 1] = -1;
        bytes[end] = -1;
        System.arraycopy(StoreTests.frame(2), 0, bytes, end + 8, 10);
        Files.write(live, bytes);
        lockForThisProcess(image.resolve("live/metadata.cq4t"));
        final long before = System.nanoTime();
        try (ChronicleStore store = ChronicleStore.open(image, StoreTests.small()))
        {
            StoreTests.append(store, 2);
            assertThat(System.nanoTime() - before).isLessThan(REOPEN_NS);
            assertThat(store.tails()).singleElement().satisfies(tail -> assertThat(tail.position()).isEqualTo(end));
            try (ChronicleSource source = ChronicleSource.open(image))
            {
                assertThat(StoreTests.numbers(StoreTests.read(source))).containsExactly(0L, 1L, 2L);
                assertThat(source.tails()).isEqualTo(store.tails());
            }
        }
    }

    private static int end(final Path live) throws Exception
    {
        try (CycleReader reader = new CycleReader(live))
        {
            while (reader.next() != null)
            {
                assertThat(reader.ended()).isFalse();
            }
            return (int)reader.position();
        }
    }

    private static void lockForThisProcess(final Path metadata) throws Exception
    {
        final byte[] bytes = Files.readAllBytes(metadata);
        final String text = new String(bytes, StandardCharsets.ISO_8859_1);
        final int name = text.indexOf("chronicle.write.lock");
        assertThat(name).isPositive();
        // The value lies behind the name, on a multiple of eight bytes, and is the smallest long while nobody holds it.
        int value = name + "chronicle.write.lock".length();
        while (value % 8 != 0 || ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(value) != Long.MIN_VALUE)
        {
            value++;
        }
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value, ProcessHandle.current().pid());
        Files.write(metadata, bytes);
    }
}
