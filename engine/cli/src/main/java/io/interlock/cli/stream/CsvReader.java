package io.interlock.cli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads RFC 4180 records as bytes, one at a time and in constant memory: fields are slices of one array that the next record overwrites.
 * Lines end in LF or CRLF; quoted fields may hold commas, doubled quotes and line ends. The text must be UTF-8; a byte order mark at the
 * start is passed over.
 *
 * <p>Threading: one thread.
 */
public final class CsvReader
{
    /** A record longer than this is refused: it is no row of any metric stream, and memory stays bounded. */
    public static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIELDS_KEPT = 8;
    private static final int END = -1;
    private static final int NON_ASCII = 0x80;

    private final InputStream in;
    private final Runnable beforeWaiting;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int[] from = new int[FIELDS_KEPT];
    private final int[] to = new int[FIELDS_KEPT];
    private byte[] data = new byte[256];
    private int at;
    private int limit;
    private int length;
    private int fields;
    private int bits;
    private long line;
    private long nextLine = 1;
    /** The record was left in its middle. */
    private boolean broken;

    /**
     * A reader.
     *
     * @param in            read in large pieces; not closed here.
     * @param beforeWaiting run before a read that may have to wait, so that what came of the lines so far can be shown.
     */
    public CsvReader(final InputStream in, final Runnable beforeWaiting)
    {
        this.in = in;
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * Reads the next record.
     *
     * @return false at the end of the input.
     * @throws IOException            where the input cannot be read.
     * @throws MalformedLineException where the record is not RFC 4180, too long, or not UTF-8.
     */
    public boolean next() throws IOException
    {
        if (nextLine == 1)
        {
            passByteOrderMark();
        }
        line = nextLine;
        length = 0;
        fields = 0;
        bits = 0;
        broken = true;
        int c = read();
        if (c == END)
        {
            broken = false;
            return false;
        }
        while (true)
        {
            final int start = length;
            c = c == '"' ? quoted() : plain(c);
            if (fields < FIELDS_KEPT)
            {
                from[fields] = start;
                to[fields] = length;
            }
            fields++;
            if (c != ',')
            {
                break;
            }
            append(c);
            c = read();
        }
        nextLine += c == '\n' ? 1 : 0;
        broken = false;
        if ((bits & NON_ASCII) != 0)
        {
            checkUtf8();
        }
        return true;
    }

    /**
     * After a malformed record: passes over what is left of the line that it was found in, in constant memory. Nothing where it was read to
     * its end.
     *
     * @throws IOException where the input cannot be read.
     */
    public void skip() throws IOException
    {
        if (broken)
        {
            broken = false;
            int c = at > 0 && buffer[at - 1] == '\n' ? '\n' : read();
            while (c != '\n' && c != END)
            {
                c = read();
            }
            nextLine++;
        }
    }

    private int plain(final int first) throws IOException
    {
        final int start = length;
        int c = first;
        while (c != ',' && c != '\n' && c != END)
        {
            if (c == '"')
            {
                throw new MalformedLineException(line, "a quote inside a field that does not start with one");
            }
            append(c);
            c = read();
        }
        if (c != ',' && length > start && data[length - 1] == '\r')
        {
            length--;
        }
        return c;
    }

    private int quoted() throws IOException
    {
        while (true)
        {
            int c = read();
            if (c == END)
            {
                throw new MalformedLineException(line, "a quote is opened and never closed");
            }
            if (c == '"')
            {
                c = read();
                if (c != '"')
                {
                    return afterQuote(c);
                }
            }
            nextLine += c == '\n' ? 1 : 0;
            append(c);
        }
    }

    private int afterQuote(final int next) throws IOException
    {
        final int c = next == '\r' ? read() : next;
        if (c == '\n' || c == END || c == ',' && next == ',')
        {
            return c;
        }
        throw new MalformedLineException(line, "text between a closing quote and the comma after it");
    }

    private void append(final int c)
    {
        if (length == data.length)
        {
            if (length >= MAX_RECORD_BYTES)
            {
                throw new MalformedLineException(line, "a line longer than " + MAX_RECORD_BYTES + " bytes (is a quote never closed?)");
            }
            data = Arrays.copyOf(data, length * 2);
        }
        bits |= c;
        data[length++] = (byte)c;
    }

    private int read() throws IOException
    {
        if (at == limit && !fill(0))
        {
            return END;
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill(final int keep) throws IOException
    {
        if (in.available() == 0)
        {
            beforeWaiting.run();
        }
        final int count = in.read(buffer, keep, BUFFER_BYTES - keep);
        at = 0;
        limit = keep + Math.max(count, 0);
        return count > 0;
    }

    private void passByteOrderMark() throws IOException
    {
        boolean more = true;
        while (limit < 3 && more)
        {
            more = fill(limit);
        }
        if (limit >= 3 && buffer[0] == (byte)0xEF && buffer[1] == (byte)0xBB && buffer[2] == (byte)0xBF)
        {
            at = 3;
        }
    }

    private void checkUtf8()
    {
        try
        {
            // The separators are kept in the record, so a sequence cut by one is not whole here either.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data, 0, length));
        }
        catch (final CharacterCodingException e)
        {
            throw new MalformedLineException(line, "bytes that are not UTF-8");
        }
    }

    /** Physical line on which the record starts; the first is 1. */
    public long line()
    {
        return line;
    }

    /** How many fields the record has. */
    public int fields()
    {
        return fields;
    }

    /** Holds the fields of the record; overwritten by the next. */
    public byte[] data()
    {
        return data;
    }

    /** Where a field starts in {@link #data()}; of the first {@value #FIELDS_KEPT} fields only. */
    public int from(final int field)
    {
        return from[field];
    }

    /** Behind the last byte of a field in {@link #data()}. */
    public int to(final int field)
    {
        return to[field];
    }

    /** A field as a string; allocates. */
    public String text(final int field)
    {
        return new String(data, from[field], to[field] - from[field], StandardCharsets.UTF_8);
    }
}
