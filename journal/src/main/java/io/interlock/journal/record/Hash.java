package io.interlock.journal.record;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * 32 bytes of SHA-256 or HMAC-SHA-256. Immutable.
 *
 * <p>Threading: any.
 */
public final class Hash
{
    /** Its length in bytes. */
    public static final int SIZE = 32;
    /** What stands before the first record, and for no configuration. */
    public static final Hash ZERO = new Hash(new byte[SIZE]);

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;

    /** Takes the bytes as they are: nobody else may hold them. */
    Hash(final byte[] bytes)
    {
        this.bytes = bytes;
    }

    /**
     * Copies a hash out of an array.
     *
     * @param from  the array.
     * @param index of its first byte; {@link #SIZE} bytes must be there.
     * @return a copy.
     */
    public static Hash copyOf(final byte[] from, final int index)
    {
        return new Hash(Arrays.copyOfRange(from, index, index + SIZE));
    }

    /**
     * Reads 64 hexadecimal digits.
     *
     * @param text of either case.
     * @return the hash.
     * @throws IllegalArgumentException where it is anything else.
     */
    public static Hash parse(final String text)
    {
        if (text.length() != SIZE * 2)
        {
            throw new IllegalArgumentException("a hash has " + SIZE * 2 + " hexadecimal digits, not " + text.length());
        }
        return new Hash(HEX.parseHex(text));
    }

    /**
     * Copies it into an array.
     *
     * @param into  the array.
     * @param index of the first byte.
     */
    public void copyTo(final byte[] into, final int index)
    {
        System.arraycopy(bytes, 0, into, index, SIZE);
    }

    /**
     * Whether an array holds it.
     *
     * @param other the array.
     * @param index of the first byte; {@link #SIZE} bytes must be there.
     * @return true where all bytes are the same.
     */
    public boolean isAt(final byte[] other, final int index)
    {
        return Arrays.equals(bytes, 0, SIZE, other, index, index + SIZE);
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(bytes);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString()
    {
        return HEX.formatHex(bytes);
    }
}
