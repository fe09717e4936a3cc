package io.interlock.cli.audit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Remembers whether a write failed because nobody reads any more, which is no failure of ours. Threading: one thread. */
final class PlainOutput extends FilterOutputStream
{
    private boolean brokenPipe;

    PlainOutput(final OutputStream out)
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
            brokenPipe = String.valueOf(failed.getMessage()).contains("Broken pipe");
            throw failed;
        }
    }

    boolean isBrokenPipe()
    {
        return brokenPipe;
    }
}
