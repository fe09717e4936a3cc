package io.interlock.config;

/** A text that is not the value it should be. Its message says what is wrong; what is allowed comes from the {@link ValueType}. */
final class BadValueException extends Exception
{
    private static final long serialVersionUID = 1L;

    BadValueException(final String message)
    {
        super(message);
    }
}
