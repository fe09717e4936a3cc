package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileInfo;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.Issue;
import io.interlock.core.port.JournalHead;
import io.interlock.core.port.Recovered;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.Finding;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was closed as planned, and whose last file was cut: a start says so, and a verification before and after it too. */
class CutEndTest
{
    private static final StoreSettings SMALL = StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 1 << 20);
    private static final int MARK = 4;

    @TempDir
    private Path directory;
    private long wallMs = 1_800_000_000_000L;
    private Path last;

    private FileJournal open() throws IOException
    {
        wallMs += 120_000;
        return FileJournal.open(directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs),
            SMALL.withClock(() -> wallMs));
    }

    private Recovered live() throws IOException
    {
        try (FileJournal journal = open())
        {
            final Recovered recovered = journal.recover();
            journal.append(UUID.randomUUID(), recovered);
            for (int i = 0; i < 5; i++)
            {
                journal.append(new Issue(wallMs, "NOISE", "", Double.NaN, Double.NaN, "number " + i));
            }
            journal.force();
            return recovered;
        }
    }

    private Verification verified() throws IOException
    {
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            return new JournalVerifier(null, null, null).verify(source);
        }
    }

    @BeforeEach
    void twoLives() throws IOException
    {
        live();
        assertThat(live().findings()).noneMatch(finding -> finding.contains("torn"));
        assertThat(verified().findings()).isEmpty();
        try (var files = Files.list(directory.resolve(FileJournal.FOLDER)))
        {
            last = files.filter(file -> file.toString().endsWith(".cq4")).sorted().reduce((one, other) -> other).orElseThrow();
        }
        // Else the state file tells of it.
        Files.delete(directory.resolve("state.dat"));
    }

    private void cut(final long bytes) throws IOException
    {
        try (FileChannel channel = FileChannel.open(last, StandardOpenOption.WRITE))
        {
            channel.truncate(channel.size() - bytes);
        }
    }

    @Test
    void shouldTellOfAFileThatWasCutInTheMiddleOfARecord() throws IOException
    {
        cut(100);
        assertThat(verified().whole()).isFalse();

        assertThat(live().findings()).anyMatch(finding -> finding.startsWith("torn tail in " + last.getFileName() + ", byte "))
            .anyMatch(finding -> finding.startsWith("state file: there is none beside a journal of "));

        final Verification after = verified();
        assertThat(after.findings()).isEmpty();
        assertThat(after.tornTails()).isEqualTo(1);
        assertThat(live().findings()).as("it is told once")
            .noneMatch(finding -> finding.contains("torn") || finding.contains("state file"));
    }

    @Test
    void shouldTakeACutBetweenTwoFramesForDamageUntilItIsAccepted() throws IOException
    {
        cut(MARK);
        assertThat(verified().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.CUT);

        final Recovered recovered = live();
        assertThat(recovered.damaged()).isTrue();
        assertThat(recovered.findings()).anyMatch(finding -> finding.contains("without the mark of a finished file"));
        assertThat(verified().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOLD, Finding.Kind.CUT);
        assertThat(live().damaged()).as("it is recorded").isFalse();
    }

    @Test
    void shouldFindRecordedDamageUntilAnOperatorAcceptsIt() throws IOException
    {
        live();
        // A state file of a longer journal.
        final byte[] state = Files.readAllBytes(directory.resolve("state.dat"));
        Files.delete(newest());
        Files.write(directory.resolve("state.dat"), state);
        assertThat(live().damaged()).isTrue();
        assertThat(verified().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOLD);
        accept("accepted: RESTARTS");
        assertThat(verified().findings()).hasSize(1);
        accept("accepted: JOURNAL_DAMAGE");
        assertThat(verified().findings()).isEmpty();
        assertThat(verified().accepted()).isEqualTo(1);
    }

    /** As one does who wants a level forgotten, and knows of the state file. */
    @Test
    void shouldTakeTheWordOfTheGateFileWhereTheStateFileIsGone() throws IOException
    {
        final ChainHead end;
        try (FileJournal journal = open())
        {
            end = journal.head();
        }
        gateNames(end.shown());
        assertThat(live().damaged()).as("what it names is there").isFalse();
        Files.delete(directory.resolve("state.dat"));
        for (int records = 0; records < 2; records++)
        {
            // The life after what it names, and the one that it names.
            Files.delete(newest());
        }

        final Recovered recovered = live();
        assertThat(recovered.damaged()).isTrue();
        assertThat(recovered.findings())
            .anyMatch(finding -> finding.startsWith("damage in gate.dat (it names record " + end.sequence() + ", and the journal "))
            .anyMatch(finding -> finding.endsWith("so gate.dat alone shows whether the journal's end was cut off"));
        assertThat(verified().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.TOLD);
    }

    @Test
    void shouldTellAnEndOfAnotherHashByTheGateFile() throws IOException
    {
        final ChainHead end;
        try (FileJournal journal = open())
        {
            end = journal.head();
        }
        gateNames(new JournalHead(end.sequence(), "00".repeat(32)));
        assertThat(live().findings()).anyMatch(finding -> finding.contains("with another hash: the journal's end was replaced"));
    }

    /** As one does who puts a longer journal of his own in this one's place, and leaves the files beside it. */
    @Test
    void shouldTellThatWhatComesBeforeTheEndWasReplacedByEachFileBesideIt() throws IOException
    {
        final ChainHead end;
        try (FileJournal journal = open())
        {
            end = journal.head();
        }
        live();
        gateNames(new JournalHead(end.sequence(), "00".repeat(32)));
        final Recovered byGate = live();
        assertThat(byGate.damaged()).isTrue();
        assertThat(byGate.findings()).anyMatch(finding -> finding.startsWith("damage in gate.dat (it names record " + end.sequence()
            + " with another hash: what the journal has up to there was replaced)"));

        // A state file of another journal names one of its records, in the place of which this one has its own.
        gateNames(JournalHead.NONE);
        final Path other = Files.createDirectory(directory.resolve("other"));
        final Path here = directory;
        directory = other;
        live();
        directory = here;
        Files.copy(other.resolve("state.dat"), here.resolve("state.dat"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(live().findings()).anyMatch(finding -> finding.startsWith("damage in state.dat (it names record ")
            && finding.contains("with another hash: what the journal has up to there was replaced"));
        assertThat(live().damaged()).as("it is recorded").isFalse();
    }

    @Test
    void shouldVerifyThatANamedRecordIsThereAsItWas() throws IOException
    {
        final ChainHead end;
        try (FileJournal journal = open())
        {
            end = journal.head();
        }
        live();
        assertThat(verified(end).findings()).isEmpty();
        assertThat(verified(new ChainHead(end.sequence(), Hash.ZERO)).findings()).singleElement()
            .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.UNLINKED))
            .satisfies(finding -> assertThat(finding.toString()).contains("gate.dat beside the journal names it with another hash"));
    }

    private Verification verified(final ChainHead named) throws IOException
    {
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            return new JournalVerifier(null, null, null).beside("gate.dat", named).verify(source);
        }
    }

    private void gateNames(final JournalHead head)
    {
        final GateFile gate = new GateFile(directory, 1, UUID.randomUUID(), wallMs, 0);
        gate.add(0, "");
        new GateFileInfo(gate).head(head);
        gate.publish();
    }

    private Path newest() throws IOException
    {
        try (var files = Files.list(directory.resolve(FileJournal.FOLDER)))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).sorted().reduce((one, other) -> other).orElseThrow();
        }
    }

    private void accept(final String answer) throws IOException
    {
        try (FileJournal journal = open())
        {
            journal.append(UUID.randomUUID(), journal.recover());
            journal.append(new CommandRecord(1, wallMs, "ACCEPT", "", "ann", "", new CommandRecord.Outcome(true, answer)));
            journal.force();
        }
    }
}
