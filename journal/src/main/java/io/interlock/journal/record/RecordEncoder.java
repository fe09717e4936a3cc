package io.interlock.journal.record;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.machine.Utf8;
import io.interlock.journal.store.FrameStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes records into one buffer of its own, which the next record overwrites. Nothing is allocated but the hash.
 *
 * <p>Threading: one thread, the journal's.
 */
public final class RecordEncoder
{
    private final byte[] bytes = new byte[FrameStore.MAX_FRAME];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private ChainHead head = ChainHead.START;

    /**
     * Writes the next record of a chain, which does not move: see {@link Chain#advance(ChainHead)}.
     *
     * @param content what it says; texts that are too long are cut at a character.
     * @param chain   where it goes.
     * @return its length; it lies at the beginning of {@link #bytes()}.
     */
    public int encode(final RecordContent content, final Chain chain)
    {
        putHeader(content, chain.keyed());
        putStamp(content);
        content.config().copyTo(bytes, RecordLayout.CONFIG);
        buffer.putLong(RecordLayout.SEQUENCE, chain.head().sequence() + 1);
        chain.head().hash().copyTo(bytes, RecordLayout.PREDECESSOR);
        final int end = putTexts(content.texts());
        final int length = end + RecordLayout.TRAILER;
        buffer.putInt(RecordLayout.LENGTH, length);
        head = new ChainHead(chain.head().sequence() + 1, chain.hash(bytes, end, chain.keyed()));
        head.hash().copyTo(bytes, end);
        crc.reset();
        crc.update(bytes, 0, length - RecordLayout.CRC_SIZE);
        buffer.putInt(length - RecordLayout.CRC_SIZE, (int)crc.getValue());
        return length;
    }

    private void putHeader(final RecordContent content, final boolean keyed)
    {
        final RecordContent.Change change = content.change();
        final RecordContent.Outcome outcome = content.outcome();
        final RestoredScope vital = content.vital();
        buffer.putInt(0, RecordLayout.MAGIC);
        buffer.putShort(RecordLayout.VERSION_AT, (short)RecordLayout.VERSION);
        buffer.put(RecordLayout.TYPE, (byte)content.type().code());
        buffer.put(RecordLayout.FLAGS, (byte)((keyed ? RecordLayout.KEYED : 0)
            | (change.numbers().decimal() ? RecordLayout.DECIMAL : 0)
            | (vital != null && vital.override() ? RecordLayout.OVERRIDE : 0)
            | (outcome.done() ? RecordLayout.DONE : 0)));
        code(RecordLayout.FROM, change.from());
        code(RecordLayout.TO, vital == null ? change.to() : vital.level());
        code(RecordLayout.CAUSE, change.cause());
        code(RecordLayout.EXCHANGE, vital == null ? null : vital.exchange());
        code(RecordLayout.NETWORK, vital == null ? null : vital.network());
        code(RecordLayout.STAGE, content.type() == RecordType.NOTIFICATION ? outcome.notice() : outcome.stage());
        buffer.putShort(RecordLayout.ATTEMPT, (short)Math.max(0, Math.min(outcome.attempt(), 0xFFFF)));
        buffer.putShort(RecordLayout.RESERVED, (short)0);
        buffer.putLong(RecordLayout.VALUE, change.numbers().value());
        buffer.putLong(RecordLayout.THRESHOLD, change.numbers().threshold());
        buffer.putLong(RecordLayout.STANDING, vital == null ? 0 : vital.standing());
    }

    private void putStamp(final RecordContent content)
    {
        final RecordContent.Stamp stamp = content.stamp();
        buffer.putLong(RecordLayout.BOOT_HIGH, stamp.bootId().getMostSignificantBits());
        buffer.putLong(RecordLayout.BOOT_LOW, stamp.bootId().getLeastSignificantBits());
        buffer.putLong(RecordLayout.DECISION, stamp.decision());
        buffer.putLong(RecordLayout.TIME_NS, stamp.timeNs());
        buffer.putLong(RecordLayout.WALL_MS, stamp.wallMs());
    }

    private int putTexts(final RecordContent.Texts texts)
    {
        int at = RecordLayout.TEXTS;
        at = putText(0, texts.scope(), at);
        at = putText(1, texts.actor(), at);
        at = putText(2, texts.subject(), at);
        at = putText(3, texts.reason(), at);
        return putText(4, texts.details(), at);
    }

    private int putText(final int index, final String text, final int at)
    {
        final int length = Utf8.encode(text, bytes, at, RecordLayout.room(index));
        buffer.putShort(RecordLayout.TEXT_LENGTHS + 2 * index, (short)length);
        return at + length;
    }

    private void code(final int at, final Enum<?> constant)
    {
        buffer.put(at, (byte)(constant == null ? RecordLayout.NONE : constant.ordinal()));
    }

    /**
     * The buffer.
     *
     * @return the same array for every record.
     */
    public byte[] bytes()
    {
        return bytes;
    }

    /**
     * The place of the record that was encoded last: where the chain comes to once it is kept.
     *
     * @return never null.
     */
    public ChainHead head()
    {
        return head;
    }
}
