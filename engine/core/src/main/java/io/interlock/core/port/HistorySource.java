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
