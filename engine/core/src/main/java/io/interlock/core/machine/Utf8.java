package io.interlock.core.machine;

/**
 * Encodes text into a fixed buffer without allocating.
 *
 * <p>Threading: pure.
 */
public final class Utf8
{
    private Utf8()
    {
    }

    /**
     * Encodes as many whole characters as fit.
     *
     * @param chars what to encode.
     * @param into  where to.
     * @param from  index of the first byte.
     * @param room  most bytes to write.
     * @return bytes written.
     */
    public static int encode(final CharSequence chars, final byte[] into, final int from, final int room)
    {
        final int length = chars.length();
        // Nearly every text is a string of plain letters, which are bytes already.
        final int plain = chars instanceof final String text ? plain(text, into, from, Math.min(length, room)) : 0;
        int at = plain;
        for (int i = plain; i < length; i++)
        {
            int point = chars.charAt(i);
            if (Character.isHighSurrogate((char)point) && i + 1 < length && Character.isLowSurrogate(chars.charAt(i + 1)))
            {
                point = Character.toCodePoint((char)point, chars.charAt(++i));
            }
            else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
            {
                point = '?';
            }
            final int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (at + size > room)
            {
                break;
            }
            put(point, size, into, from + at);
            at += size;
        }
        return at;
    }

    /** Copies letters of one byte each up to the first that is none; says how many. */
    private static int plain(final String text, final byte[] into, final int from, final int end)
    {
        for (int i = 0; i < end; i++)
        {
            final char letter = text.charAt(i);
            if (letter >= 0x80)
            {
                return i;
            }
            into[from + i] = (byte)letter;
        }
        return end;
    }

    private static void put(final int point, final int size, final byte[] into, final int at)
    {
        if (size == 1)
        {
            into[at] = (byte)point;
            return;
        }
        int rest = point;
        for (int i = size - 1; i > 0; i--)
        {
            into[at + i] = (byte)(0x80 | rest & 0x3F);
            rest >>>= 6;
        }
        into[at] = (byte)(0xF00 >> size | rest);
    }
}
