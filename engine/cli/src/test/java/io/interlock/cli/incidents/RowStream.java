package io.interlock.cli.incidents;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream of rows that are made only as they are read: constant memory, however many they are.
 *
 * <p>Threading: one thread.
 */
abstract class RowStream extends InputStream
{
    private static final int ENOUGH = 1 << 14;

    private final StringBuilder rows = new StringBuilder("time_ms,scope,event,a,b,text\n");
    private byte[] made = {};
    private int at;
    private boolean more = true;

    /**
     * Makes the next rows.
     *
     * @param into each ends with a line end.
     * @return false where these were the last.
     */
    abstract boolean make(StringBuilder into);

    private boolean fill()
    {
        if (at == made.length)
        {
            while (more && rows.length() < ENOUGH)
            {
                more = make(rows);
            }
            made = rows.toString().getBytes(StandardCharsets.UTF_8);
            rows.setLength(0);
            at = 0;
        }
        return made.length > 0;
    }

    @Override
    public int read()
    {
        return fill() ? made[at++] & 0xFF : -1;
    }

    @Override
    public int read(final byte[] into, final int from, final int length)
    {
        if (length == 0)
        {
            return 0;
        }
        if (!fill())
        {
            return -1;
        }
        final int count = Math.min(length, made.length - at);
        System.arraycopy(made, at, into, from, count);
        at += count;
        return count;
    }

    @Override
    public int available()
    {
        return made.length - at;
    }
}
