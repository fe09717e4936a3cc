package io.interlock.journal.replay;

import io.interlock.core.machine.StateSink;
import io.interlock.core.machine.StateSource;

/**
 * Compares a machine, field by field, with a snapshot of another.
 *
 * <p>Threading: one thread, once.
 */
final class StateCheck implements StateSink
{
    private static final String FIRST_OF_SCOPE = "level";

    private final StateSource recorded;
    private Difference.Field difference;
    private int scope = -1;
    private int where;

    StateCheck(final StateSource recorded)
    {
        this.recorded = recorded;
    }

    @Override
    public void number(final String name, final long value)
    {
        scope += FIRST_OF_SCOPE.equals(name) ? 1 : 0;
        if (difference == null)
        {
            final long known = recorded.number();
            if (known != value)
            {
                differ(name, Long.toString(known), Long.toString(value));
            }
        }
    }

    @Override
    public void text(final String name, final String value)
    {
        if (difference == null)
        {
            final String known = recorded.text();
            if (!known.equals(value))
            {
                differ(name, known, value);
            }
        }
    }

    private void differ(final String name, final String known, final String value)
    {
        where = Math.max(0, scope);
        difference = new Difference.Field("state " + name, known, value);
    }

    /** The first that differs; null where none does. */
    Difference.Field difference()
    {
        return difference;
    }

    /** The scope in which it does. */
    int scope()
    {
        return where;
    }
}
