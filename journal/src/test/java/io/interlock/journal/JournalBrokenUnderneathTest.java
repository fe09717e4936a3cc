package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.journal.state.StateFile;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody deletes or cuts files under a running engine: it is told, nothing is reported durable that is not, and the JVM lives. */
class JournalBrokenUnderneathTest
{
    @TempDir
    private Path temp;
    private Truth truth;
    private Path directory;
    private FileJournal journal;
    private final List<Truth.Decision> kept = new ArrayList<>();

    private void begin() throws IOException
    {
        directory = temp.resolve("engine");
        truth = new Truth(new Random(4_015L));
        journal = open();
        journal.append(Truth.BOOT, journal.recover());
        decide();
    }

    private FileJournal open() throws IOException
    {
        return FileJournal.open(
            directory, Truth.SETTINGS, StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20));
    }

    private void decide() throws IOException
    {
        kept.add(truth.next(1));
        kept.get(kept.size() - 1).append(journal);
        journal.force();
        truth.durable();
        kept.clear();
    }

    /** As the engine does once an operator has accepted it. */
    private void reopen() throws IOException
    {
        journal.reopen("an operator accepted a failed journal");
        for (final Truth.Decision decision : kept)
        {
            decision.append(journal);
        }
        decide();
    }

    private Path live() throws IOException
    {
        try (Stream<Path> files = Files.list(directory.resolve(FileJournal.FOLDER).resolve("live")))
        {
            return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
    }

    private static void delete(final Path path) throws IOException
    {
        try (Stream<Path> files = Files.walk(path))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }

    @Test
    void shouldReportNothingDurableInAFileThatWasDeleted() throws IOException
    {
        begin();
        Files.delete(live());
        assertThatThrownBy(this::decide).isInstanceOf(IOException.class).hasMessageContaining("deleted or replaced");
        assertThatThrownBy(this::decide).isInstanceOf(IOException.class).hasMessageContaining("failed before");
        // An operator accepts it: a new file, and the state file has kept what stood.
        reopen();
        journal.close();
        try (FileJournal next = open())
        {
            truth.holds(next.recover(), "after a deleted file");
            assertThat(next.recover().damaged()).as("records are missing").isTrue();
        }
    }

    @Test
    void shouldReportNothingDurableInADirectoryThatWasDeleted() throws IOException
    {
        begin();
        delete(directory);
        assertThatThrownBy(this::decide).isInstanceOf(IOException.class).hasMessageContaining("deleted or replaced");
        assertThatThrownBy(this::reopen).isInstanceOf(IOException.class).hasMessageContaining(directory.toString());
        assertThatThrownBy(this::decide).isInstanceOf(IOException.class);
        journal.close();
    }

    @Test
    void shouldOutliveAFileThatIsCutUnderIt() throws IOException
    {
        for (final long length : new long[] {0, 1_000, 70_000})
        {
            begin();
            try (FileChannel channel = FileChannel.open(live(), StandardOpenOption.WRITE))
            {
                channel.truncate(length);
            }
            assertThatThrownBy(this::decide).isInstanceOf(IOException.class).hasMessageContaining("cut by somebody");
            reopen();
            journal.close();
            try (FileJournal next = open())
            {
                truth.holds(next.recover(), "after a file cut to " + length);
            }
            delete(directory);
        }
    }

    @Test
    void shouldMakeAStateFileAnewThatWasDeletedOrCut() throws IOException
    {
        begin();
        final Path state = directory.resolve(StateFile.NAME);
        Files.delete(state);
        decide();
        assertThat(StateReader.read(Files.readAllBytes(state)).faults()).isEmpty();
        Files.write(state, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        decide();
        assertThat(StateReader.read(Files.readAllBytes(state)).faults()).isEmpty();
        Files.delete(state);
        Files.write(state, new byte[10]);
        decide();
        assertThat(StateReader.read(Files.readAllBytes(state)).faults()).isEmpty();
        journal.close();
    }

    @Test
    void shouldFailAndGoOnWhereNoStateFileCanBeMade() throws IOException
    {
        begin();
        final Path state = directory.resolve(StateFile.NAME);
        // As in a directory without the right to write: root has all rights, so something else stands in the way.
        Files.createDirectory(directory.resolve(StateFile.NAME + ".new"));
        decide();
        Files.delete(state);
        assertThatThrownBy(this::decide).isInstanceOf(IOException.class).hasMessageContaining(StateFile.NAME);
        Files.delete(directory.resolve(StateFile.NAME + ".new"));
        reopen();
        assertThat(StateReader.read(Files.readAllBytes(state)).faults()).isEmpty();
        journal.close();
    }
}
