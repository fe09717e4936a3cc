package io.interlock.notify.delivery;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;

/** Transitions for tests. */
final class Events
{
    private Events()
    {
    }

    static TransitionEvent of(final long sequence, final Priority priority, final String scope)
    {
        final TransitionEvent.Change change = switch (priority)
        {
            case INFO -> new TransitionEvent.Change(Level.ALERT, Level.CLOSED);
            case WARNING -> new TransitionEvent.Change(Level.CLOSED, Level.ALERT);
            case CRITICAL -> new TransitionEvent.Change(Level.ALERT, Level.HALT);
            case EMERGENCY -> new TransitionEvent.Change(Level.HALT, Level.SHUTDOWN);
        };
        return new TransitionEvent(sequence, "boot-" + sequence, sequence, 1_700_000_000_000L, scope, change,
            new TransitionEvent.Why(Cause.values()[0], Cause.NO_NUMBER, Cause.NO_NUMBER));
    }
}
