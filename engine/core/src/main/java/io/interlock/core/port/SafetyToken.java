package io.interlock.core.port;

/**
 * Marks the engine's own safety orders (SEMANTICS 1). Made by the engine alone, one for each of its lives; a tap lets through what carries
 * the very instance that its engine handed out.
 */
public final class SafetyToken
{
    /** Called by the engine; a token that anybody else makes opens nothing, since taps compare by identity with their engine's. */
    public SafetyToken()
    {
        // Identity is all there is to it.
    }
}
