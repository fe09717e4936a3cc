package io.interlock.config;

/**
 * The engine around the law (SEMANTICS 6).
 *
 * @param staleLimitNs without progress of the breaker thread for this long, OPEN is refused; nanoseconds.
 * @param ringSize     slots of the input ring; a power of two.
 * @param maxScopes    scopes that can exist, the root among them.
 * @param waitMode     how the breaker thread waits for input.
 * @param lanes        whether reports that cannot change a decision are gathered in lanes; off, each is an event.
 * @param health       how the process itself is watched.
 */
public record EngineConfig(long staleLimitNs, int ringSize, int maxScopes, WaitMode waitMode, boolean lanes, HealthConfig health)
{
    /**
     * With nothing watched.
     *
     * @param staleLimitNs see above.
     * @param ringSize     see above.
     * @param maxScopes    see above.
     * @param waitMode     see above.
     * @param lanes        see above.
     */
    public EngineConfig(final long staleLimitNs, final int ringSize, final int maxScopes, final WaitMode waitMode, final boolean lanes)
    {
        this(staleLimitNs, ringSize, maxScopes, waitMode, lanes, HealthConfig.OFF);
    }
}
