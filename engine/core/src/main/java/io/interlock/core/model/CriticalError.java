package io.interlock.core.model;

/** Errors after which nothing can be trusted: SHUTDOWN of the root, always (SEMANTICS 3). The code is the ordinal and fixed. */
public enum CriticalError
{
    /** Memory is exhausted or corrupt. */
    MEMORY_ERROR(Cause.MEMORY_ERROR),
    /** Someone is in who should not be. */
    SECURITY_BREACH(Cause.SECURITY_BREACH),
    /** The books cannot be trusted. */
    DATABASE_CORRUPTION(Cause.DATABASE_CORRUPTION),
    /** Anything else that nobody survives. */
    SYSTEM_ERROR(Cause.SYSTEM_ERROR);

    private static final CriticalError[] BY_CODE = values();
    private final Cause cause;

    CriticalError(final Cause cause)
    {
        this.cause = cause;
    }

    /**
     * The error with a code.
     *
     * @param code 0 to 3.
     * @return the error.
     */
    public static CriticalError of(final int code)
    {
        return BY_CODE[code];
    }

    /**
     * The cause that a transition names for it.
     *
     * @return the cause of the same name.
     */
    public Cause cause()
    {
        return cause;
    }
}
