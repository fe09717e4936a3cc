package io.interlock.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Buffered text output as UTF-8, made for many short lines: numbers and ASCII are written without making strings.
 *
 * <p>Threading: one thread. A failed write is an {@link UncheckedIOException}.
 */
public final class ByteSink
{
    private static final int CAPACITY = 1 << 16;
    /** Longest thing that is written without asking for room. */
    private static final int LONGEST_NUMBER = 24;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[CAPACITY];
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private int length;

    /**
     * A sink over a stream.
     *
     * @param out is written in large pieces.
     */
    public ByteSink(final OutputStream out)
    {
        this.out = out;
    }

    private void room(final int bytes)
    {
        if (length + bytes > CAPACITY)
        {
            drain();
        }
    }

    private void drain()
    {
        try
        {
            out.write(buffer, 0, length);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        finally
        {
            // What a broken stream did not take is never offered to it again.
            length = 0;
        }
    }

    /** Hands on everything written so far. */
    public void flush()
    {
        try
        {
            if (length > 0)
            {
                drain();
            }
            out.flush();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One byte.
     *
     * @param ascii below 128.
     * @return this.
     */
    public ByteSink put(final char ascii)
    {
        room(1);
        buffer[length++] = (byte)ascii;
        return this;
    }

    /**
     * Text as it is.
     *
     * @param text an unpaired surrogate becomes a question mark.
     * @return this.
     */
    public ByteSink put(final String text)
    {
        final int count = text.length();
        for (int i = 0; i < count; i++)
        {
            final char c = text.charAt(i);
            if (c >= 0x80)
            {
                bytes(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return this;
            }
            put(c);
        }
        return this;
    }

    private void bytes(final byte[] encoded)
    {
        for (final byte one : encoded)
        {
            room(1);
            buffer[length++] = one;
        }
    }

    /**
     * A whole number.
     *
     * @param number any.
     * @return this.
     */
    public ByteSink number(final long number)
    {
        return decimal(number, 0);
    }

    /**
     * A decimal number, exactly, without trailing zeros.
     *
     * @param raw      the number times ten to the power of {@code decimals}.
     * @param decimals 0 to 18.
     * @return this.
     */
    public ByteSink decimal(final long raw, final int decimals)
    {
        room(LONGEST_NUMBER);
        int at = LONGEST_NUMBER;
        int left = decimals;
        boolean significant = decimals == 0;
        // Counted down on the negative side, where the smallest long has its place.
        long rest = raw < 0 ? raw : -raw;
        do
        {
            final int digit = (int)-(rest % 10);
            rest /= 10;
            if (significant || digit != 0 || left == 0)
            {
                digits[--at] = (byte)('0' + digit);
                significant = true;
            }
            if (--left == 0)
            {
                if (at < LONGEST_NUMBER)
                {
                    digits[--at] = '.';
                }
                significant = true;
            }
        }
        while (rest != 0 || left >= 0);
        if (raw < 0)
        {
            digits[--at] = '-';
        }
        System.arraycopy(digits, at, buffer, length, LONGEST_NUMBER - at);
        length += LONGEST_NUMBER - at;
        return this;
    }

    /**
     * A JSON string with its quotes. Control and format characters (those that turn or hide text on a terminal), unpaired surrogates and
     * the two line separators that JavaScript trips over are escaped; the rest is UTF-8.
     *
     * @param text any.
     * @return this.
     */
    public ByteSink json(final String text)
    {
        put('"');
        final int count = text.length();
        for (int i = 0; i < count; i++)
        {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\')
            {
                put('\\').put(c);
            }
            else if (c >= 0x20 && c < 0x7F)
            {
                put(c);
            }
            else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1)))
            {
                if (Character.getType(text.codePointAt(i)) == Character.FORMAT)
                {
                    escaped(c);
                    escaped(text.charAt(i + 1));
                }
                else
                {
                    bytes(text.substring(i, i + 2).getBytes(StandardCharsets.UTF_8));
                }
                i++;
            }
            else if (c < 0xA0 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' || Character.getType(c) == Character.FORMAT)
            {
                escaped(c);
            }
            else
            {
                bytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return put('"');
    }

    private void escaped(final char c)
    {
        put('\\').put('u');
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            room(1);
            buffer[length++] = HEX[c >> shift & 0xF];
        }
    }
}
