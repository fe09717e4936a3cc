package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import io.interlock.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose decisions are kept comes back as it was, from the journal alone where it must, and says why. */
class FileJournalTest
{
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path directory;

    /** An engine and its journal, closed in this order. */
    private record Life(BreakerEngine engine, FileJournal journal) implements AutoCloseable
    {
        @Override
        public void close()
        {
            engine.close();
            journal.close();
        }
    }

    private FileJournal journal() throws IOException
    {
        return FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, System::currentTimeMillis),
            StoreSettings.defaults());
    }

    private Life launch() throws IOException
    {
        final BreakerConfig config = ConfigLoader.load("test", "engine: { stale-limit: 10s }");
        final FileJournal journal = journal();
        return new Life(
            BreakerEngine.launch(
                new EngineContext().config(config).directory(directory).journal(journal).recovery(journal)
                    .commandDeadline(Duration.ofSeconds(60))),
            journal);
    }

    private List<JournalRecord> records() throws IOException
    {
        final List<JournalRecord> records = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                records.add((JournalRecord)decoder.decode(frame.bytes()));
            }
        }
        return records;
    }

    @Test
    void shouldKeepOneRecordForEachDecisionAndComeBackInHalt() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().apiLatency(4 * SECOND);
            life.engine().drain();
            life.engine().scope("other");
            assertThat(life.engine().desk().override("other", true, "ann", "news").accepted()).isTrue();
        }
        assertThat(records()).extracting(JournalRecord::type).contains(RecordType.GENESIS, RecordType.STARTED, RecordType.COMMAND)
            .endsWith(RecordType.STOPPED);
        assertThat(records()).filteredOn(record -> record.type() == RecordType.TRANSITION).singleElement().satisfies(record ->
        {
            assertThat(record.content().texts().scope()).isEqualTo("venue");
            assertThat(record.content().change().to()).isEqualTo(Level.HALT);
        });
        try (Life life = launch())
        {
            assertThat(life.engine().scope("venue").ownLevel()).isEqualTo(Level.HALT);
            assertThat(life.engine().status().scopes()).anyMatch(scope -> scope.path().equals("other") && scope.levels().ownOverride());
        }
    }

    @Test
    void shouldComeBackFromTheJournalWhereTheOtherFilesAreLost() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().exchange(ExchangeStatus.DOWN);
            life.engine().drain();
        }
        Files.delete(directory.resolve("gate.dat"));
        Files.delete(directory.resolve(StateFile.NAME));
        try (Life life = launch())
        {
            assertThat(life.engine().scope("venue").ownLevel()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldComeBackFromTheStateFileWhereTheOtherFilesAreLost() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().exchange(ExchangeStatus.DEGRADED);
            life.engine().drain();
        }
        Files.delete(directory.resolve("gate.dat"));
        try (var files = Files.walk(directory.resolve(FileJournal.FOLDER)))
        {
            for (final Path file : files.filter(path -> path.toString().endsWith(".cq4")).toList())
            {
                Files.delete(file);
            }
        }
        try (Life life = launch())
        {
            assertThat(life.engine().scope("venue").ownLevel()).isEqualTo(Level.THROTTLE);
        }
    }

    @Test
    void shouldLoosenOnlyWhatIsDurableAndThenStayLoose() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().apiLatency(4 * SECOND);
            life.engine().drain();
            assertThat(life.engine().desk().forceRecovery("venue", "ann", "checked").accepted()).isTrue();
            final long end = System.nanoTime() + 10 * SECOND;
            while (life.engine().scope("venue").ownLevel() != Level.CLOSED && System.nanoTime() < end)
            {
                Thread.onSpinWait();
            }
            assertThat(life.engine().scope("venue").ownLevel()).isEqualTo(Level.CLOSED);
        }
        try (Life life = launch())
        {
            assertThat(life.engine().scope("venue").ownLevel()).isEqualTo(Level.CLOSED);
        }
    }

    @Test
    void shouldWriteAChainThatVerifies() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().apiLatency(4 * SECOND);
            life.engine().drain();
        }
        launch().close();
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).isEmpty();
        }
    }

    @Test
    void shouldStampEveryRecordOfARunningEngineWithItsTime() throws IOException
    {
        try (Life life = launch())
        {
            life.engine().scope("venue").reporter().apiLatency(4 * SECOND);
            life.engine().drain();
            assertThat(life.engine().desk().override("venue", true, "ann", "news").accepted()).isTrue();
        }
        long last = 0;
        for (final JournalRecord record : records())
        {
            final long timeNs = record.content().stamp().timeNs();
            assertThat(timeNs).as(record.type().name()).isPositive();
            if (record.type() != RecordType.TRANSITION)
            {
                assertThat(timeNs).as(record.type().name()).isGreaterThanOrEqualTo(last);
                last = timeNs;
            }
        }
    }

    @Test
    void shouldMakeTheEnginesDirectoryForItsOwnerAlone() throws IOException
    {
        directory = directory.resolve("data");
        launch().close();
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldRefuseASecondInstance() throws IOException
    {
        try (FileJournal first = journal())
        {
            assertThat(first.head().sequence()).isZero();
            assertThatThrownBy(this::journal).isInstanceOf(IOException.class).hasMessageContaining("use");
        }
    }
}
