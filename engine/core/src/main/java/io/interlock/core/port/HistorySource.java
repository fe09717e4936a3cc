package io.interlock.core.port;

import java.util.List;

/**
 * Past transitions, from wherever they are kept.
 *
 * <p>Threading: any thread but the breaker's; may read a disk.
 */
@FunctionalInterface
public interface HistorySource
{
    /** Knows of nothing. */
    HistorySource NONE = (fromMs, limit) -> List.of();

    /**
     * The latest transitions, oldest first.
     *
     * @param fromMs wall time from which on, milliseconds since 1970.
     * @param limit  at most so many, above 0.
     * @return never null.
     */
    List<TransitionEvent> transitions(long fromMs, int limit);
}
