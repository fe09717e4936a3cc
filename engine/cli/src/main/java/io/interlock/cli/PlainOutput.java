package io.interlock.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Remembers the first failed write: a failed read looks the same further up, and where nobody reads any more it is no failure of ours.
 *
 * <p>Threading: one thread.
 */
public final class PlainOutput extends FilterOutputStream
{
    private IOException failure;

    /**
     * Writes through.
     *
     * @param out where to.
     */
    public PlainOutput(final OutputStream out)
    {
        super(out);
    }

    @Override
    public void write(final byte[] bytes, final int from, final int count) throws IOException
    {
        try
        {
            out.write(bytes, from, count);
        }
        catch (final IOException failed)
        {
            failure = failure == null ? failed : failure;
            throw failed;
        }
    }

    /**
     * What the first failed write said.
     *
     * @return null where none failed.
     */
    public IOException failure()
    {
        return failure;
    }

    /**
     * Whether a write failed because nobody reads any more.
     *
     * @return false too where none failed.
     */
    public boolean isBrokenPipe()
    {
        return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
    }
}
