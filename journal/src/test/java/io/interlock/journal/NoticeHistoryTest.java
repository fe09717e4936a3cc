package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people were told is in the journal, and a restart knows who was not told. */
class NoticeHistoryTest
{
    private static final long HALTS_NS = 4_000_000_000L;
    private static final long ALERTS_NS = 600_000_000L;
    private static final Duration DAY = Duration.ofDays(1);

    private final BlockingQueue<TransitionEvent> told = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

    private FileJournal journal(final long wallMs) throws IOException
    {
        return FileJournal.open(
            directory, new FileJournal.Settings(Hash.ZERO, "preset: default", "test", null, () -> wallMs), StoreSettings.defaults());
    }

    /** This thread writes it: beside an engine that is the journal thread's alone, and what a test appends comes at any place. */
    private FileJournal alone(final UUID life, final long wallMs) throws IOException
    {
        final FileJournal journal = journal(wallMs);
        journal.append(life, journal.recover());
        return journal;
    }

    private BreakerEngine launch(final FileJournal journal)
    {
        return launch(journal, ConfigLoader.load("test", "engine: { stale-limit: 10s }"));
    }

    private BreakerEngine launch(final FileJournal journal, final BreakerConfig config)
    {
        return BreakerEngine.launch(new EngineContext().config(config)
            .directory(directory).journal(journal).recovery(journal).addTransitionListener(told::add)
            .commandDeadline(Duration.ofSeconds(10)));
    }

    private TransitionEvent next() throws InterruptedException
    {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private static NoticeRecord record(
        final String id, final String channel, final NoticeRecord.Outcome outcome, final int attempt, final String actor)
    {
        return new NoticeRecord(1_000, id, "v", channel, outcome, attempt, new NoticeRecord.Words(actor, "words of " + outcome));
    }

    private NoticeHistory reopened(final long wallMs) throws IOException
    {
        try (FileJournal journal = journal(wallMs))
        {
            return journal.notices(DAY);
        }
    }

    @Test
    void shouldKnowAfterARestartWhatBecameOfEachUrgentMessage() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final TransitionEvent halted;
        final List<NoticeRecord> records;
        try (FileJournal journal = journal(nowMs))
        {
            try (BreakerEngine engine = launch(journal))
            {
                engine.scope("v").reporter().apiLatency(HALTS_NS);
                halted = next();
                records = List.of(record(halted.id(), "pager", NoticeRecord.Outcome.RETRIED, 1, ""),
                    record(halted.id(), "pager", NoticeRecord.Outcome.DELIVERED, 2, ""),
                    record(halted.id() + ".e1", "boss", NoticeRecord.Outcome.SUPPRESSED, 0, ""),
                    record(halted.id(), "", NoticeRecord.Outcome.ACKNOWLEDGED, 0, "ann"));
                records.forEach(engine::notice);
                engine.notice(record("s-1", "", NoticeRecord.Outcome.SILENCED, 0, "ann"));
                engine.notice(record("s-2", "", NoticeRecord.Outcome.SILENCED, 0, "ann"));
                engine.notice(record("s-1", "", NoticeRecord.Outcome.UNSILENCED, 0, "ann"));
                engine.notice(record("nobody-1", "pager", NoticeRecord.Outcome.FAILED, 3, ""));
                engine.drain();
            }
        }
        final NoticeHistory history = reopened(nowMs);
        assertThat(history.open()).singleElement().satisfies(past ->
        {
            assertThat(past.event()).isEqualTo(halted);
            assertThat(past.records()).isEqualTo(records);
            assertThat(past.ended()).isFalse();
        });
        assertThat(history.silences()).extracting(NoticeRecord::id).containsExactly("s-2");
        assertThat(reopened(nowMs + DAY.toMillis() + 60_000).open()).as("old, but not over").isEqualTo(history.open());
    }

    @Test
    void shouldKeepTheAlertThatBecameWorse() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final TransitionEvent alert;
        final TransitionEvent halt;
        final TransitionEvent other;
        try (FileJournal journal = journal(nowMs))
        {
            try (BreakerEngine engine = launch(journal))
            {
                engine.scope("v").reporter().apiLatency(ALERTS_NS);
                alert = next();
                engine.notice(record(alert.id(), "desk", NoticeRecord.Outcome.DELIVERED, 1, ""));
                engine.scope("v").reporter().apiLatency(HALTS_NS);
                halt = next();
                engine.scope("w").reporter().apiLatency(ALERTS_NS);
                other = next();
            }
        }
        final NoticeHistory history = reopened(nowMs);
        assertThat(history.open()).extracting(past -> past.event().id()).containsExactly(alert.id(), halt.id(), other.id());
        assertThat(history.open().get(0).records()).extracting(NoticeRecord::channel).containsExactly("desk");
    }

    @Test
    void shouldKnowThatAScopeHasSteppedDownSince() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final TransitionEvent first;
        final TransitionEvent end;
        final TransitionEvent second;
        try (FileJournal journal = journal(nowMs); BreakerEngine engine = launch(journal))
        {
            engine.scope("v").reporter().apiLatency(HALTS_NS);
            first = next();
            engine.desk().forceRecovery("v", "ann", "");
            end = next();
            assertThat(end.to()).isEqualTo(Level.CLOSED);
            engine.notice(record(end.id(), "desk", NoticeRecord.Outcome.DELIVERED, 1, ""));
            engine.scope("v").reporter().apiLatency(HALTS_NS);
            second = next();
        }
        final NoticeHistory history = reopened(nowMs);
        assertThat(history.open()).extracting(past -> past.event().id() + " " + past.ended())
            .containsExactly(first.id() + " true", end.id() + " true", second.id() + " false");
        assertThat(history.open().get(1).records()).extracting(NoticeRecord::channel).containsExactly("desk");
        assertThat(reopened(nowMs + DAY.toMillis() + 60_000).open()).as("what is over is too old to be told")
            .extracting(past -> past.event().id()).containsExactly(second.id());
    }

    @Test
    void shouldKnowWhatARecordThatStandsForManyNames() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final List<TransitionEvent> halted = new ArrayList<>();
        try (FileJournal journal = journal(nowMs); BreakerEngine engine = launch(journal))
        {
            for (final String scope : List.of("v", "w", "x"))
            {
                engine.scope(scope).reporter().apiLatency(HALTS_NS);
                halted.add(next());
            }
            final String words = NoticeDigest.words(List.of(new NoticeDigest.Name(halted.get(0).id(), ""),
                new NoticeDigest.Name(halted.get(1).id(), halted.get(0).id())), 5, "taken");
            engine.notice(new NoticeRecord(1_000, NoticeDigest.ID, "", "desk", NoticeRecord.Outcome.SUPPRESSED, 0,
                new NoticeRecord.Words("", words)));
        }
        assertThat(reopened(nowMs).open()).extracting(past -> past.event().id() + past.records().stream()
            .map(record -> " " + record.channel() + ' ' + record.outcome() + ' ' + record.words().details()).toList())
            .containsExactly(halted.get(0).id() + "[ desk SUPPRESSED one of several]",
                halted.get(1).id() + "[ desk SUPPRESSED joined into " + halted.get(0).id() + "]", halted.get(2).id() + "[]");
    }

    /** As after hours in which nobody answered. */
    @Test
    void shouldKnowWhoAcknowledgedHoweverOftenPeopleWereCalled() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final TransitionEvent halted;
        try (FileJournal journal = journal(nowMs); BreakerEngine engine = launch(journal))
        {
            engine.scope("v").reporter().apiLatency(HALTS_NS);
            halted = next();
            engine.notice(record(halted.id(), "desk", NoticeRecord.Outcome.DELIVERED, 1, ""));
            for (int i = 1; i <= 200; i++)
            {
                engine.notice(record(halted.id() + ".e" + i, "pager", NoticeRecord.Outcome.DELIVERED, 1, ""));
            }
            engine.notice(record(halted.id(), "", NoticeRecord.Outcome.ACKNOWLEDGED, 0, "ann"));
            for (int i = 201; i <= 400; i++)
            {
                engine.notice(record(halted.id() + ".e" + i, "pager", NoticeRecord.Outcome.DELIVERED, 1, ""));
            }
            engine.drain();
        }
        assertThat(reopened(nowMs).open().get(0).records()).hasSize(100).extracting(NoticeRecord::outcome, NoticeRecord::channel)
            .contains(tuple(NoticeRecord.Outcome.ACKNOWLEDGED, ""), tuple(NoticeRecord.Outcome.DELIVERED, "desk"));
    }

    @Test
    void shouldKnowOfAnAlertInADigestAlsoOnceItBecameWorse() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final TransitionEvent alert;
        try (FileJournal journal = journal(nowMs); BreakerEngine engine = launch(journal))
        {
            engine.scope("v").reporter().apiLatency(ALERTS_NS);
            alert = next();
            engine.notice(new NoticeRecord(1_000, NoticeDigest.ID, "", "desk", NoticeRecord.Outcome.DELIVERED, 1,
                new NoticeRecord.Words("", NoticeDigest.words(List.of(new NoticeDigest.Name(alert.id(), "")), 0, "taken"))));
            engine.scope("v").reporter().apiLatency(HALTS_NS);
            next();
        }
        assertThat(reopened(nowMs).open().get(0).records()).extracting(NoticeRecord::channel).containsExactly("desk");
    }

    @Test
    void shouldKnowWhichActionsFailedAlsoOfThoseThatARestartAskedFor() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final UUID life = UUID.randomUUID();
        final String halted = life + "-1";
        final String resumed = "another-life-resumed-v";
        try (FileJournal journal = alone(life, nowMs))
        {
            journal.append(event(1, Level.CLOSED, Level.HALT, nowMs));
            for (final ActionEvent.Stage stage : ActionEvent.Stage.values())
            {
                journal.append(new ActionEvent(halted + "-cancelAll", "cancelAll", "v", stage, 1, nowMs, "words"));
            }
            journal.append(new ActionEvent(resumed + "-flatten", "flatten", "v", ActionEvent.Stage.FAILED, 1, nowMs, "words"));
            journal.append(new ActionEvent("unknown-1-flatten", "flatten", "v", ActionEvent.Stage.FAILED, 1, nowMs, "words"));
            journal.append(record(resumed + ".uf", "desk", NoticeRecord.Outcome.DELIVERED, 1, ""));
        }
        assertThat(reopened(nowMs).open()).singleElement().satisfies(past ->
        {
            assertThat(past.failed()).extracting(event -> event.order() + ' ' + event.action() + ' ' + event.stage()).containsExactly(
                halted + " cancelAll FAILED", halted + " cancelAll TIMED_OUT", resumed + " flatten FAILED");
            assertThat(past.records()).extracting(NoticeRecord::id).containsExactly(resumed + ".uf");
        });
    }

    private static TransitionEvent event(final long number, final Level from, final Level to, final long wallMs)
    {
        return new TransitionEvent(number, "unused-" + number, number, wallMs, "v", new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.LOSS, 60_000_000, 50_000_000));
    }

    /** Found by the simulation: the step down before it ended the HALT, and its own end was nobody's. */
    @Test
    void shouldNotEndAHaltByTheStepDownBeforeItThatComesAgain() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        try (FileJournal journal = alone(UUID.randomUUID(), nowMs))
        {
            final TransitionEvent down = event(2, Level.ALERT, Level.CLOSED, nowMs);
            final TransitionEvent halt = event(3, Level.CLOSED, Level.HALT, nowMs);
            journal.append(event(1, Level.CLOSED, Level.ALERT, nowMs));
            journal.append(down);
            journal.append(halt);
            journal.append(down);
            journal.append(halt);
            journal.append(event(4, Level.HALT, Level.CLOSED, nowMs));
        }
        assertThat(reopened(nowMs).open()).extracting(past -> past.event().sequence() + " " + past.ended())
            .containsExactly("3 true", "4 true");
    }

    /** Found by the simulation: it was sent again. */
    @Test
    void shouldKnowWhatBecameOfARestartsOrderThoughTheScopeWentOn() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final String resumed = "another-life-resumed-v";
        try (FileJournal journal = alone(UUID.randomUUID(), nowMs))
        {
            journal.append(event(1, Level.CLOSED, Level.HALT, nowMs));
            journal.append(new ActionEvent(resumed + "-flatten", "flatten", "v", ActionEvent.Stage.FAILED, 1, nowMs, "words"));
            journal.append(event(2, Level.HALT, Level.CLOSED, nowMs));
            journal.append(record(resumed + ".uf", "desk", NoticeRecord.Outcome.DELIVERED, 1, ""));
        }
        assertThat(reopened(nowMs).open().get(0).records()).extracting(NoticeRecord::id).containsExactly(resumed + ".uf");
    }

    @Test
    void shouldKeepAStepDownThatIsNotTheEnd() throws Exception
    {
        final long nowMs = System.currentTimeMillis();
        final List<String> ids = new ArrayList<>();
        try (FileJournal journal = journal(nowMs))
        {
            final BreakerConfig stepwise = ConfigLoader.load(
                "test", "engine: { stale-limit: 10s }\nrecovery: { mode: stepwise }\ncooldown: { halt: 1ms, throttle: 1h }");
            try (BreakerEngine engine = launch(journal, stepwise))
            {
                engine.scope("v").reporter().apiLatency(HALTS_NS);
                ids.add(next().id() + " false");
                engine.scope("v").reporter().apiLatency(1);
                final TransitionEvent step = next();
                assertThat(step.to()).isEqualTo(Level.THROTTLE);
                ids.add(step.id() + " false");
            }
        }
        assertThat(reopened(nowMs).open()).extracting(past -> past.event().id() + " " + past.ended()).isEqualTo(ids);
    }
}
