package io.interlock.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.interlock.journal.JournalScan;
import io.interlock.journal.JournalVersionException;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.Replayed;
import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordEncoder;
import io.interlock.journal.record.RecordLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Any frames are decoded, scanned for recovery and verified without an exception but the one of another version, and a record that is read
 * says everything that its bytes say: written again it is the same.
 */
class JournalFuzz
{
    private static final int LENGTH_AT = 8;

    private final RecordDecoder decoder = new RecordDecoder();
    private final RecordEncoder encoder = new RecordEncoder();

    @FuzzTest(maxDuration = "10m")
    void shouldReadAnyJournal(final byte[] bytes) throws IOException
    {
        final CutFrames cut = new CutFrames(bytes);
        final List<byte[]> frames = cut.frames();
        seal(cut);
        for (final byte[] frame : frames)
        {
            if (decoder.decode(frame) instanceof JournalRecord record && !record.seal().keyed())
            {
                judge(frame, record);
            }
        }
        final Verification verification = new JournalVerifier(null, null, null).verify(MemoryJournal.source(frames));
        try
        {
            final Replayed replayed = JournalScan.scan(MemoryJournal.source(frames), null);
            if (verification.whole())
            {
                assertThat(replayed.head()).isEqualTo(verification.head());
                assertThat(replayed.damage().middle()).isEmpty();
            }
        }
        catch (final JournalVersionException other)
        {
            assertThat(verification.whole()).isFalse();
        }
    }

    private static void seal(final CutFrames cut)
    {
        ChainHead head = ChainHead.START;
        for (final byte[] frame : cut.frames())
        {
            if (frame.length >= RecordLayout.MIN_LENGTH && cut.isLinked())
            {
                ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH_AT, frame.length);
                head = Forge.link(frame, head, null);
            }
            else if (frame.length >= RecordLayout.MIN_LENGTH && cut.isSealed())
            {
                Forge.checksum(frame);
            }
        }
    }

    private void judge(final byte[] frame, final JournalRecord record)
    {
        final int length = encoder.encode(
            record.content(), new Chain(new ChainHead(record.sequence() - 1, record.seal().predecessor()), null));
        final int hashed = frame.length - RecordLayout.TRAILER;
        assertThat(Arrays.copyOf(encoder.bytes(), Math.min(hashed, length))).as("of %s", record).isEqualTo(Arrays.copyOf(frame, hashed));
    }
}
