package io.interlock.journal.input;

import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.MemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames of a recording, taken out, changed and sealed again as somebody can who knows the layout, for tests. Threading: stateless. */
public final class Frames
{
    /** The header's length in bytes. */
    public static final int HEADER = InputLayout.HEADER;

    private Frames()
    {
    }

    /** All frames of a store. */
    public static List<byte[]> of(final MemoryStore store) throws IOException
    {
        final List<byte[]> frames = new ArrayList<>();
        final FrameSource source = store.source();
        for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
        {
            frames.add(frame.bytes());
        }
        return frames;
    }

    /** Whether it is of events, and not of a life or a snapshot. */
    public static boolean isEvents(final byte[] frame)
    {
        return frame[InputLayout.AT_TYPE] == InputLayout.EVENTS;
    }

    /** Whether it is of a snapshot. */
    public static boolean isSnapshot(final byte[] frame)
    {
        return frame[InputLayout.AT_TYPE] == InputLayout.SNAPSHOT;
    }

    /** Whether it begins a life or a file. */
    public static boolean isLife(final byte[] frame)
    {
        return frame[InputLayout.AT_TYPE] == InputLayout.LIFE;
    }

    /** Makes the checksum fit. */
    public static byte[] seal(final byte[] frame)
    {
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN)
            .putInt(InputLayout.AT_CRC, new FrameMaker().crc(frame, frame.length));
        return frame;
    }

    /** The header of a frame with another payload, sealed. */
    public static byte[] with(final byte[] frame, final byte[] payload)
    {
        final byte[] other = Arrays.copyOf(frame, HEADER + payload.length);
        System.arraycopy(payload, 0, other, HEADER, payload.length);
        return seal(other);
    }

    /** Of another version, sealed. */
    public static byte[] ofVersion(final byte[] frame, final int version)
    {
        final byte[] other = frame.clone();
        other[InputLayout.AT_VERSION] = (byte)version;
        return seal(other);
    }

    /** A whole number as the packer writes it. */
    public static byte[] zigzag(final long value)
    {
        final byte[] room = new byte[16];
        final Packer packer = new Packer();
        packer.to(room, 0);
        packer.zigzag(value);
        return Arrays.copyOf(room, packer.at());
    }

    /** Puts other bytes of the same length where some are first, and seals; null where they are nowhere. */
    public static byte[] replaced(final byte[] frame, final byte[] old, final byte[] fresh)
    {
        for (int at = HEADER; at + old.length <= frame.length; at++)
        {
            if (Arrays.equals(frame, at, at + old.length, old, 0, old.length))
            {
                final byte[] other = frame.clone();
                System.arraycopy(fresh, 0, other, at, fresh.length);
                return seal(other);
            }
        }
        return null;
    }
}
