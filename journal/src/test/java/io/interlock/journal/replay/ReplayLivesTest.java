package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.DrivenEngine;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.input.Frames;
import io.interlock.journal.store.FaultyStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replay compares, and says that it cannot compare, where lives follow each other in one directory. */
class ReplayLivesTest
{
    private static final long SECOND = 1_000_000_000L;

    private final RecordedLives lives = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 7);

    /** Each makes one decision: the venue's scope goes to HALT. */
    private static void halt(final DrivenEngine driven, final String scope)
    {
        driven.engine().scope(scope).reporter().apiLatency(4 * SECOND);
        driven.pass(SECOND / 10);
    }

    private static void quiet(final DrivenEngine driven)
    {
        driven.engine().scope("v").reporter().success();
        driven.pass(SECOND / 10);
    }

    private static long decisions(final ReplayResult result, final int life)
    {
        return result.lives().get(life).counts().equal();
    }

    @Test
    void shouldCompareALifeAfterOneThatDecidedNothing() throws IOException
    {
        lives.live(true, driven -> halt(driven, "a"));
        lives.live(true, ReplayLivesTest::quiet);
        lives.live(true, driven -> halt(driven, "b"));
        final ReplayResult result = lives.replay();
        assertThat(result.first()).isNull();
        assertThat(decisions(result, 0)).isEqualTo(1);
        assertThat(decisions(result, 1)).isZero();
        assertThat(decisions(result, 2)).isEqualTo(1);
        assertThat(result.incomparable()).isZero();
    }

    /** Neither knows the lives of the other: nothing is compared, and that is no equality. */
    @Test
    void shouldNotCallEqualWhatCouldNotBeCompared() throws IOException
    {
        lives.live(true, driven -> halt(driven, "a"));
        final RecordedLives others = new RecordedLives(lives.yaml, 8);
        others.live(true, driven -> halt(driven, "a"));
        final ReplayResult result = Replay.run(others.inputs.source(), lives.journal.source(), lives.journal.source(),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
        assertThat(result.first()).isNull();
        assertThat(result.equal()).isZero();
        assertThat(result.incomparable()).isEqualTo(2);
        assertThat(result.isEqual()).isFalse();
        assertThat(result.isBlind()).isTrue();
    }

    @Test
    void shouldTellDecisionsOfLivesThatRecordedNothing() throws IOException
    {
        for (int unrecorded = 0; unrecorded < 3; unrecorded++)
        {
            final RecordedLives some = new RecordedLives(lives.yaml, 8);
            for (int life = 0; life < 3; life++)
            {
                some.recording = life != unrecorded;
                final String scope = "s" + life;
                some.live(true, driven ->
                {
                    halt(driven, scope);
                    halt(driven, scope + "/x");
                });
            }
            final ReplayResult result = some.replay();
            assertThat(result.first()).isNull();
            assertThat(result.lives()).hasSize(2);
            assertThat(result.equal()).as("without life %d", unrecorded).isEqualTo(4);
            assertThat(result.incomparable()).as("without life %d", unrecorded).isEqualTo(2);
            assertThat(result.unrecorded()).hasSize(1);
            assertThat(result.unrecorded().get(0).decisions()).isEqualTo(2);
        }
    }

    @Test
    void shouldTellThatTheJournalHasNothingOfALife() throws IOException
    {
        lives.live(true, driven -> halt(driven, "a"));
        final ReplayResult result = Replay.run(lives.inputs.source(), MemoryJournal.source(List.of()), MemoryJournal.source(List.of()),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
        assertThat(result.first()).isNull();
        assertThat(result.equal()).isZero();
        assertThat(result.incomparable()).isEqualTo(1);
        assertThat(result.lives().get(0).incomparable().get(0).why()).contains("the journal has no record of this life");
    }

    @Test
    void shouldCompareWhatRetentionLeftOfTheJournal() throws IOException
    {
        lives.live(true, driven ->
        {
            halt(driven, "a");
            halt(driven, "b");
            halt(driven, "c");
        });
        final List<byte[]> frames = Frames.of(lives.journal);
        final List<byte[]> left = frames.subList(TamperedJournal.decisionAt(frames, 2), frames.size());
        final ReplayResult result = replay(Frames.of(lives.inputs), left);
        assertThat(result.first()).isNull();
        assertThat(result.equal()).isEqualTo(2);
        assertThat(result.incomparable()).isEqualTo(1);
    }

    @Test
    void shouldCompareWhatRetentionLeftOfTheRecording() throws IOException
    {
        lives.rollBytes = 1;
        lives.live(true, driven ->
        {
            for (int i = 0; i < 10; i++)
            {
                halt(driven, "s" + i);
                awaitWritten(driven);
            }
        });
        final List<byte[]> frames = Frames.of(lives.inputs);
        int checked = 0;
        for (int first = 1; first < frames.size(); first++)
        {
            if (Frames.isLife(frames.get(first)))
            {
                final ReplayResult result = replay(frames.subList(first, frames.size()), Frames.of(lives.journal));
                assertThat(result.first()).as("from frame %d", first).isNull();
                assertThat(result.equal() + result.incomparable()).as("from frame %d", first).isEqualTo(10);
                assertThat(result.lives().get(0).incomparable().get(0).why()).contains("the recording begins later");
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(3);
    }

    /** The writer's thread comes to the next file only once it has written this one. */
    private void awaitWritten(final DrivenEngine driven)
    {
        final int before = lives.inputs.size();
        final long end = System.nanoTime() + 10 * SECOND;
        while (lives.inputs.size() == before && System.nanoTime() - end < 0)
        {
            Thread.onSpinWait();
        }
        driven.pass(SECOND / 5);
    }

    private static ReplayResult replay(final List<byte[]> inputs, final List<byte[]> journal) throws IOException
    {
        return Replay.run(MemoryJournal.source(inputs), MemoryJournal.source(journal), MemoryJournal.source(journal),
            text -> ConfigLoader.load("recording", text, name -> null), Progress.NONE);
    }

    @Test
    void shouldTellThatTheFirstSnapshotOfALifeIsDamaged() throws IOException
    {
        lives.live(true, ReplayLivesTest::quiet);
        lives.live(true, ReplayLivesTest::quiet);
        final List<byte[]> frames = Frames.of(lives.inputs);
        for (int i = 0; i < frames.size(); i++)
        {
            if (Frames.isSnapshot(frames.get(i)) && Frames.isLife(frames.get(i - 1)))
            {
                final List<byte[]> damaged = new ArrayList<>(frames);
                damaged.set(i, frames.get(i).clone());
                damaged.get(i)[Frames.HEADER + 3] ^= 1;
                final ReplayResult result = replay(damaged, Frames.of(lives.journal));
                assertThat(result.lives()).hasSize(2);
                assertThat(result.lives().stream().flatMap(life -> life.incomparable().stream())).as("frame %d", i).isNotEmpty();
            }
        }
    }

    @Test
    void shouldTellWhatIsDamagedBeforeTheFirstLife() throws IOException
    {
        lives.rollBytes = 1;
        lives.live(true, driven ->
        {
            quiet(driven);
            awaitWritten(driven);
            quiet(driven);
        });
        final List<byte[]> frames = Frames.of(lives.inputs);
        frames.get(0)[Frames.HEADER] ^= 1;
        final ReplayResult result = replay(frames, Frames.of(lives.journal));
        assertThat(result.first()).isNull();
        assertThat(result.lives()).hasSize(1);
        assertThat(result.lives().get(0).incomparable()).hasSize(1);
        assertThat(result.lives().get(0).incomparable().get(0).why()).contains("checksum");
    }

    @Test
    void shouldCompareOverAFailureOfTheJournalThatWasAccepted() throws IOException
    {
        for (int nth = 4; nth < 16; nth++)
        {
            for (final FaultyStore.Fault fault : new FaultyStore.Fault[] {FaultyStore.Fault.EIO, FaultyStore.Fault.SHORT_WRITE})
            {
                final String at = fault + " of append " + nth;
                final RecordedLives some = new RecordedLives(lives.yaml, 8);
                some.journaled = new FaultyStore(some.journal, FaultyStore.Call.APPEND, fault, nth, 1);
                some.live(false, driven ->
                {
                    for (int i = 0; i < 12; i++)
                    {
                        halt(driven, "s" + i);
                        driven.engine().drain();
                    }
                    driven.pass(SECOND / 10);
                    driven.engine().desk().accept(Cause.JOURNAL, "ann", "disk replaced");
                    driven.pass(SECOND / 10);
                    halt(driven, "late");
                });
                final ReplayResult result = some.replay();
                assertThat(result.first()).as("%s: %s", at, result).isNull();
                assertThat(result.equal()).as(at).isGreaterThan(2);
            }
        }
    }

    @Test
    void shouldCompareKillsAndCriticalErrorsAndStalls() throws IOException
    {
        lives.live(true, driven ->
        {
            quiet(driven);
            driven.pass(60 * SECOND);
            driven.engine().desk().kill("v", "ann", "enough");
            driven.pass(SECOND);
            driven.engine().scope("v").reporter().criticalError(CriticalError.SYSTEM_ERROR, "x");
            driven.pass(SECOND);
        });
        final ReplayResult result = lives.replay();
        assertThat(result.first()).as("%s", result).isNull();
        assertThat(result.equal()).isGreaterThanOrEqualTo(3);
        assertThat(result.incomparable()).isZero();
    }
}
