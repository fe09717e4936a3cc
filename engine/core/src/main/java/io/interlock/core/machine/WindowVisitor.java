package io.interlock.core.machine;

/**
 * Shown what the windows of a scope hold, oldest first.
 *
 * <p>Threading: breaker thread only; must not keep the scope waiting.
 */
public interface WindowVisitor
{
    /**
     * Order results of one second.
     *
     * @param second   of engine time, counted from the engine's start.
     * @param orders   results, above 0.
     * @param failures of them.
     */
    void results(long second, long orders, long failures);

    /**
     * An equity that can still become the highest of the window.
     *
     * @param second of engine time, counted from the engine's start.
     * @param equity above 0.
     */
    void equity(long second, double equity);
}
