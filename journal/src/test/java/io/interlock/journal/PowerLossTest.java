package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import io.interlock.journal.state.MemoryDisk;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A loss of power: of the sectors of 512 bytes that were not forced, any subset is on the disk, in the journal's file as Chronicle writes
 * it and in the state file. A restart reads them as it would, and no level is looser than the last that was forced.
 */
class PowerLossTest
{
    private static final int STATES = Runs.of(4_000, 100_000);
    private static final long SEED = Long.getLong("interlock.seed", 4_012L);
    private static final int SECTOR = 512;
    private static final int SEEN = 64 << 10;
    private static final int OPERATIONS = 60;
    private static final int EACH = 6;

    @TempDir
    private Path temp;
    private final Random random = new Random(SEED);
    private long states;
    private long torn;
    private long damaged;
    private FileChannel live;
    private FileChannel image;
    private Path images;
    private String name;
    private byte[] forced;
    private Truth truth;
    private MemoryDisk disk;

    /** Chronicle's, and what of it is forced. */
    private record Watched(FrameStore store, Runnable forced) implements FrameStore
    {
        @Override
        public void append(final byte[] bytes, final int length) throws IOException
        {
            store.append(bytes, length);
        }

        @Override
        public void force() throws IOException
        {
            store.force();
            forced.run();
        }

        @Override
        public void newFile() throws IOException
        {
            store.newFile();
        }

        @Override
        public void close()
        {
            store.close();
        }
    }

    private byte[] now()
    {
        try
        {
            final ByteBuffer bytes = ByteBuffer.allocate(SEEN);
            live.read(bytes, 0);
            return bytes.array();
        }
        catch (final IOException unreadable)
        {
            throw new AssertionError(unreadable);
        }
    }

    /** The file with each unforced sector there or not. */
    private byte[] left()
    {
        final byte[] now = now();
        final byte[] left = forced.clone();
        final int bias = random.nextInt(4);
        for (int at = 0; at < SEEN; at += SECTOR)
        {
            final boolean kept = bias == 0 ? random.nextInt(10) != 0 : bias == 1 ? random.nextInt(10) == 0 : random.nextBoolean();
            if (kept && !Arrays.equals(now, at, at + SECTOR, left, at, at + SECTOR))
            {
                System.arraycopy(now, at, left, at, SECTOR);
            }
        }
        return left;
    }

    private void check(final String when)
    {
        for (int i = 0; i < EACH; i++)
        {
            final String what = when + ", seed " + SEED + ", state " + states++;
            try
            {
                image.write(ByteBuffer.wrap(left()), 0);
                try (FrameSource source = ChronicleSource.recovering(images))
                {
                    final FileJournal next = FileJournal.on(new MemoryStore(), source, Truth.state(disk.crash()), Truth.SETTINGS);
                    truth.holds(next.recover(), what);
                    damaged += next.recover().damaged() ? 1 : 0;
                    torn += next.recover().findings().stream().anyMatch(finding -> finding.contains("torn")) ? 1 : 0;
                }
            }
            catch (final IOException refused)
            {
                throw new AssertionError(what + ": a loss of power must not stop a start", refused);
            }
        }
    }

    private void life(final int number) throws IOException
    {
        final Path directory = temp.resolve("life-" + number);
        final StoreSettings files = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20);
        truth = new Truth(random);
        disk = new MemoryDisk(random);
        try (ChronicleStore store = ChronicleStore.open(directory, files))
        {
            name = store.currentFile();
            images = Files.createDirectory(temp.resolve("image-" + number));
            // Behind it there is one that a start has begun.
            Files.createDirectory(images.resolve("live"));
            Files.write(images.resolve("live").resolve("29991231-2359.cq4"), new byte[SECTOR]);
            try (FileChannel from = FileChannel.open(directory.resolve("live").resolve(name), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(images.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE))
            {
                live = from;
                image = to;
                // It was made of zeros, forced.
                forced = new byte[SEEN];
                run(FileJournal.on(new Watched(store, () -> forced = now()), new MemoryStore().source(), disk, Truth.SETTINGS));
            }
        }
    }

    private void run(final FileJournal journal) throws IOException
    {
        disk.probe(() -> check("operation " + disk.operations() + " of the state file"));
        journal.append(Truth.BOOT, journal.recover());
        for (int n = 0; n < OPERATIONS && states < STATES; n++)
        {
            if (random.nextInt(3) == 0)
            {
                truth.forcing();
                journal.force();
                truth.durable();
            }
            else
            {
                truth.next(n).append(journal);
            }
            check("after operation " + n);
        }
        assertThat(now()).as("all of it is looked at").endsWith(new byte[SECTOR]);
    }

    @Test
    void shouldBringBackNothingLooserWhateverSectorsAreDropped() throws IOException
    {
        for (int number = 0; states < STATES; number++)
        {
            life(number);
        }
        assertThat(damaged).as("frames in the middle were dropped").isGreaterThan(STATES / 100);
        Runs.done("subsets of unforced sectors dropped, journal and state file", states,
            "level at least the last forced one; " + damaged + " seen as damage, " + torn + " as a torn tail");
    }
}
