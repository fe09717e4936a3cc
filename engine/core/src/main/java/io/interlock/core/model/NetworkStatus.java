package io.interlock.core.model;

/** Whether the session to a venue is there; stands until the next one (SEMANTICS 3). The code is the ordinal and fixed. */
public enum NetworkStatus
{
    /** Connected and logged on. */
    CONNECTED,
    /** Not connected: HALT. */
    DISCONNECTED;

    private static final NetworkStatus[] BY_CODE = values();

    /**
     * The status with a code.
     *
     * @param code 0 or 1.
     * @return the status.
     */
    public static NetworkStatus of(final int code)
    {
        return BY_CODE[code];
    }
}
