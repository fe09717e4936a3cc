package io.interlock.bench.harness;

import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * Takes what a machine decides and does nothing with it.
 *
 * <p>Threading: any.
 */
final class Unheard implements Effects
{
    @Override
    public void onTransition(final Transition transition)
    {
        // Nobody listens.
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // Nobody listens.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        // Nobody listens.
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        // Nobody listens.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // Nobody listens.
    }
}
