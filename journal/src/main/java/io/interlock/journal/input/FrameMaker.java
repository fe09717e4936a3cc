package io.interlock.journal.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Writes headers of frames (layout in {@link InputLayout}).
 *
 * <p>Threading: writer's thread.
 */
final class FrameMaker
{
    private final CRC32C crc = new CRC32C();
    private final byte[] scratch = new byte[InputLayout.FRAME];
    private final ByteBuffer own = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);

    /** Where a frame is, and how long it is. */
    interface Out
    {
        void frame(byte[] bytes, int length) throws IOException;
    }

    /** What a header says beside its parts. */
    record Header(int type, UUID boot, long block, long timeNs, long wallMs, long decisions, int generation)
    {
        /** Of the configuration that a life was started with. */
        Header(final int type, final UUID boot, final long block, final long timeNs, final long wallMs, final long decisions)
        {
            this(type, boot, block, timeNs, wallMs, decisions, 0);
        }

        int version()
        {
            return generation == 0 && type != InputLayout.RELOAD ? InputLayout.VERSION : InputLayout.RELOADED;
        }
    }

    /** A frame that lies in one array with room for its header. */
    void seal(final Header header, final byte[] bytes, final int end)
    {
        seal(header, 0, 1, bytes, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), end);
    }

    private void seal(final Header header, final int part, final int parts, final byte[] bytes, final ByteBuffer buffer, final int end)
    {
        buffer.putInt(0, InputLayout.MAGIC)
            .put(InputLayout.AT_VERSION, (byte)header.version())
            .put(InputLayout.AT_TYPE, (byte)header.type())
            .putShort(InputLayout.AT_PART, (short)part)
            .putShort(InputLayout.AT_PARTS, (short)parts)
            .putShort(InputLayout.AT_GENERATION, (short)header.generation())
            .putLong(InputLayout.AT_BOOT, header.boot().getMostSignificantBits())
            .putLong(InputLayout.AT_BOOT + Long.BYTES, header.boot().getLeastSignificantBits())
            .putLong(InputLayout.AT_BLOCK, header.block())
            .putLong(InputLayout.AT_TIME, header.timeNs())
            .putLong(InputLayout.AT_WALL, header.wallMs())
            .putLong(InputLayout.AT_DECISIONS, header.decisions());
        buffer.putInt(InputLayout.AT_CRC, crc(bytes, end));
    }

    int crc(final byte[] bytes, final int end)
    {
        crc.reset();
        crc.update(bytes, 0, InputLayout.AT_CRC);
        crc.update(bytes, InputLayout.AT_BOOT, end - InputLayout.AT_BOOT);
        return (int)crc.getValue();
    }

    /** As many frames as the payload needs. */
    void split(final Header header, final byte[] payload, final int length, final Out out) throws IOException
    {
        final int parts = Math.max(1, (length + InputLayout.PAYLOAD - 1) / InputLayout.PAYLOAD);
        if (parts > InputLayout.MOST_PARTS)
        {
            throw new IOException("a block of " + length + " bytes is longer than a recording can hold");
        }
        for (int part = 0; part < parts; part++)
        {
            final int from = part * InputLayout.PAYLOAD;
            final int size = Math.min(InputLayout.PAYLOAD, length - from);
            System.arraycopy(payload, from, scratch, InputLayout.HEADER, size);
            seal(header, part, parts, scratch, own, InputLayout.HEADER + size);
            out.frame(scratch, InputLayout.HEADER + size);
        }
    }
}
