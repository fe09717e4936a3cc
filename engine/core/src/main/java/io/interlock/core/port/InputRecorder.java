package io.interlock.core.port;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import java.util.UUID;

/**
 * Keeps what the state machine judged, in order, so that it can be judged again. A recording is of use only from a snapshot on: the engine
 * asks before each event whether one is wanted. What finds no room is left out, and then another snapshot is wanted: the breaker never
 * waits for its recorder.
 *
 * <p>Threading: the launching thread, and after it the breaker thread. Must not block, throw or, but for a snapshot, allocate.
 */
public interface InputRecorder
{
    /** Keeps nothing. */
    InputRecorder NONE = new InputRecorder()
    {
    };

    /**
     * A life of the engine begins. Called once, before all else.
     *
     * @param bootId of the life.
     */
    default void begin(final UUID bootId)
    {
    }

    /**
     * Whether the next event is to be preceded by a snapshot.
     *
     * @return true at the beginning, after something was left out, and where another file is due.
     */
    default boolean wantsSnapshot()
    {
        return false;
    }

    /**
     * The machine as it is before the next event.
     *
     * @param machine   to be saved.
     * @param decisions sequence of the last decision that it made in this life; 0 before the first.
     * @param timeNs    engine time that it has come to.
     * @param wallMs    milliseconds since 1970.
     */
    default void snapshot(final BreakerStateMachine machine, final long decisions, final long timeNs, final long wallMs)
    {
    }

    /**
     * A scope was added to the machine.
     *
     * @param id       the next free one.
     * @param parentId of its parent.
     * @param path     of the scope.
     */
    default void scope(final int id, final int parentId, final String path)
    {
    }

    /**
     * An event was judged.
     *
     * @param event  read during the call.
     * @param actor  who commanded it; null for a report.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void input(final InputEvent event, final String actor, final long timeNs, final long wallMs)
    {
    }

    /**
     * The root's guard word was found changed: something was refused, or no more, that no event says.
     *
     * @param bits   as in {@link io.interlock.core.gate.GuardWord}.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void guard(final long bits, final long timeNs, final long wallMs)
    {
    }

    /**
     * Order intents found no room in the input ring, and are missing.
     *
     * @param count  how many more.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void intentsLost(final long count, final long timeNs, final long wallMs)
    {
    }

    /**
     * A reload was announced, or carried out: what follows was judged under the new configuration. May allocate: reloads are rare.
     *
     * @param reload what is to be kept of it.
     * @param timeNs engine time.
     * @param wallMs milliseconds since 1970.
     */
    default void reload(final ReloadInput reload, final long timeNs, final long wallMs)
    {
    }

    /** Judging an event failed halfway: what is recorded does not say how the machine is now. */
    default void lost()
    {
    }

    /**
     * The life ends as planned: the machine as it is then. The one method that may wait.
     *
     * @param machine   to be saved.
     * @param decisions sequence of its last decision.
     * @param timeNs    engine time that it has come to.
     * @param wallMs    milliseconds since 1970.
     */
    default void end(final BreakerStateMachine machine, final long decisions, final long timeNs, final long wallMs)
    {
    }

    /**
     * A round of the breaker is over.
     *
     * @param timeNs  engine time.
     * @param decided whether there was a decision in it, whose inputs are wanted soon.
     */
    default void roundEnds(final long timeNs, final boolean decided)
    {
    }
}
