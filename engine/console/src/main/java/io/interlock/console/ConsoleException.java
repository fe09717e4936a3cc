package io.interlock.console;

/** Why the service cannot start, for people: what is wrong, where, and what to do. */
public final class ConsoleException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message for people.
     */
    public ConsoleException(final String message)
    {
        super(message);
    }

    /**
     * With what the system said.
     *
     * @param message for people.
     * @param cause   of it.
     */
    public ConsoleException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
