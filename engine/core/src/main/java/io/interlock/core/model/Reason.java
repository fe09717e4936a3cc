package io.interlock.core.model;

/** What a verdict rests on (SEMANTICS 1). Refusals in their order of precedence; the code is the ordinal and fixed. */
public enum Reason
{
    /** Passes at full size. */
    ALLOWED,
    /** Passes at the size factor. */
    ALLOWED_REDUCED,
    /** SHUTDOWN refuses everything but cancels. */
    DENIED_SHUTDOWN,
    /** An operator's override is on. */
    DENIED_OVERRIDE,
    /** The engine is stale, recovering or closed. */
    DENIED_STALE,
    /** HALT refuses new risk. */
    DENIED_HALT,
    /** THROTTLE refuses aggressive scopes. */
    DENIED_AGGRESSIVE,
    /** No confidence, not enough of it, or not a number from 0 to 1. */
    DENIED_CONFIDENCE;

    /**
     * Whether an order may go out.
     *
     * @return true for the two grants.
     */
    public boolean allowed()
    {
        return this == ALLOWED || this == ALLOWED_REDUCED;
    }
}
