package io.interlock.journal.input;

import io.interlock.core.machine.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Puts numbers and texts into an array of bytes, one after the other. Whoever calls it has made sure that there is room.
 *
 * <p>Threading: one thread. Allocates nothing.
 */
final class Packer
{
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;

    private byte[] bytes;
    private int at;

    void to(final byte[] newBytes, final int newAt)
    {
        bytes = newBytes;
        at = newAt;
    }

    int at()
    {
        return at;
    }

    /** Eight bytes; says where the next goes. */
    static int fixed(final byte[] into, final int from, final long value)
    {
        LONGS.set(into, from, value);
        return from + Long.BYTES;
    }

    /** One to ten bytes, few for a small number that is not negative. */
    void varint(final long value)
    {
        at = varint(bytes, at, value);
    }

    /** The same where no packer is needed; says where the next goes. */
    static int varint(final byte[] into, final int from, final long value)
    {
        int to = from;
        long rest = value;
        while ((rest & ~LOW) != 0)
        {
            into[to++] = (byte)(rest | MORE);
            rest >>>= 7;
        }
        into[to++] = (byte)rest;
        return to;
    }

    /** One to ten bytes, few for a small number of either sign. */
    void zigzag(final long value)
    {
        at = zigzag(bytes, at, value);
    }

    /** The same where no packer is needed; says where the next goes. */
    static int zigzag(final byte[] into, final int from, final long value)
    {
        return varint(into, from, value << 1 ^ value >> 63);
    }

    /** Whole characters of a text, as many as fit into the room; the length takes two bytes. */
    void text(final CharSequence chars, final int room)
    {
        final int length = Utf8.encode(chars, bytes, at + 2, room);
        bytes[at] = (byte)(length & LOW | MORE);
        bytes[at + 1] = (byte)(length >> 7);
        at += 2 + length;
    }

    /** Bytes that something else puts in. */
    int skip(final int length)
    {
        final int from = at;
        at += length;
        return from;
    }
}
