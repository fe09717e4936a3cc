package io.interlock.notify.route;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What is due when: one time for each scope. Of equal times the one that was set first is first. Threading: the router's thread. */
final class Timers
{
    private record Due(long dueMs, long number, ScopeState scope) implements Comparable<Due>
    {
        @Override
        public int compareTo(final Due other)
        {
            return dueMs == other.dueMs ? Long.compare(number, other.number) : Long.compare(dueMs, other.dueMs);
        }
    }

    private final Map<ScopeState, Due> byScope = new HashMap<>();
    private final TreeSet<Due> ordered = new TreeSet<>();
    private long number;

    /** Sets a scope's time in place of the one before; {@code Long.MAX_VALUE}: never. */
    void set(final ScopeState scope, final long dueMs)
    {
        final Due before = byScope.get(scope);
        if (before != null && before.dueMs() == dueMs)
        {
            return;
        }
        if (before != null)
        {
            ordered.remove(before);
            byScope.remove(scope);
        }
        if (dueMs != Long.MAX_VALUE)
        {
            final Due due = new Due(dueMs, number++, scope);
            byScope.put(scope, due);
            ordered.add(due);
        }
    }

    /** The scope that is due first, if it is due; null: none. It is not due any more. */
    ScopeState poll(final long nowMs)
    {
        if (ordered.isEmpty() || ordered.first().dueMs() > nowMs)
        {
            return null;
        }
        final Due due = ordered.pollFirst();
        byScope.remove(due.scope());
        return due.scope();
    }

    long dueMs()
    {
        return ordered.isEmpty() ? Long.MAX_VALUE : ordered.first().dueMs();
    }
}
