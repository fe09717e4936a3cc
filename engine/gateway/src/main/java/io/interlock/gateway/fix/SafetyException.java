package io.interlock.gateway.fix;

/** A safety action could not be finished; says what is left. */
final class SafetyException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    SafetyException(final String message)
    {
        super(message);
    }
}
