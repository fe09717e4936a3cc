package io.interlock.cli;

/** Ends a command with a message for its user and an exit code; no stack trace is ever shown for it. */
public final class CliException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * An end.
     *
     * @param exitCode one of {@link ExitCode}.
     * @param message  what is wrong and, where it is known, what to do; may have several lines.
     */
    public CliException(final int exitCode, final String message)
    {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /**
     * What the shell is told.
     *
     * @return one of {@link ExitCode}.
     */
    public int exitCode()
    {
        return exitCode;
    }
}
