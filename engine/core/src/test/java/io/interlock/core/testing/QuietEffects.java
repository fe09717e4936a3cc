package io.interlock.core.testing;

import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/** Hears everything and does nothing with it; a test takes what it looks at. Threading: none of its own. */
public class QuietEffects implements Effects
{
    /** Deaf. */
    public QuietEffects()
    {
        // Nothing is kept.
    }

    @Override
    public void onTransition(final Transition transition)
    {
        // For who looks at it.
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // For who looks at it.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        // For who looks at it.
    }

    @Override
    public void onCommand(
        final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        // For who looks at it.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // For who looks at it.
    }
}
