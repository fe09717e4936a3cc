package io.interlock.host.sim;

import io.interlock.core.machine.twin.LawOutput;
import io.interlock.core.model.Level;

/** What decisions make of a scope's level. Threading: stateless. */
final class Levels
{
    private Levels()
    {
    }

    /** The least level that a scope has had since a decision, that one's own result among them. */
    static Level least(final Books books, final int scope, final long durable, final Level atStart)
    {
        Level level = atStart;
        Level least = null;
        for (long sequence = 1; sequence <= books.decided(); sequence++)
        {
            if (sequence == durable + 1)
            {
                least = level;
            }
            if (books.decision(sequence) instanceof LawOutput.Moved moved && moved.scope() == scope)
            {
                level = moved.to();
            }
            if (least != null && least.isAbove(level))
            {
                least = level;
            }
        }
        return least == null ? level : least;
    }
}
