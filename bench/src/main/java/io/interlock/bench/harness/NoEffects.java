package io.interlock.bench.harness;

import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * Is told of decisions and does nothing.
 *
 * <p>Threading: stateless.
 */
enum NoEffects implements Effects
{
    INSTANCE;

    @Override
    public void onTransition(final Transition transition)
    {
        // The machine alone is measured; so below.
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // As above.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        throw new IllegalStateException(why);
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        // As above.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // As above.
    }
}
