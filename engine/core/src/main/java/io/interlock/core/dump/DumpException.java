package io.interlock.core.dump;

/** A file is not a dump, or it cannot be read at all. */
public final class DumpException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    DumpException(final String message)
    {
        super(message);
    }

    DumpException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
