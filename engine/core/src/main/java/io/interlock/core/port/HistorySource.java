package io.interlock.core.port;

import java.util.List;

/**
 * Past transitions by the sequence under which they are kept, over all lives of the engine.
 *
 * <p>Threading: any thread but the breaker's and a trading one.
 */
@FunctionalInterface
public interface HistorySource
{
    /** Knows of nothing. */
    HistorySource NONE = (afterSequence, limit) -> new Page(List.of(), true, false);

    /**
     * Transitions after one, the oldest first.
     *
     * @param afterSequence those above this one; 0: from the first that is known.
     * @param limit         at most so many, above 0.
     * @return never null.
     */
    Page transitions(long afterSequence, int limit);

    /**
     * Who last commanded something in a scope, and why: a transition by an operator says neither.
     *
     * @param scope path.
     * @param what  which commands are asked for.
     * @return one that was carried out; null where none is known.
     */
    default CommandRecord lastCommand(final String scope, final Commanded what)
    {
        return null;
    }

    /** Of which commands the last is kept. */
    enum Commanded
    {
        /** Those that move a level: kill, confirm, forced recovery, reset. */
        LEVEL,
        /** Those that switch the override. */
        OVERRIDE
    }

    /**
     * A transition and where it is kept.
     *
     * @param sequence rises over all lives, with gaps: of the journal's record.
     * @param event    as it was; its own sequence is within its life.
     */
    record Kept(long sequence, TransitionEvent event)
    {
    }

    /**
     * Some of them. Immutable.
     *
     * @param transitions the oldest first.
     * @param complete    false: there were some above the sequence asked for that are no longer known here.
     * @param more        whether there are some after the last of these.
     */
    record Page(List<Kept> transitions, boolean complete, boolean more)
    {
        /** Copies the list. */
        public Page
        {
            transitions = List.copyOf(transitions);
        }
    }
}
