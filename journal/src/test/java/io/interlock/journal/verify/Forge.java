package io.interlock.journal.verify;

import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/** What somebody can do who knows the layout, and perhaps has a key of his own, but not ours. By numbers alone. */
final class Forge
{
    private static final int FLAGS = 7;
    private static final int SEQUENCE = 32;
    private static final int PREDECESSOR = 136;

    private Forge()
    {
    }

    /** Makes the checksum fit again. */
    static void checksum(final byte[] bytes)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int)crc.getValue());
    }

    /** Makes sequence, predecessor, own hash and checksum fit again, with a key or without. */
    static ChainHead link(final byte[] bytes, final ChainHead before, final JournalKey key)
    {
        final boolean keyed = key != null;
        bytes[FLAGS] = (byte)(bytes[FLAGS] & ~1 | (keyed ? 1 : 0));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(SEQUENCE, before.sequence() + 1);
        before.hash().copyTo(bytes, PREDECESSOR);
        final Hash own = new Chain(before, key).hash(bytes, bytes.length - 36, keyed);
        own.copyTo(bytes, bytes.length - 36);
        checksum(bytes);
        return new ChainHead(before.sequence() + 1, own);
    }

    /** Makes the chain anew from a frame on. */
    static void rechain(final List<byte[]> frames, final int from, final ChainHead before, final JournalKey key)
    {
        ChainHead head = before;
        for (int i = from; i < frames.size(); i++)
        {
            head = link(frames.get(i), head, key);
        }
    }
}
