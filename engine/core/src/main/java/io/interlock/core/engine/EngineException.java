package io.interlock.core.engine;

/** The engine cannot start or cannot do what was asked; the message names the thing and what to do. */
public class EngineException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message names the thing and what to do.
     */
    public EngineException(final String message)
    {
        super(message);
    }

    /**
     * With a message and its cause.
     *
     * @param message names the thing and what to do.
     * @param cause   what went wrong below.
     */
    public EngineException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
