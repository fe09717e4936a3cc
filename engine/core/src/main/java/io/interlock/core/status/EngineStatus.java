package io.interlock.core.status;

import io.interlock.core.model.Level;
import io.interlock.core.port.JournalHead;
import java.util.List;

/**
 * A consistent copy of the whole engine, made on the breaker thread; where that did not answer, what the gate words say, marked stale.
 * Immutable.
 *
 * @param state    the most severe level of all scopes (SEMANTICS 2).
 * @param stale    whether the breaker thread did not answer.
 * @param atMs     wall time of the copy, milliseconds since 1970.
 * @param bootId   of this life of the engine.
 * @param scopes   by path.
 * @param metrics  latencies of the last five minutes.
 * @param counters since the start.
 * @param journal  its last durable record; {@link JournalHead#NONE} where there is no journal.
 */
public record EngineStatus(
    Level state, boolean stale, long atMs, String bootId, List<ScopeStatus> scopes, MetricsStatus metrics, CounterStatus counters,
    JournalHead journal)
{
    /** Copies the list. */
    public EngineStatus
    {
        scopes = List.copyOf(scopes);
    }

    /**
     * One scope.
     *
     * @param path {@code ""} is the root.
     * @return null where there is no such scope.
     */
    public ScopeStatus scope(final String path)
    {
        for (final ScopeStatus scope : scopes)
        {
            if (scope.path().equals(path))
            {
                return scope;
            }
        }
        return null;
    }

    /**
     * Failures in a row over all scopes.
     *
     * @return the root's streak.
     */
    public int consecutiveFailures()
    {
        final ScopeStatus root = scope("");
        return root == null ? 0 : root.samples().streak();
    }
}
