package io.interlock.core.port;

/**
 * Knows of former lives beside {@code gate.dat}. A launch takes, for each scope, the most severe of all that is known (DESIGN, after a
 * crash).
 *
 * <p>Threading: the launching thread, once, before anybody uses the engine.
 */
@FunctionalInterface
public interface RecoverySource
{
    /** Knows of nothing. */
    RecoverySource NONE = () -> Recovered.NOTHING;

    /**
     * What is known.
     *
     * @return never null.
     */
    Recovered recover();
}
