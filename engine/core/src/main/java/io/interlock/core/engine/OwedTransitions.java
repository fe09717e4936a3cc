package io.interlock.core.engine;

import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.TransitionEvent;
import java.util.Queue;

/**
 * Transitions that were decided and of which there is no record yet, in room that is there already. Nearly always it is made at once; where
 * there is no memory for it, it is owed, and comes before all that is decided later.
 *
 * <p>Threading: breaker thread only.
 */
final class OwedTransitions
{
    /** More than one event makes where there is no memory: each scope above the one that failed, at most. */
    private static final int ROOM = 256;

    private final String bootId;
    private final long[] sequence = new long[ROOM];
    private final long[] timeNs = new long[ROOM];
    private final long[] wallMs = new long[ROOM];
    private final long[] value = new long[ROOM];
    private final long[] threshold = new long[ROOM];
    private final String[] scope = new String[ROOM];
    private final Level[] from = new Level[ROOM];
    private final Level[] to = new Level[ROOM];
    private final Cause[] cause = new Cause[ROOM];
    private int first;
    private int size;

    OwedTransitions(final String bootId)
    {
        this.bootId = bootId;
    }

    boolean isEmpty()
    {
        return size == 0;
    }

    /** Notes a transition; false where there is no room, and then its record is lost. */
    boolean add(final Transition transition, final String path, final long number, final long atWallMs)
    {
        if (size == ROOM)
        {
            return false;
        }
        final int at = (first + size) % ROOM;
        sequence[at] = number;
        timeNs[at] = transition.timeNs();
        wallMs[at] = atWallMs;
        value[at] = transition.value();
        threshold[at] = transition.threshold();
        scope[at] = path;
        from[at] = transition.from();
        to[at] = transition.to();
        cause[at] = transition.cause();
        size++;
        return true;
    }

    /** Makes records of all, in order, as far as there is memory: else throws OutOfMemoryError, and the rest is still owed. */
    void payTo(final Queue<Object> records)
    {
        while (size > 0)
        {
            records.add(new TransitionEvent(
                sequence[first], bootId + '-' + sequence[first], timeNs[first], wallMs[first], scope[first],
                new TransitionEvent.Change(from[first], to[first]),
                new TransitionEvent.Why(cause[first], value[first], threshold[first])));
            first = (first + 1) % ROOM;
            size--;
        }
    }
}
