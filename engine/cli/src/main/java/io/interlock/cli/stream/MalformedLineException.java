package io.interlock.cli.stream;

/** A line that is not a row of the format. */
public final class MalformedLineException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * A bad line.
     *
     * @param line    where it starts, the header being line 1.
     * @param message what is wrong with it.
     */
    public MalformedLineException(final long line, final String message)
    {
        super(message, null, false, false);
        this.line = line;
    }

    public long line()
    {
        return line;
    }
}
