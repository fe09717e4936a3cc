package io.interlock.config;

/**
 * The engine around the law (SEMANTICS 6).
 *
 * @param staleLimitNs without progress of the breaker thread for this long, OPEN is refused; nanoseconds.
 * @param ringSize     slots of the input ring; a power of two.
 * @param maxScopes    scopes that can exist, the root among them.
 * @param waitMode     how the breaker thread waits for input.
 * @param lanes        whether reports that cannot change a decision are gathered in lanes; off, each is an event.
 */
public record EngineConfig(long staleLimitNs, int ringSize, int maxScopes, WaitMode waitMode, boolean lanes)
{
}
