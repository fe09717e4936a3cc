package io.interlock.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What a finding says, keys, retention and the row of decisions. */
class JournalVerifierTest
{
    private static final JournalKey KEY = JournalKey.of("the key of this journal".getBytes(StandardCharsets.US_ASCII));
    private static final JournalKey OTHER = JournalKey.of("a key of somebody else".getBytes(StandardCharsets.US_ASCII));

    private static Verification verify(final JournalKey key, final ChainHead retained, final ChainHead anchor, final List<byte[]> frames)
    {
        return new JournalVerifier(key, retained, anchor).verify(MemoryJournal.source(frames));
    }

    private static List<Finding.Kind> kinds(final Verification verification)
    {
        return verification.findings().stream().map(Finding::kind).toList();
    }

    @Test
    void shouldSayWhichFileFrameAndRecord()
    {
        final MemoryJournal journal = MemoryJournal.sample(null, 20);
        final List<byte[]> frames = new ArrayList<>(journal.frames);
        final byte[] edited = frames.get(10).clone();
        edited[72] ^= 1;
        Forge.checksum(edited);
        frames.set(10, edited);
        assertThat(verify(null, null, null, frames).findings()).singleElement()
            .hasToString("EDITED in memory-1, frame 10, record 11: its own hash is not that of its bytes: it was edited");
        frames.remove(10);
        assertThat(verify(null, null, null, frames).findings().get(0))
            .hasToString("MISSING in memory-1, frame 10, record 12: record 11 is missing before it");
    }

    @Test
    void shouldSayOnceThatItIsAnotherKeyOrNone()
    {
        final MemoryJournal sealed = MemoryJournal.sample(KEY, 20);
        assertThat(kinds(verify(OTHER, null, null, sealed.frames))).containsExactly(Finding.Kind.WRONG_KEY);
        assertThat(kinds(verify(null, null, null, sealed.frames))).containsExactly(Finding.Kind.KEY_NEEDED);
        assertThat(kinds(verify(KEY, null, null, MemoryJournal.sample(null, 20).frames))).containsExactly(Finding.Kind.NOT_KEYED);
    }

    @Test
    void shouldLetAKeyBeginLaterButNeverEnd()
    {
        final MemoryJournal plain = MemoryJournal.sample(null, 6);
        final List<byte[]> frames = new ArrayList<>(plain.frames);
        final byte[] last = frames.get(5).clone();
        Forge.link(last, plain.heads.get(4), KEY);
        frames.set(5, last);
        assertThat(kinds(verify(KEY, null, null, frames))).isEmpty();
        final byte[] after = plain.frames.get(3).clone();
        final ChainHead sealed = verify(KEY, null, null, frames).head();
        Forge.link(after, sealed, null);
        frames.add(after);
        assertThat(kinds(verify(KEY, null, null, frames))).contains(Finding.Kind.NOT_KEYED);
    }

    @Test
    void shouldTakeAContinuationOnlyAfterTheAnchorThatRetentionKept()
    {
        final MemoryJournal journal = MemoryJournal.sample(KEY, 20);
        final List<byte[]> rest = journal.frames.subList(8, 20);
        final ChainHead deleted = journal.heads.get(7);
        final Verification whole = verify(KEY, deleted, journal.head(), rest);
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.first()).isEqualTo(9);
        assertThat(kinds(verify(KEY, null, null, rest))).containsExactly(Finding.Kind.MISSING);
        assertThat(kinds(verify(KEY, journal.heads.get(5), null, rest))).contains(Finding.Kind.MISSING);
        assertThat(kinds(verify(KEY, new ChainHead(8, Hash.ZERO), null, rest))).containsExactly(Finding.Kind.ANCHOR);
        // Retention kept its anchor and was then interrupted: older records are still there, and the chain comes through the anchor.
        assertThat(verify(KEY, journal.heads.get(11), null, rest).findings()).isEmpty();
        assertThat(verify(KEY, journal.heads.get(11), null, journal.frames).findings()).isEmpty();
        assertThat(kinds(verify(KEY, new ChainHead(12, Hash.ZERO), null, rest))).containsExactly(Finding.Kind.ANCHOR);
        // An anchor that is older than what is left cannot be checked, and that is said.
        assertThat(verify(KEY, deleted, journal.heads.get(3), rest).findings()).singleElement()
            .matches(finding -> finding.what().contains("give a later anchor"));
    }

    @Test
    void shouldFindGapsInTheDecisionsOfALife()
    {
        final MemoryJournal gap = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.ALERT)
            .decision(4).transition("a", Level.ALERT, Level.HALT);
        assertThat(verify(null, null, null, gap.frames).findings()).singleElement().matches(finding -> finding.kind()
            == Finding.Kind.DECISION_GAP && finding.sequence() == 3 && finding.what().startsWith("decisions 2 to 3 of life"));
        final MemoryJournal start = new MemoryJournal(null).boot(1).decision(2).transition("a", Level.CLOSED, Level.ALERT);
        assertThat(kinds(verify(null, null, null, start.frames))).containsExactly(Finding.Kind.DECISION_GAP);
        final MemoryJournal twice = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.ALERT)
            .decision(1).transition("a", Level.CLOSED, Level.ALERT);
        assertThat(kinds(verify(null, null, null, twice.frames))).containsExactly(Finding.Kind.DECISION_GAP);
    }

    @Test
    void shouldAllowWhatIsAppendedAgainAfterAGap()
    {
        final MemoryJournal journal = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.ALERT)
            .transition("a", Level.ALERT, Level.HALT).words(RecordType.GAP).decision(1).transition("a", Level.CLOSED, Level.ALERT)
            .transition("a", Level.ALERT, Level.HALT).transition("a", Level.HALT, Level.CLOSED);
        assertThat(verify(null, null, null, journal.frames).findings()).isEmpty();
        // The record says itself that some may be missing.
        final MemoryJournal lost = new MemoryJournal(null).boot(1).transition("a", Level.CLOSED, Level.ALERT).words(RecordType.GAP)
            .decision(5).transition("a", Level.ALERT, Level.HALT);
        assertThat(verify(null, null, null, lost.frames).findings()).isEmpty();
    }

    @Test
    void shouldTakeATornTailThatRecoveryRecordedForNoFinding()
    {
        final byte[] torn = {1, 2, 3, 4, 5};
        final CRC32C crc = new CRC32C();
        crc.update(torn);
        final MemoryJournal journal = new MemoryJournal(KEY).boot(1).transition("a", Level.CLOSED, Level.ALERT).garbage(torn).boot(2);
        assertThat(kinds(verify(KEY, null, null, journal.frames))).containsExactly(Finding.Kind.DAMAGED);
        journal.damage(true, new RecordContent.Numbers(false, crc.getValue(), 5));
        final Verification verified = verify(KEY, null, null, journal.frames);
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.tornTails()).isEqualTo(1);
        // One record excuses one frame, and not another.
        journal.frames.add(1, torn.clone());
        assertThat(kinds(verify(KEY, null, null, journal.frames))).containsExactly(Finding.Kind.DAMAGED);
        journal.frames.set(1, new byte[] {1, 2, 3, 4, 6});
        assertThat(kinds(verify(KEY, null, null, journal.frames))).containsExactly(Finding.Kind.DAMAGED);
    }

    @Test
    void shouldKeepCountWhereNothingIsRight()
    {
        final List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 1500; i++)
        {
            frames.add(new byte[] {(byte)i});
        }
        final Verification found = verify(null, null, null, frames);
        assertThat(found.findings()).hasSize(Verification.MOST);
        assertThat(found.more()).isEqualTo(500);
        assertThat(found.head()).isEqualTo(ChainHead.START);
        assertThat(verify(null, null, null, List.of()).records()).isZero();
    }

    @Test
    void shouldSayWhereItCouldReadNoFurther()
    {
        final FrameSource good = MemoryJournal.sample(null, 3).source();
        final FrameSource broken = new FrameSource()
        {
            @Override
            public Frame next() throws IOException
            {
                final Frame frame = good.next();
                if (frame == null)
                {
                    throw new IOException("file x.cq4 is no journal");
                }
                return frame;
            }

            @Override
            public void close()
            {
                good.close();
            }
        };
        assertThat(new JournalVerifier(null, null, null).verify(broken).findings()).singleElement()
            .hasToString("UNREADABLE: it cannot be read beyond record 3: file x.cq4 is no journal");
    }
}
