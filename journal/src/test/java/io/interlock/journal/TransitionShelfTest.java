package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.AttemptRecord;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The latest transitions are known without a look at the disk: of this life and of those before. */
class TransitionShelfTest
{
    private static final long DEADLINE_NS = Duration.ofSeconds(60).toNanos();

    @TempDir
    private Path directory;

    private FileJournal journal() throws IOException
    {
        return FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, System::currentTimeMillis),
            StoreSettings.defaults());
    }

    private BreakerEngine launch(final FileJournal journal)
    {
        return BreakerEngine.launch(new EngineContext().config(ConfigLoader.load("test", "engine: { stale-limit: 30s }"))
            .directory(directory).journal(journal).recovery(journal).commandDeadline(Duration.ofSeconds(30)));
    }

    private static void await(final BooleanSupplier condition)
    {
        final long end = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean())
        {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.yield();
        }
    }

    private static void upAndDown(final BreakerEngine engine)
    {
        engine.scope("v").reporter().apiLatency(2_000_000_000L);
        engine.drain();
        assertThat(engine.desk().forceRecovery("v", "mia", "").accepted()).isTrue();
    }

    private static List<HistorySource.Kept> all(final FileJournal journal)
    {
        return journal.history().transitions(0, 1_000).transitions();
    }

    @Test
    void shouldTellTransitionsOfAllLivesUnderTheSequenceOfTheirRecord() throws Exception
    {
        final List<HistorySource.Kept> first;
        try (FileJournal journal = journal(); BreakerEngine engine = launch(journal))
        {
            upAndDown(engine);
            await(() -> all(journal).size() == 2);
            first = all(journal);
            engine.attempted(new AttemptRecord(7, "mia", "POST /x", "allowed"));
        }
        try (FileJournal journal = journal(); BreakerEngine engine = launch(journal))
        {
            assertThat(all(journal)).isEqualTo(first);
            upAndDown(engine);
            await(() -> all(journal).size() == 4);
            assertThat(all(journal)).extracting(one -> one.event().to())
                .containsExactly(Level.THROTTLE, Level.CLOSED, Level.THROTTLE, Level.CLOSED);
        }
        final List<JournalRecord> records = records();
        try (FileJournal journal = journal())
        {
            for (final HistorySource.Kept kept : all(journal))
            {
                final JournalRecord record = records.get((int)kept.sequence() - 1);
                assertThat(record.type()).isEqualTo(RecordType.TRANSITION);
                assertThat(record.sequence()).isEqualTo(kept.sequence());
                assertThat(record.content().stamp().decision()).isEqualTo(kept.event().sequence());
            }
        }
        final RecordContent attempt = records.stream().map(JournalRecord::content)
            .filter(content -> AttemptRecord.TYPE.equals(content.texts().subject())).findFirst().orElseThrow();
        assertThat(attempt.type()).isEqualTo(RecordType.ISSUE);
        assertThat(attempt.texts()).isEqualTo(new RecordContent.Texts("", "mia", AttemptRecord.TYPE, "POST /x", "allowed"));
        assertThat(attempt.stamp().wallMs()).isEqualTo(7);
    }

    @Test
    void shouldKnowWhoCommandedLastAndWhyInALaterLifeToo() throws Exception
    {
        try (FileJournal journal = journal(); BreakerEngine engine = launch(journal))
        {
            engine.scope("v");
            engine.scope("w");
            assertThat(engine.desk().override("v", true, "mia", "maintenance").accepted()).isTrue();
            assertThat(engine.desk().kill("v", "joe", "positions differ").accepted()).isTrue();
            assertThat(engine.desk().forceRecovery("v", "ann", "refused, so it is not kept").accepted()).isFalse();
            await(() -> journal.history().lastCommand("v", HistorySource.Commanded.LEVEL) != null);
        }
        try (FileJournal journal = journal(); BreakerEngine engine = launch(journal))
        {
            assertThat(engine.scope("v").level()).isEqualTo(Level.SHUTDOWN);
            final CommandRecord kill = journal.history().lastCommand("v", HistorySource.Commanded.LEVEL);
            assertThat(List.of(kill.command(), kill.actor(), kill.reason())).containsExactly("KILL", "joe", "positions differ");
            final CommandRecord override = journal.history().lastCommand("v", HistorySource.Commanded.OVERRIDE);
            assertThat(List.of(override.command(), override.actor(), override.reason()))
                .containsExactly("OVERRIDE_ENABLE", "mia", "maintenance");
            assertThat(journal.history().lastCommand("w", HistorySource.Commanded.LEVEL)).isNull();
        }
    }

    private List<JournalRecord> records() throws IOException
    {
        final List<JournalRecord> records = new ArrayList<>();
        try (ChronicleSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = new RecordDecoder().decode(frame.bytes());
                assertThat(decoded).isInstanceOf(JournalRecord.class);
                records.add((JournalRecord)decoded);
            }
        }
        return records;
    }

    private static TransitionShelf filled(final int capacity, final int count)
    {
        final TransitionShelf shelf = new TransitionShelf(capacity);
        for (int i = 1; i <= count; i++)
        {
            // Every third record is a transition.
            shelf.record(3L * i, content(RecordType.TRANSITION, i));
            shelf.record(3L * i + 1, content(RecordType.ISSUE, i));
        }
        return shelf;
    }

    private static RecordContent content(final RecordType type, final long decision)
    {
        return new RecordContent(
            type, new RecordContent.Stamp(new UUID(1, 2), decision, 0, 0),
            new RecordContent.Change(Level.CLOSED, Level.HALT, Cause.LOSS, RecordContent.Numbers.NONE),
            RecordContent.Outcome.NONE, null, RecordContent.Texts.NONE, Hash.ZERO);
    }

    private static List<Long> sequences(final HistorySource.Page page)
    {
        return page.transitions().stream().map(HistorySource.Kept::sequence).toList();
    }

    @Test
    void shouldGivePagesThatJoinWithoutAGap()
    {
        final TransitionShelf shelf = filled(10, 5);
        final HistorySource.Page first = shelf.page(0, 2, Long.MAX_VALUE);
        assertThat(sequences(first)).containsExactly(3L, 6L);
        assertThat(first.more()).isTrue();
        assertThat(first.complete()).isTrue();
        final HistorySource.Page last = shelf.page(6, 3, Long.MAX_VALUE);
        assertThat(sequences(last)).containsExactly(9L, 12L, 15L);
        assertThat(last.more()).isFalse();
        assertThat(sequences(shelf.page(15, 3, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void shouldSayWhatItHasForgotten()
    {
        final TransitionShelf shelf = filled(3, 5);
        assertThat(sequences(shelf.page(0, 10, Long.MAX_VALUE))).containsExactly(9L, 12L, 15L);
        assertThat(shelf.page(0, 10, Long.MAX_VALUE).complete()).isFalse();
        assertThat(shelf.page(5, 10, Long.MAX_VALUE).complete()).isFalse();
        assertThat(shelf.page(6, 10, Long.MAX_VALUE).complete()).isTrue();
    }

    /** After a failure and its accept the journal writes again what it was in doubt of. */
    @Test
    void shouldTellATransitionOnceThoughItWasWrittenAgain()
    {
        final TransitionShelf shelf = filled(10, 5);
        shelf.record(20, content(RecordType.TRANSITION, 4));
        shelf.record(21, content(RecordType.TRANSITION, 5));
        shelf.record(22, content(RecordType.TRANSITION, 6));
        assertThat(sequences(shelf.page(0, 20, Long.MAX_VALUE))).containsExactly(3L, 6L, 9L, 12L, 15L, 22L);
    }

    /** What is not durable may come again under another sequence. */
    @Test
    void shouldTellOnlyWhatIsDurable()
    {
        final HistorySource.Page page = filled(10, 5).page(0, 10, 10);
        assertThat(sequences(page)).containsExactly(3L, 6L, 9L);
        assertThat(page.more()).isFalse();
    }
}
