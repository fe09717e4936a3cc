package io.interlock.journal.input;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes out of an array of bytes what a {@link Packer} put in. Any bytes give numbers or an {@link IllegalArgumentException}, nothing else.
 *
 * <p>Threading: one thread.
 */
final class Unpacker
{
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;
    private static final int LONGEST_SHIFT = 63;

    private byte[] bytes;
    private int begin;
    private int at;
    private int end;

    Unpacker of(final byte[] newBytes, final int from, final int newEnd)
    {
        bytes = newBytes;
        begin = from;
        at = from;
        end = newEnd;
        return this;
    }

    int remaining()
    {
        return end - at;
    }

    /** How many bytes were taken. */
    int consumed()
    {
        return at - begin;
    }

    byte[] bytes()
    {
        return bytes;
    }

    int octet()
    {
        if (at >= end)
        {
            throw new IllegalArgumentException("it ends in the middle");
        }
        return bytes[at++] & 0xFF;
    }

    long fixed()
    {
        final int from = skip(Long.BYTES);
        return (long)LONGS.get(bytes, from);
    }

    long varint()
    {
        int next = octet();
        long value = next & LOW;
        int shift = 7;
        while ((next & MORE) != 0)
        {
            if (shift > LONGEST_SHIFT)
            {
                throw new IllegalArgumentException("a number is longer than any");
            }
            next = octet();
            value |= (long)(next & LOW) << shift;
            shift += 7;
        }
        return value;
    }

    /** A varint that has to be an int of 0 or more, below a bound. */
    int varint(final int bound, final String what)
    {
        final long value = varint();
        if (value < 0 || value >= bound)
        {
            throw new IllegalArgumentException(what + " is " + value + ", must be below " + bound);
        }
        return (int)value;
    }

    long zigzag()
    {
        final long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    String text()
    {
        final int length = varint(remaining() + 1, "the length of a text");
        final int from = skip(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** Passes over bytes; says where they begin. */
    int skip(final int length)
    {
        if (length < 0 || length > end - at)
        {
            throw new IllegalArgumentException("it ends in the middle");
        }
        final int from = at;
        at += length;
        return from;
    }
}
