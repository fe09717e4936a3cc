package io.interlock.journal.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/**
 * Checks frames and puts the parts of a block together.
 *
 * <p>Threading: one thread.
 */
final class FrameDecoder
{
    private final FrameMaker frames = new FrameMaker();
    private FrameMaker.Header header;
    private byte[] payload = {};
    private int from;
    private int end;
    /** Parts of the block that are there, and are to be. */
    private int parts;
    private int wanted;

    /** Takes the next frame; says whether a block is whole now. */
    boolean frame(final byte[] bytes) throws InputVersionException
    {
        if (bytes.length < InputLayout.HEADER)
        {
            throw new IllegalArgumentException("it is shorter than a header");
        }
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getInt(0) != InputLayout.MAGIC)
        {
            throw new IllegalArgumentException("it does not begin as a recording does");
        }
        if (buffer.getInt(InputLayout.AT_CRC) != frames.crc(bytes, bytes.length))
        {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        final int version = bytes[InputLayout.AT_VERSION];
        if (version < InputLayout.VERSION || version > InputLayout.RELOADED)
        {
            throw new InputVersionException("the recording is of version " + version + ", this program reads versions "
                + InputLayout.VERSION + " and " + InputLayout.RELOADED);
        }
        final FrameMaker.Header read = header(buffer);
        final int part = buffer.getShort(InputLayout.AT_PART) & 0xFFFF;
        final int count = buffer.getShort(InputLayout.AT_PARTS) & 0xFFFF;
        if (count < 1 || count > InputLayout.MOST_PARTS || part >= count)
        {
            throw new IllegalArgumentException("it is part " + part + " of " + count);
        }
        return part == 0 ? first(read, count, bytes) : another(read, part, count, bytes);
    }

    private static FrameMaker.Header header(final ByteBuffer buffer)
    {
        final int type = buffer.get(InputLayout.AT_TYPE);
        if (type < InputLayout.LIFE || type > InputLayout.RELOAD)
        {
            throw new IllegalArgumentException("a block of type " + type);
        }
        return new FrameMaker.Header(type,
            new UUID(buffer.getLong(InputLayout.AT_BOOT), buffer.getLong(InputLayout.AT_BOOT + Long.BYTES)),
            buffer.getLong(InputLayout.AT_BLOCK), buffer.getLong(InputLayout.AT_TIME), buffer.getLong(InputLayout.AT_WALL),
            buffer.getLong(InputLayout.AT_DECISIONS), buffer.getShort(InputLayout.AT_GENERATION) & 0xFFFF);
    }

    private boolean first(final FrameMaker.Header read, final int count, final byte[] bytes)
    {
        header = read;
        wanted = count;
        parts = 1;
        payload = bytes;
        from = InputLayout.HEADER;
        end = bytes.length;
        return parts == wanted;
    }

    private boolean another(final FrameMaker.Header read, final int part, final int count, final byte[] bytes)
    {
        if (part != parts || count != wanted || !read.equals(header))
        {
            parts = 0;
            throw new IllegalArgumentException("part " + part + " of a block does not follow the part before it");
        }
        final int more = bytes.length - InputLayout.HEADER;
        if (end + more > payload.length)
        {
            payload = Arrays.copyOf(payload, Math.max(2 * payload.length, end + more));
        }
        System.arraycopy(bytes, InputLayout.HEADER, payload, end, more);
        end += more;
        parts++;
        return parts == wanted;
    }

    FrameMaker.Header header()
    {
        return header;
    }

    byte[] payload()
    {
        return payload;
    }

    int from()
    {
        return from;
    }

    int end()
    {
        return end;
    }
}
