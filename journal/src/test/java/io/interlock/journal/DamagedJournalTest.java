package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Recovered;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.MemoryStore;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a restart makes of a journal's file of 64 KiB, and of a state file, with every bit flipped and cut at every byte: the same as of the
 * sound one, or it says what is wrong; never anything looser, never a refusal that does not name the file.
 */
class DamagedJournalTest
{
    private static final int SIZE = 64 << 10;
    private static final long SEED = Long.getLong("interlock.seed", 4_013L);

    @TempDir
    private Path temp;
    private final Random random = new Random(SEED);
    private final Truth truth = new Truth(random);
    /** Copies of the files of an engine that was killed. */
    private byte[] journal;
    private byte[] state;
    private String name;
    private Recovered sound;
    private ChainHead head;
    private long found;

    @BeforeEach
    void fill() throws IOException
    {
        final Path directory = temp.resolve("engine");
        try (FileJournal writer = FileJournal.open(directory, Truth.SETTINGS, files()))
        {
            writer.append(Truth.BOOT, writer.recover());
            Path live = null;
            try (Stream<Path> files = Files.list(directory.resolve(FileJournal.FOLDER).resolve("live")))
            {
                live = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
            }
            for (int n = 0; end(live) < SIZE; n++)
            {
                truth.next(n).append(writer);
                writer.append(new Issue(n, "NOISE", "", 1, 2, "a word or two for a person"));
                if (n % 3 == 0)
                {
                    writer.force();
                    truth.durable();
                }
            }
            truth.next(1_000_000).append(writer);
            writer.force();
            truth.durable();
            name = live.getFileName().toString();
            journal = Arrays.copyOf(Files.readAllBytes(live), end(live));
            state = Files.readAllBytes(directory.resolve(StateFile.NAME));
            head = writer.head();
        }
        truth.isSomething();
    }

    private static StoreSettings files()
    {
        return StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20);
    }

    private static int end(final Path file) throws IOException
    {
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0)
        {
            end--;
        }
        return end;
    }

    /** As a start finds it: finished, with the new file behind it. */
    private Path finished() throws IOException
    {
        final Path directory = Files.createDirectory(temp.resolve("finished"));
        takenOver(directory);
        Files.write(directory.resolve("live").resolve("29991231-2359.cq4"), new byte[512]);
        return directory;
    }

    /** The next start takes the dead process's file over and marks it. */
    private void takenOver(final Path directory) throws IOException
    {
        Files.createDirectory(directory.resolve("live"));
        Files.write(directory.resolve("live").resolve(name), journal);
        ChronicleStore.open(directory, StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 1 << 20)).close();
    }

    private void recover(final Path directory, final String when)
    {
        try (ChronicleSource source = ChronicleSource.recovering(directory))
        {
            final FileJournal next = FileJournal.on(new MemoryStore(), source, Truth.state(state), Truth.SETTINGS);
            final Recovered recovered = next.recover();
            truth.holds(recovered, when);
            if (sound == null)
            {
                sound = recovered;
            }
            final boolean said = recovered.damaged() || !recovered.findings().equals(sound.findings());
            found += said ? 1 : 0;
            assertThat(said || next.head().equals(head)).as("%s: exactly recovered, or said", when).isTrue();
        }
        catch (final IOException refused)
        {
            throw new AssertionError(when + ": damage must not stop a start", refused);
        }
    }

    /** Flips one bit in so many after the other in a directory's copy of the journal, and turns it back. Says how many. */
    private long flipEach(final Path directory, final int step, final IntConsumer flipped) throws IOException
    {
        long flips = 0;
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE))
        {
            for (int bit = 0; bit < journal.length * 8; bit += step)
            {
                final int at = bit >> 3;
                channel.write(ByteBuffer.wrap(new byte[] {(byte)(journal[at] ^ 1 << (bit & 7))}), at);
                flipped.accept(bit);
                channel.write(ByteBuffer.wrap(new byte[] {journal[at]}), at);
                flips++;
            }
        }
        return flips;
    }

    /** Through Chronicle's files a sample, by turns of each bit of a byte; every one is decoded in memory by {@code FlipAndCutTest}. */
    @Test
    void shouldRecoverOrFindEveryFlippedBitOfTheJournal() throws IOException
    {
        final Path directory = finished();
        recover(directory, "sound");
        final long flips = flipEach(directory, Runs.of(521, 5), bit -> recover(directory, "bit " + bit));
        Runs.done("bits flipped in a journal's file of 64 KiB, recovered", flips, found + " found, the rest recovered as it was");
    }

    /** In the newest file, with what Chronicle puts around the records; every bit of it is recovered from above, and decoded elsewhere. */
    @Test
    void shouldVerifyAsItWasOrFindEveryFlippedBitOfTheNewestFile() throws IOException
    {
        final Path directory = Files.createDirectory(temp.resolve("newest"));
        takenOver(directory);
        final long flips = flipEach(directory, Runs.of(521, 21), bit ->
        {
            final Verification verified = verify(directory);
            assertThat(!verified.whole() || verified.head().equals(head)).as("bit %s: %s", bit, verified).isTrue();
            found += verified.whole() ? 0 : 1;
        });
        assertThat(verify(directory).findings()).isEmpty();
        Runs.done("bits flipped in the newest file, verified", flips, found + " found, the rest read as it was");
    }

    private static Verification verify(final Path directory)
    {
        try (ChronicleSource source = ChronicleSource.open(directory))
        {
            return new JournalVerifier(null, null, null).verify(source);
        }
        catch (final IOException refused)
        {
            throw new AssertionError("a file of a journal by its name is judged", refused);
        }
    }

    @Test
    void shouldRecoverOrFindEveryCutOfTheJournal() throws IOException
    {
        final Path directory = finished();
        recover(directory, "sound");
        final int step = Runs.of(127, 1);
        long cuts = 0;
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.WRITE))
        {
            for (int length = journal.length - 1; length >= 0; length -= step)
            {
                channel.truncate(length);
                recover(directory, "cut at " + length);
                cuts++;
            }
        }
        assertThat(found).as("the state file names the last record").isEqualTo(cuts);
        Runs.done("cuts of a journal's file of 64 KiB, recovered", cuts, "all found");
    }

    @Test
    void shouldOpenWholeDirectoriesWithDamage() throws IOException
    {
        final int count = Runs.of(40, 1_000);
        for (int i = 0; i < count; i++)
        {
            final byte[] damaged = i % 3 == 2 ? Arrays.copyOf(journal, random.nextInt(journal.length)) : journal.clone();
            final int bit = random.nextInt(journal.length * 8);
            if (damaged.length == journal.length)
            {
                damaged[bit >> 3] ^= (byte)(1 << (bit & 7));
            }
            final Path directory = temp.resolve("whole-" + i);
            Files.createDirectories(directory.resolve(FileJournal.FOLDER).resolve("live"));
            Files.write(directory.resolve(FileJournal.FOLDER).resolve("live").resolve(name), damaged);
            Files.write(directory.resolve(StateFile.NAME), state);
            final String when = "seed " + SEED + ", sample " + i + ", " + damaged.length + " bytes, bit " + bit;
            boolean said;
            try (FileJournal next = FileJournal.open(directory, Truth.SETTINGS, files()))
            {
                final Recovered recovered = next.recover();
                truth.holds(recovered, when);
                said = recovered.damaged() || recovered.findings().stream().anyMatch(finding -> finding.contains("torn tail"));
                assertThat(said || next.head().equals(head)).as(when).isTrue();
                next.append(Truth.BOOT, recovered);
                next.force();
            }
            // Once it is recorded it is not found again, and nothing is looser.
            try (FileJournal after = FileJournal.open(directory, Truth.SETTINGS, files()))
            {
                truth.holds(after.recover(), when + ", second start");
                assertThat(after.recover().damaged()).as(when + ", second start").isFalse();
            }
            found += said ? 1 : 0;
            delete(directory);
        }
        Runs.done("directories with a damaged journal, opened whole", count, found + " found, the rest recovered as it was");
    }

    private static void delete(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.walk(directory))
        {
            final List<Path> all = new ArrayList<>(files.toList());
            for (int i = all.size() - 1; i >= 0; i--)
            {
                Files.delete(all.get(i));
            }
        }
    }

    @Test
    void shouldRecoverWithEveryDamageOfTheStateFile() throws IOException
    {
        final List<byte[]> frames = new ArrayList<>();
        try (FrameSource source = ChronicleSource.recovering(finished()))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                frames.add(frame.bytes());
            }
        }
        final int step = Runs.of(127, 1);
        long count = 0;
        for (int bit = 0; bit < state.length * 8; bit += step)
        {
            final byte[] damaged = state.clone();
            damaged[bit >> 3] ^= (byte)(1 << (bit & 7));
            with(frames, damaged, "bit " + bit);
            count++;
        }
        for (int length = 0; length < state.length; length += step)
        {
            with(frames, Arrays.copyOf(state, length), "cut at " + length);
            count++;
        }
        Runs.done("bits flipped in, and cuts of, a state file, recovered", count, "nothing looser, no false damage");
    }

    private void with(final List<byte[]> frames, final byte[] damaged, final String when) throws IOException
    {
        final FileJournal next =
            FileJournal.on(new MemoryStore(), MemoryJournal.source(frames), Truth.state(damaged), Truth.SETTINGS);
        truth.holds(next.recover(), when);
        assertThat(next.recover().damaged()).as(when).isFalse();
    }
}
