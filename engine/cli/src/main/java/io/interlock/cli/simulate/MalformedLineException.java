package io.interlock.cli.simulate;

/** A line that is not a row of the format: the simulation stops there. */
final class MalformedLineException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * A bad line.
     *
     * @param line    where it starts, the header being line 1.
     * @param message what is wrong with it.
     */
    MalformedLineException(final long line, final String message)
    {
        super(message, null, false, false);
        this.line = line;
    }

    long line()
    {
        return line;
    }
}
