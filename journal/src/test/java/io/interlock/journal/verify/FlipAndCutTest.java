package io.interlock.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import io.interlock.journal.JournalScan;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.Replayed;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A journal of 64 KiB with every bit flipped and cut at every byte. Each case is judged in a window of three records with the anchors
 * beside it, as retention leaves it; some of them in the whole journal as well.
 */
class FlipAndCutTest
{
    private static final int SIZE = 64 * 1024;
    /** None: what a key adds is another test's. */
    private static final JournalKey KEY = null;

    private final MemoryJournal journal = new MemoryJournal(KEY);
    private final RecordDecoder decoder = new RecordDecoder();
    private int total;

    private void fill()
    {
        final List<byte[]> frames = MemoryJournal.sample(KEY, 400).frames;
        final List<ChainHead> heads = MemoryJournal.sample(KEY, 400).heads;
        for (int i = 0; total < SIZE; i++)
        {
            journal.frames.add(frames.get(i));
            journal.heads.add(heads.get(i));
            total += frames.get(i).length;
        }
    }

    private Verification window(final int at, final byte[] replaced, final boolean cut)
    {
        final int from = Math.max(0, at - 1);
        final int to = cut ? at : Math.min(journal.frames.size() - 1, at + 1);
        final List<byte[]> frames = new ArrayList<>(journal.frames.subList(from, to + 1));
        if (replaced == null)
        {
            frames.remove(at - from);
        }
        else
        {
            frames.set(at - from, replaced);
        }
        final ChainHead retained = from == 0 ? null : journal.heads.get(from - 1);
        final ChainHead anchor = journal.heads.get(cut ? journal.heads.size() - 1 : to);
        return new JournalVerifier(KEY, retained, anchor).verify(MemoryJournal.source(frames));
    }

    @Test
    void shouldFindEveryFlippedBit()
    {
        fill();
        long bits = 0;
        for (int i = 0; i < journal.frames.size(); i++)
        {
            final byte[] bytes = journal.frames.get(i).clone();
            for (int bit = 0; bit < bytes.length * 8; bit++)
            {
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                assertThat(decoder.decode(bytes) instanceof RecordFault).as("frame %d, bit %d", i, bit).isTrue();
                assertThat(window(i, bytes, false).whole()).as("frame %d, bit %d", i, bit).isFalse();
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                bits++;
            }
        }
        assertThat(bits).isGreaterThanOrEqualTo(SIZE * 8L);
        Runs.done("bits flipped in a journal of 64 KiB, decoded and verified", bits, "all found");
    }

    @Test
    void shouldFindFlippedBitsThoughTheChecksumFits()
    {
        fill();
        long bits = 0;
        for (int i = 0; i < journal.frames.size(); i++)
        {
            for (int bit = i % 7; bit < (journal.frames.get(i).length - 4) * 8; bit += 7)
            {
                final byte[] bytes = journal.frames.get(i).clone();
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                Forge.checksum(bytes);
                assertThat(window(i, bytes, false).whole()).as("frame %d, bit %d", i, bit).isFalse();
                bits++;
            }
        }
        Runs.done("bits flipped in a journal of 64 KiB, the checksum made to fit", bits, "all found");
    }

    @Test
    void shouldFindEveryCut() throws Exception
    {
        fill();
        long cuts = 0;
        for (int i = 0; i < journal.frames.size(); i++)
        {
            final byte[] frame = journal.frames.get(i);
            for (int length = 0; length < frame.length; length++)
            {
                final byte[] left = length == 0 ? null : Arrays.copyOf(frame, length);
                assertThat(left == null || decoder.decode(left) instanceof RecordFault).as("frame %d, byte %d", i, length).isTrue();
                assertThat(window(i, left, true).whole()).as("frame %d, byte %d", i, length).isFalse();
                if (cuts++ % 97 == 0)
                {
                    whole(i, left);
                }
            }
        }
        assertThat(cuts).isGreaterThanOrEqualTo(SIZE);
        Runs.done("cuts at every byte of a journal of 64 KiB, decoded and verified", cuts, "all found");
    }

    private void whole(final int at, final byte[] left) throws Exception
    {
        final List<byte[]> frames = new ArrayList<>(journal.frames.subList(0, at));
        if (left != null)
        {
            frames.add(left);
        }
        final ChainHead before = at == 0 ? ChainHead.START : journal.heads.get(at - 1);
        final Replayed replayed = JournalScan.scan(MemoryJournal.source(frames), null);
        assertThat(replayed.head()).isEqualTo(before);
        assertThat(replayed.damage().middle()).isEmpty();
        assertThat(replayed.damage().torn() != null).isEqualTo(left != null);
        final Verification verification = new JournalVerifier(KEY, null, journal.heads.get(journal.heads.size() - 1))
            .verify(MemoryJournal.source(frames));
        assertThat(verification.whole()).isFalse();
        assertThat(verification.head()).isEqualTo(before);
    }
}
