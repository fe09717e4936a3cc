package io.interlock.core.dump;

import java.nio.ByteBuffer;

/**
 * Puts text into a buffer that was there before, as UTF-8. Nothing here allocates: it is used when there is no memory left.
 *
 * <p>Threading: one thread at a time.
 */
abstract class TextBytes
{
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /** Whole numbers below it are exact as doubles. */
    private static final double EXACT = 1L << 53;
    private static final int MAX_DIGITS = 24;
    private static final int MANTISSA_BITS = 52;
    private static final int MANTISSA_NIBBLES = 13;
    private static final int EXPONENT_BIAS = 1023;
    private static final int EXPONENT_MASK = 0x7FF;
    private static final long DAY_MS = 86_400_000L;
    private static final long MAX_TIME_MS = 253_402_300_800_000L;
    private static final int HEX_TOP = 28;

    final ByteBuffer bytes;
    private final byte[] digits = new byte[MAX_DIGITS];

    TextBytes(final ByteBuffer bytes)
    {
        this.bytes = bytes;
    }

    /** Makes room for at least a byte, or says that what comes is dropped. */
    abstract boolean makeRoom();

    final void put(final int value)
    {
        if (bytes.hasRemaining() || makeRoom())
        {
            bytes.put((byte)value);
        }
    }

    /** Text of ASCII characters alone. */
    final void ascii(final String text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            put(text.charAt(i));
        }
    }

    /** In quotes; what could break a line or a terminal, and halves of surrogate pairs, are escaped. */
    final void quoted(final CharSequence text)
    {
        put('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1)))
            {
                i++;
                pair(Character.toCodePoint(c, text.charAt(i)));
            }
            else
            {
                character(c);
            }
        }
        put('"');
    }

    private void pair(final int point)
    {
        put(0xF0 | point >> 18);
        put(0x80 | point >> 12 & 0x3F);
        put(0x80 | point >> 6 & 0x3F);
        put(0x80 | point & 0x3F);
    }

    private void character(final char c)
    {
        if (c == '"' || c == '\\')
        {
            put('\\');
            put(c);
        }
        else if (c == '\n')
        {
            put('\\');
            put('n');
        }
        else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029')
        {
            put('\\');
            put('u');
            hex(c, 12);
        }
        else if (c < 0x80)
        {
            put(c);
        }
        else if (c < 0x800)
        {
            put(0xC0 | c >> 6);
            put(0x80 | c & 0x3F);
        }
        else
        {
            put(0xE0 | c >> 12);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
        }
    }

    /** Hexadecimal digits, from the one at a bit position on. */
    final void hex(final long value, final int topShift)
    {
        for (int shift = topShift; shift >= 0; shift -= 4)
        {
            nibble((int)(value >>> shift) & 0xF);
        }
    }

    /** Eight hexadecimal digits. */
    final void hex32(final long value)
    {
        hex(value, HEX_TOP);
    }

    private void nibble(final int value)
    {
        put(value < 10 ? '0' + value : 'a' + value - 10);
    }

    final void digits(final long value)
    {
        if (value == Long.MIN_VALUE)
        {
            ascii("-9223372036854775808");
            return;
        }
        if (value < 0)
        {
            put('-');
        }
        padded(Math.abs(value), 1);
    }

    /** With zeros before it; not below 0. */
    private void padded(final long value, final int least)
    {
        int count = 0;
        long rest = value;
        while (rest > 0 || count < least)
        {
            digits[count++] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        while (count > 0)
        {
            put(digits[--count]);
        }
    }

    /**
     * A number that reads back as the same double: in decimals where fifteen digits or so are enough, else with a hexadecimal mantissa, as
     * Java writes and reads it ({@link Double#toHexString(double)}).
     */
    final void exact(final double value)
    {
        if (Double.isNaN(value))
        {
            ascii("NaN");
            return;
        }
        if (Double.doubleToRawLongBits(value) < 0)
        {
            put('-');
        }
        final double size = Math.abs(value);
        for (int decimals = 0; decimals < TENS.length; decimals++)
        {
            final double scaled = Math.rint(size * TENS[decimals]);
            if (!(scaled < EXACT))
            {
                break;
            }
            if (scaled / TENS[decimals] == size)
            {
                point((long)scaled, decimals);
                return;
            }
        }
        if (Double.isInfinite(size))
        {
            ascii("Infinity");
            return;
        }
        hexadecimal(size);
    }

    /** A measure for people, rounded to three decimals. */
    final void rounded(final double value)
    {
        final double scaled = Math.rint(Math.abs(value) * 1e3);
        if (scaled < EXACT)
        {
            if (value < 0)
            {
                put('-');
            }
            point((long)scaled, 3);
        }
        else
        {
            exact(value);
        }
    }

    private void point(final long scaled, final int decimals)
    {
        long power = 1;
        int whole = decimals;
        // Ten to the nineteenth is more than a long holds; what is scaled is below 2^53 then, so all before the point is 0.
        while (whole > 0 && power <= Long.MAX_VALUE / 10)
        {
            power *= 10;
            whole--;
        }
        if (whole > 0)
        {
            put('0');
            put('.');
            padded(scaled, decimals);
            return;
        }
        padded(scaled / power, 1);
        if (decimals > 0)
        {
            put('.');
            padded(scaled % power, decimals);
        }
    }

    private void hexadecimal(final double size)
    {
        final long bits = Double.doubleToRawLongBits(size);
        final int exponent = (int)(bits >>> MANTISSA_BITS) & EXPONENT_MASK;
        long mantissa = bits & (1L << MANTISSA_BITS) - 1;
        ascii(exponent == 0 ? "0x0." : "0x1.");
        int shift = (MANTISSA_NIBBLES - 1) * 4;
        do
        {
            nibble((int)(mantissa >>> shift) & 0xF);
            mantissa &= (1L << shift) - 1;
            shift -= 4;
        }
        while (mantissa != 0 && shift >= 0);
        put('p');
        digits(exponent == 0 ? 1 - EXPONENT_BIAS : exponent - EXPONENT_BIAS);
    }

    /** As {@code 2026-11-26T07:55:53.123Z}; outside of the years 1970 to 9999 the bare milliseconds. */
    final void utc(final long wallMs)
    {
        if (wallMs < 0 || wallMs >= MAX_TIME_MS)
        {
            digits(wallMs);
            return;
        }
        date(wallMs / DAY_MS);
        final long ms = wallMs % DAY_MS;
        put('T');
        padded(ms / 3_600_000, 2);
        put(':');
        padded(ms / 60_000 % 60, 2);
        put(':');
        padded(ms / 1_000 % 60, 2);
        put('.');
        padded(ms % 1_000, 3);
        put('Z');
    }

    /** Counts in eras of 400 years whose years begin in March, so that the leap day comes last. */
    private void date(final long daysSince1970)
    {
        final long day = daysSince1970 + 719_468;
        final long era = day / 146_097;
        final long ofEra = day % 146_097;
        final long yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        final long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        final long marchMonth = (5 * ofYear + 2) / 153;
        final long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        padded(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
        put('-');
        padded(month, 2);
        put('-');
        padded(ofYear - (153 * marchMonth + 2) / 5 + 1, 2);
    }
}
