package io.interlock.core.mapped;

/** A gate file cannot be read, written or trusted; the message names the file and what to do. */
public final class GateFileException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message names the file and what to do.
     */
    public GateFileException(final String message)
    {
        super(message);
    }

    /**
     * With a message and its cause.
     *
     * @param message names the file and what to do.
     * @param cause   what went wrong below.
     */
    public GateFileException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
