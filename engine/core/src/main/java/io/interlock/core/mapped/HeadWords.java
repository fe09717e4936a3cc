package io.interlock.core.mapped;

import io.interlock.core.port.JournalHead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * A journal's head as longs of a mapped file: sequence and hash, with a checksum, since a reader may see half of a new one.
 *
 * <p>Threading: stateless.
 */
final class HeadWords
{
    private static final int BYTES = GateFileLayout.HEAD_LONGS * Long.BYTES;

    private HeadWords()
    {
    }

    /** Sequence and hash; zeros where there is none. */
    static ByteBuffer of(final JournalHead head)
    {
        final ByteBuffer words = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (head.sequence() > 0)
        {
            words.putLong(head.sequence()).put(HexFormat.of().parseHex(head.hash()));
        }
        return words.clear();
    }

    static long crc(final ByteBuffer words)
    {
        final CRC32 crc = new CRC32();
        crc.update(words.array(), 0, BYTES);
        return crc.getValue();
    }

    /** NONE where there is none, or where it is just being written. */
    static JournalHead read(final ByteBuffer header)
    {
        final ByteBuffer words = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        words.put(0, header, GateFileLayout.HEAD, BYTES);
        final long sequence = words.getLong(0);
        if (sequence <= 0 || crc(words) != header.getLong(GateFileLayout.HEAD_CRC))
        {
            return JournalHead.NONE;
        }
        return new JournalHead(sequence, HexFormat.of().formatHex(words.array(), Long.BYTES, BYTES));
    }
}
