package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.input.Frames;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay compares: whatever is changed in one decision of the journal, or in one recorded event, is found and named. */
class ReplayFindsTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long WORST_NS = 4 * SECOND;
    /** Of the override in the script below. */
    private static final int COMMAND = 4;

    private final RecordedLives lives = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 7);
    private TamperedJournal journal;

    @BeforeEach
    void record() throws IOException
    {
        lives.live(true, driven ->
        {
            report(driven, "a", WORST_NS);
            report(driven, "b", WORST_NS + 1);
            report(driven, "c", WORST_NS + 2);
            driven.engine().desk().override("a", true, "ann", "look at it");
            report(driven, "d", WORST_NS + 3);
        });
        journal = new TamperedJournal(Frames.of(lives.journal));
        assertThat(replay().equal()).isEqualTo(5);
        assertThat(replay().isEqual()).isTrue();
    }

    private static void report(final DrivenEngine driven, final String scope, final long latencyNs)
    {
        driven.engine().scope(scope).reporter().apiLatency(latencyNs);
        driven.pass(SECOND / 10);
    }

    private ReplayResult replay() throws IOException
    {
        return replay(Frames.of(lives.inputs), journal.frames());
    }

    private static ReplayResult replay(final List<byte[]> inputs, final List<byte[]> journal) throws IOException
    {
        return Replay.run(MemoryJournal.source(inputs), MemoryJournal.source(journal), MemoryJournal.source(journal),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
    }

    private void shouldFind(final long sequence, final String field, final UnaryOperator<RecordContent> change) throws IOException
    {
        final TamperedJournal tampered = new TamperedJournal(Frames.of(lives.journal));
        tampered.records.set(tampered.at(sequence), change.apply(tampered.records.get(tampered.at(sequence))));
        final ReplayResult result = replay(Frames.of(lives.inputs), tampered.frames());
        assertThat(result.isEqual()).as("%s of decision %d", field, sequence).isFalse();
        assertThat(result.first().sequence()).as(field).isEqualTo(sequence);
        assertThat(result.first().field().name()).isEqualTo(field);
        assertThat(result.first().field().journal()).isNotEqualTo(result.first().field().replay());
        assertThat(result.differing()).as(field).isEqualTo(1);
        assertThat(result.equal()).as(field).isEqualTo(4);
    }

    private static RecordContent with(final RecordContent old, final RecordContent.Change change)
    {
        return new RecordContent(old.type(), old.stamp(), change, old.outcome(), old.vital(), old.texts(), old.config());
    }

    private static RecordContent with(final RecordContent old, final RecordContent.Stamp stamp)
    {
        return new RecordContent(old.type(), stamp, old.change(), old.outcome(), old.vital(), old.texts(), old.config());
    }

    private static RecordContent with(final RecordContent old, final RecordContent.Texts texts)
    {
        return new RecordContent(old.type(), old.stamp(), old.change(), old.outcome(), old.vital(), texts, old.config());
    }

    private static RecordContent.Change numbers(final RecordContent.Change old, final long more, final long moreThreshold)
    {
        return new RecordContent.Change(old.from(), old.to(), old.cause(),
            new RecordContent.Numbers(false, old.numbers().value() + more, old.numbers().threshold() + moreThreshold));
    }

    @Test
    void shouldFindEveryChangedFieldOfATransition() throws IOException
    {
        for (final long sequence : new long[] {1, 3, 5})
        {
            shouldFind(sequence, "value", old -> with(old, numbers(old.change(), 1, 0)));
            shouldFind(sequence, "threshold", old -> with(old, numbers(old.change(), 0, -1)));
            shouldFind(sequence, "from", old -> with(old, new RecordContent.Change(
                Level.ALERT, old.change().to(), old.change().cause(), old.change().numbers())));
            shouldFind(sequence, "to", old -> with(old, new RecordContent.Change(
                old.change().from(), Level.THROTTLE, old.change().cause(), old.change().numbers())));
            shouldFind(sequence, "cause", old -> with(old, new RecordContent.Change(
                old.change().from(), old.change().to(), Cause.SLIPPAGE, old.change().numbers())));
            shouldFind(sequence, "scope", old -> with(old, RecordContent.Texts.scope("elsewhere")));
            shouldFind(sequence, "time_ns", old -> with(old, new RecordContent.Stamp(
                old.stamp().bootId(), old.stamp().decision(), old.stamp().timeNs() + 1, old.stamp().wallMs())));
            shouldFind(sequence, "wall_ms", old -> with(old, new RecordContent.Stamp(
                old.stamp().bootId(), old.stamp().decision(), old.stamp().timeNs(), old.stamp().wallMs() - 1)));
            shouldFind(sequence, "config", old -> new RecordContent(
                old.type(), old.stamp(), old.change(), old.outcome(), old.vital(), old.texts(), other()));
        }
    }

    private static Hash other()
    {
        final byte[] bytes = new byte[32];
        bytes[31] = 1;
        return Hash.copyOf(bytes, 0);
    }

    @Test
    void shouldFindEveryChangedFieldOfACommand() throws IOException
    {
        shouldFind(COMMAND, "command", old -> with(old, texts(old, "ann", "KILL", "look at it", old.texts().details())));
        shouldFind(COMMAND, "actor", old -> with(old, texts(old, "bob", old.texts().subject(), "look at it", old.texts().details())));
        shouldFind(COMMAND, "reason", old -> with(old, texts(old, "ann", old.texts().subject(), "look at i", old.texts().details())));
        shouldFind(COMMAND, "message", old -> with(old, texts(old, "ann", old.texts().subject(), "look at it", "done, or not")));
        shouldFind(COMMAND, "accepted", old -> new RecordContent(old.type(), old.stamp(), old.change(),
            new RecordContent.Outcome(!old.outcome().done(), null, 0), old.vital(), old.texts(), old.config()));
        shouldFind(COMMAND, "kind", old -> new RecordContent(RecordType.TRANSITION, old.stamp(),
            new RecordContent.Change(Level.CLOSED, Level.HALT, Cause.LOSS, RecordContent.Numbers.NONE), RecordContent.Outcome.NONE,
            old.vital(), RecordContent.Texts.scope("a"), old.config()));
    }

    private static RecordContent.Texts texts(
        final RecordContent old, final String actor, final String subject, final String reason, final String details)
    {
        return new RecordContent.Texts(old.texts().scope(), actor, subject, reason, details);
    }

    @Test
    void shouldFindADroppedDecision() throws IOException
    {
        for (int sequence = 1; sequence <= 4; sequence++)
        {
            final TamperedJournal tampered = new TamperedJournal(Frames.of(lives.journal));
            tampered.records.remove(tampered.at(sequence));
            final ReplayResult result = replay(Frames.of(lives.inputs), tampered.frames());
            assertThat(result.isEqual()).as("without %d", sequence).isFalse();
            assertThat(result.first().sequence()).isEqualTo(sequence);
            assertThat(result.first().field().journal()).isEqualTo("none");
            assertThat(result.differing()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellThatTheLastDecisionIsNotInTheJournal() throws IOException
    {
        journal.records.remove(journal.at(5));
        final ReplayResult result = replay();
        assertThat(result.equal()).isEqualTo(4);
        assertThat(result.incomparable()).as("it may have been lost with the process").isEqualTo(1);
    }

    @Test
    void shouldFindAnAddedDecision() throws IOException
    {
        for (int sequence = 1; sequence <= 5; sequence++)
        {
            // Once as a copy that comes again, and once numbered so that all later ones are one more.
            final TamperedJournal copied = new TamperedJournal(Frames.of(lives.journal));
            copied.records.add(copied.at(sequence), copied.records.get(copied.at(sequence)));
            final ReplayResult result = replay(Frames.of(lives.inputs), copied.frames());
            assertThat(result.isEqual() && result.incomparable() == 0).as("%d twice: %s", sequence, result).isFalse();
            final TamperedJournal shifted = new TamperedJournal(Frames.of(lives.journal));
            final int at = shifted.at(sequence);
            final RecordContent added = shifted.records.get(at);
            for (int i = at; i < shifted.records.size(); i++)
            {
                final RecordContent.Stamp was = shifted.records.get(i).stamp();
                shifted.records.set(i, !TamperedJournal.isDecision(shifted.records.get(i)) ? shifted.records.get(i)
                    : with(shifted.records.get(i),
                        new RecordContent.Stamp(was.bootId(), was.decision() + 1, was.timeNs(), was.wallMs())));
            }
            shifted.records.add(at, with(with(added, RecordContent.Texts.scope("elsewhere")), added.stamp()));
            final ReplayResult other = replay(Frames.of(lives.inputs), shifted.frames());
            assertThat(other.first().sequence()).isEqualTo(sequence);
        }
    }

    @Test
    void shouldFindTwoThatWereSwapped() throws IOException
    {
        for (int sequence = 1; sequence < 5; sequence++)
        {
            final TamperedJournal tampered = new TamperedJournal(Frames.of(lives.journal));
            Collections.swap(tampered.records, tampered.at(sequence), tampered.at(sequence + 1));
            final ReplayResult result = replay(Frames.of(lives.inputs), tampered.frames());
            assertThat(result.isEqual()).isFalse();
            assertThat(result.first().sequence()).isEqualTo(sequence);
        }
    }

    @Test
    void shouldFindWhatIsMissingLongAfterAGapOfTheJournal() throws IOException
    {
        final RecordContent any = journal.records.get(0);
        journal.records.add(journal.at(2), new RecordContent(RecordType.GAP, new RecordContent.Stamp(any.stamp().bootId(), 0, 1, 1),
            RecordContent.Change.NONE, RecordContent.Outcome.NONE, null, RecordContent.Texts.NONE, any.config()));
        // It comes twice, as after a failure that was accepted.
        journal.records.add(journal.at(2), journal.records.get(journal.at(1)));
        assertThat(replay().isEqual()).isTrue();
        assertThat(replay().equal()).isEqualTo(5);
        assertThat(replay().incomparable()).isZero();
        journal.records.remove(journal.at(COMMAND));
        assertThat(replay().isEqual()).isFalse();
        assertThat(replay().first().sequence()).isEqualTo(COMMAND);
    }

    @Test
    void shouldFindAnEventThatWasChanged() throws IOException
    {
        for (int sequence = 1; sequence <= 5; sequence++)
        {
            final long latencyNs = WORST_NS + (sequence == 5 ? 3 : sequence - 1);
            if (sequence == COMMAND)
            {
                continue;
            }
            final List<byte[]> inputs = new ArrayList<>();
            int changed = 0;
            for (final byte[] frame : Frames.of(lives.inputs))
            {
                final byte[] other = Frames.isEvents(frame)
                    ? Frames.replaced(frame, Frames.zigzag(latencyNs), Frames.zigzag(latencyNs + 1_000_000)) : null;
                changed += other == null ? 0 : 1;
                inputs.add(other == null ? frame : other);
            }
            assertThat(changed).isEqualTo(1);
            final ReplayResult result = replay(inputs, journal.frames());
            assertThat(result.first().sequence()).isEqualTo(sequence);
            assertThat(result.first().field().name()).isEqualTo("value");
        }
    }
}
