package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Recovered;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.StateChannel;
import io.interlock.journal.state.StateDirectory;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FaultyStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.Finding;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a journal, changed byte by byte between two lives: what is told of them, and that nothing goes that could still be told. */
class ChangedFilesTest
{
    private static final StoreSettings SMALL = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 1 << 20);
    private static final int HEADER = 4;
    private static final int OWN = 0x4000_0000;
    private static final int NOT_READY = 0x8000_0000;
    private static final int LENGTH = 0x3FFF_FFFF;
    private static final int MARK = 0xC000_0000;

    @TempDir
    private Path directory;
    private long wallMs = 1_800_000_000_000L;
    private StoreSettings store = SMALL;

    private FileJournal.Settings settings()
    {
        return new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs);
    }

    private FileJournal open() throws IOException
    {
        wallMs += 120_000;
        return FileJournal.open(directory, settings(), store.withClock(() -> wallMs));
    }

    private Recovered live() throws IOException
    {
        try (FileJournal journal = open())
        {
            final Recovered recovered = journal.recover();
            lived(journal, recovered);
            return recovered;
        }
    }

    private void lived(final FileJournal journal, final Recovered recovered) throws IOException
    {
        journal.append(UUID.randomUUID(), recovered);
        for (int i = 0; i < 5; i++)
        {
            journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "number " + i));
        }
        journal.force();
    }

    private Path journal()
    {
        return directory.resolve(FileJournal.FOLDER);
    }

    private Verification verified(final ChainHead named) throws IOException
    {
        try (FrameSource source = ChronicleSource.open(journal()))
        {
            return new JournalVerifier(null, null, null).beside("state.dat", named).verify(source);
        }
    }

    private Verification verified() throws IOException
    {
        return verified(StateReader.head(new FileStateDirectory(directory)));
    }

    private List<Path> files() throws IOException
    {
        try (var files = Files.list(journal()))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    private Path newest() throws IOException
    {
        return files().get(files().size() - 1);
    }

    /** Where each frame's header is, and behind them where the next would be. */
    private static List<Integer> frames(final byte[] file)
    {
        final ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        final List<Integer> frames = new ArrayList<>();
        int at = 0;
        for (int header = bytes.getInt(at); header != 0 && header != MARK; header = bytes.getInt(at))
        {
            if ((header & OWN) == 0)
            {
                frames.add(at);
            }
            at = at + HEADER + (header & LENGTH) + 3 & -4;
        }
        frames.add(at);
        return frames;
    }

    private static void put(final byte[] file, final int at, final int header)
    {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, header);
    }

    /** As a process leaves it that was killed: the file is among the live ones. */
    private Path killed(final byte[] bytes) throws IOException
    {
        final Path file = newest();
        Files.delete(file);
        Files.write(journal().resolve("live").resolve(file.getFileName()), bytes);
        return file;
    }

    @Test
    void shouldKeepWhatAMarkHidesThatWasPutBeforeIt() throws IOException
    {
        for (final int frame : new int[] {0, 3})
        {
            live();
            final byte[] bytes = Files.readAllBytes(newest());
            final byte[] changed = bytes.clone();
            put(changed, frames(bytes).get(frame), MARK);
            final Path file = killed(changed);

            final Recovered recovered = live();

            assertThat(Files.readAllBytes(file)).startsWith(Arrays.copyOf(changed, frames(bytes).get(frames(bytes).size() - 1)));
            assertThat(recovered.damaged()).isTrue();
            assertThat(recovered.findings()).anyMatch(finding -> finding.startsWith("damage in " + file.getFileName()
                + " (the mark of a finished file stands at byte " + frames(bytes).get(frame)));
            assertThat(verified().findings()).extracting(Finding::toString)
                .anyMatch(finding -> finding.startsWith("DAMAGED: " + file.getFileName() + " has the mark of its end at byte "));
            assertThat(live().damaged()).as("it is recorded").isFalse();
        }
    }

    @Test
    void shouldFindTheEndOfAPlannedStopCutOff() throws IOException
    {
        live();
        assertThat(verified().findings()).isEmpty();
        final byte[] bytes = Files.readAllBytes(newest());
        final List<Integer> frames = frames(bytes);
        // The last record goes, and the mark is put behind the one before.
        final byte[] cut = Arrays.copyOf(bytes, frames.get(frames.size() - 2) + HEADER);
        put(cut, cut.length - HEADER, MARK);
        Files.write(newest(), cut);

        assertThat(verified().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CUT);
        assertThat(live().damaged()).isTrue();
    }

    @Test
    void shouldJudgeWhatLiesBehindAFrameThatNobodyCanRead() throws IOException
    {
        for (int lives = 0; lives < 3; lives++)
        {
            live();
        }
        final byte[] first = Files.readAllBytes(files().get(0));
        put(first, frames(first).get(2), LENGTH);
        Files.write(files().get(0), first);
        final byte[] last = Files.readAllBytes(newest());
        last[new String(last, StandardCharsets.ISO_8859_1).indexOf("number 3")] = 'N';
        Files.write(newest(), last);

        final Verification verification = verified();
        final String newest = newest().getFileName().toString();

        assertThat(verification.findings()).extracting(Finding::kind)
            .containsExactlyInAnyOrder(Finding.Kind.UNREADABLE, Finding.Kind.MISSING, Finding.Kind.DAMAGED);
        assertThat(verification.findings()).filteredOn(finding -> finding.kind() == Finding.Kind.DAMAGED)
            .allMatch(finding -> finding.file().equals(newest));
        assertThat(verification.head()).as("read to its end").isEqualTo(StateReader.head(new FileStateDirectory(directory)));
    }

    /** Where the end cannot be read, nobody knows that it was cut off. */
    @Test
    void shouldNotSayThatAnEndWasCutOffWhichItCannotRead() throws IOException
    {
        live();
        final byte[] bytes = Files.readAllBytes(newest());
        final List<Integer> frames = frames(bytes);
        put(bytes, frames.get(frames.size() - 2), LENGTH);
        Files.write(newest(), bytes);
        assertThat(verified().findings()).extracting(Finding::kind)
            .containsExactlyInAnyOrder(Finding.Kind.UNREADABLE, Finding.Kind.DAMAGED);
        try (FrameSource source = ChronicleSource.open(journal()))
        {
            assertThat(new JournalVerifier(null, null, new ChainHead(99, Hash.ZERO)).verify(source).findings())
                .extracting(Finding::toString).contains("ANCHOR: the anchor names record 99, and the journal cannot be read up to there");
        }
    }

    @Test
    void shouldMissTheRecordsOfAJournalWhoseFilesAreAllZeros() throws IOException
    {
        live();
        final ChainHead named = StateReader.head(new FileStateDirectory(directory));
        for (final Path file : files())
        {
            Files.write(file, new byte[1 << 16]);
        }
        assertThat(verified(named).findings()).extracting(Finding::toString).anyMatch(finding -> finding.startsWith(
            "CUT: state.dat names record " + named.sequence() + " as durable; the journal has no record at all"));
    }

    private byte[] torn() throws IOException
    {
        final byte[] bytes = Files.readAllBytes(newest());
        final byte[] torn = Arrays.copyOf(bytes, bytes.length + 64);
        // A writer that died before it had set the length: the header is not ready, and some of the frame is there.
        put(torn, bytes.length - HEADER, NOT_READY);
        torn[bytes.length + 3] = 7;
        return torn;
    }

    private interface Start
    {
        void run(ChronicleStore files, FrameSource source) throws IOException;
    }

    /** Starts on the files that are there, in parts. */
    private void start(final Start start) throws IOException
    {
        wallMs += 120_000;
        try (ChronicleStore files = ChronicleStore.open(journal(), SMALL.withClock(() -> wallMs));
            FrameSource source = ChronicleSource.recovering(journal()))
        {
            start.run(files, source);
        }
    }

    /** As a full disk does, which lets the first record be written and no state file. */
    @Test
    void shouldTellATornTailThoughTheStartThatFoundItFailed() throws IOException
    {
        live();
        killed(torn());
        start((files, source) ->
        {
            final FileStateDirectory disk = new FileStateDirectory(directory);
            final boolean[] full = {true};
            final StateDirectory beside = new StateDirectory()
            {
                @Override
                public byte[] read() throws IOException
                {
                    return disk.read();
                }

                @Override
                public StateChannel create() throws IOException
                {
                    if (full[0])
                    {
                        throw new IOException("No space left on device");
                    }
                    return disk.create();
                }

                @Override
                public void publish() throws IOException
                {
                    disk.publish();
                }
            };
            final FileJournal journal = FileJournal.on(files, source, beside, settings());
            assertThatThrownBy(() -> journal.append(UUID.randomUUID(), journal.recover())).hasMessageContaining("No space");
            full[0] = false;
            journal.reopen("an operator accepted a failed journal");
            journal.force();
            journal.close();
        });
        assertThat(verified().findings()).isEmpty();
        assertThat(verified().tornTails()).isEqualTo(1);
    }

    @Test
    void shouldTellATornTailThoughTheStartThatFoundItDiedAfterAnyOfItsRecords() throws IOException
    {
        live();
        for (int records = 0; records < 2; records++)
        {
            final int nth = records + 1;
            final int tails = records + 1;
            killed(torn());
            start((files, source) ->
            {
                final FaultyStore dying =
                    new FaultyStore(files, FaultyStore.Call.APPEND, FaultyStore.Fault.EIO, nth, Integer.MAX_VALUE / 2);
                final FileJournal journal = FileJournal.on(dying, source, new FileStateDirectory(directory), settings());
                assertThatThrownBy(() -> journal.append(UUID.randomUUID(), journal.recover())).isInstanceOf(IOException.class);
            });
            final Recovered next = live();
            assertThat(next.damaged()).isFalse();
            assertThat(verified().findings()).as("after %d records", records).isEmpty();
            assertThat(verified().tornTails()).isEqualTo(tails);
        }
    }

    @Test
    void shouldLeaveNothingOfAFileThatWasMadeInAdvance() throws IOException
    {
        live();
        final Path left = journal().resolve("live").resolve("20261101-0930.precreated");
        Files.write(left, new byte[1 << 10]);
        live();
        assertThat(left).doesNotExist();
    }

    /** At the stop a file is too old, and nothing was forced for more than an hour. */
    @Test
    void shouldStopAsPlannedThoughAFileIsDueToGo() throws IOException
    {
        store = SMALL.withRetention(Long.MAX_VALUE, Duration.ofDays(1));
        live();
        try (FileJournal journal = open())
        {
            lived(journal, journal.recover());
            wallMs += Duration.ofDays(3).toMillis();
        }
        try (FileJournal journal = open())
        {
            assertThat(journal.recover().findings()).noneMatch(finding -> finding.contains("was not stopped as planned"));
        }
    }

    /** Each of its blocks says that a slot begins there, as long as the rest. */
    @Test
    void shouldReadAHostileStateFileInTheTimeOfAFewReadings()
    {
        final byte[] hostile = new byte[32 << 20];
        final ByteBuffer bytes = ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < hostile.length; at += 4096)
        {
            bytes.putLong(at, 0x3145_5441_5453_4C49L).putInt(at + 20, hostile.length - at);
        }
        final long startNs = System.nanoTime();
        assertThat(StateReader.read(hostile).snapshot()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(15));
    }
}
