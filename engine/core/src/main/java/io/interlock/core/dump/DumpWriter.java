package io.interlock.core.dump;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes dumps, one after the other, through one buffer that is reserved for it: rows in sections, and at the end of each section how many
 * rows it has, whether they are all there were, and a CRC32C over all of it, its first line and its last included. A failure of the output
 * is kept and thrown by {@link #flush()}; what is written after it is dropped.
 *
 * <p>Threading: one thread. Allocates nothing after the constructor.
 */
public final class DumpWriter extends DumpRows
{
    static final String FIRST_LINE = "interlock dump, version ";
    /** Version of the format. */
    public static final int VERSION = 1;
    /** Writes of nothing at all, one after the other, before that is taken for a failure. */
    private static final int FUTILE = 1_000;
    private static final IOException STUCK = new IOException("the file takes no more bytes");

    private final CRC32C crc = new CRC32C();
    private DumpOutput output;
    private IOException failure;
    private long written;
    private int crcFrom;
    private boolean inSection;
    private DumpPart part;
    private long rows;
    private boolean complete;
    private int sections;
    private int incomplete;

    /**
     * Reserves its buffer.
     *
     * @param capacity bytes, at least a few hundred.
     */
    public DumpWriter(final int capacity)
    {
        super(ByteBuffer.allocateDirect(capacity));
    }

    /**
     * Begins a dump.
     *
     * @param to where it goes.
     */
    public void start(final DumpOutput to)
    {
        output = to;
        failure = null;
        written = 0;
        sections = 0;
        incomplete = 0;
        inSection = false;
        bytes.clear();
        ascii(FIRST_LINE);
        digits(VERSION);
        put('\n');
    }

    /**
     * Begins a section.
     *
     * @param which not yet written.
     */
    public void begin(final DumpPart which)
    {
        part = which;
        rows = 0;
        complete = true;
        crc.reset();
        crcFrom = bytes.position();
        inSection = true;
        put('[');
        ascii(which.title());
        put(']');
        put('\n');
    }

    /**
     * Something that belongs into the section is not there.
     *
     * @param why for people.
     */
    public void missing(final String why)
    {
        endBroken();
        complete = false;
        row("not_available").text("why", why).end();
    }

    /**
     * What was to be written could not be had.
     *
     * @param thrown why.
     */
    public void missing(final Throwable thrown)
    {
        if (thrown instanceof OutOfMemoryError)
        {
            missing("out of memory");
            return;
        }
        String why;
        try
        {
            why = thrown.toString();
        }
        catch (final Throwable again)
        {
            // A message that cannot be had either, for want of memory or by malice.
            why = "an error that cannot be named";
        }
        missing(why);
    }

    /** Ends the section. */
    public void endSection()
    {
        put('[');
        put('/');
        ascii(part.title());
        ascii(" rows=");
        digits(rows);
        ascii(complete ? " complete=yes crc32c=" : " complete=no crc32c=");
        gather();
        inSection = false;
        hex32(crc.getValue());
        put(']');
        put('\n');
        sections++;
        incomplete += complete ? 0 : 1;
    }

    /**
     * Writes what others formatted, whole rows.
     *
     * @param from a buffer that is left as it is.
     */
    void copy(final RowBuffer from)
    {
        final long published = from.published();
        final int end = RowBuffer.endOf(published);
        for (int i = 0; i < end; i++)
        {
            put(from.bytes.get(i));
        }
        rows += RowBuffer.rowsOf(published);
    }

    private void gather()
    {
        final int end = bytes.position();
        bytes.limit(end).position(crcFrom);
        crc.update(bytes);
        bytes.limit(bytes.capacity());
        crcFrom = end;
    }

    @Override
    void rowEnded()
    {
        rows++;
    }

    @Override
    boolean makeRoom()
    {
        if (inSection)
        {
            gather();
        }
        emit();
        crcFrom = 0;
        return true;
    }

    private void emit()
    {
        bytes.flip();
        try
        {
            int futile = 0;
            while (failure == null && bytes.hasRemaining())
            {
                final int before = bytes.remaining();
                output.write(bytes);
                written += before - bytes.remaining();
                futile = bytes.remaining() == before ? futile + 1 : 0;
                if (futile == FUTILE)
                {
                    failure = STUCK;
                }
            }
        }
        catch (final IOException failed)
        {
            failure = failed;
        }
        bytes.clear();
    }

    /**
     * Hands all that was written to the output.
     *
     * @throws IOException what the output threw first, now or before.
     */
    public void flush() throws IOException
    {
        makeRoom();
        if (failure != null)
        {
            throw failure;
        }
    }

    /**
     * How much the output has taken.
     *
     * @return bytes since the start.
     */
    public long written()
    {
        return written;
    }

    /**
     * Sections written since the start.
     *
     * @return those that are not complete included.
     */
    public int sections()
    {
        return sections;
    }

    /**
     * Sections that miss something.
     *
     * @return since the start.
     */
    public int incomplete()
    {
        return incomplete;
    }
}
