package io.interlock.core.engine;

import io.interlock.core.dump.EngineCapture;

/**
 * A copy of the engine on its way from the breaker thread to the one that writes it, and the empty one on its way back.
 *
 * <p>Threading: filled by the breaker thread while free, read and freed by the writing one while full.
 */
final class DumpSlot
{
    private final EngineCapture capture;
    private volatile boolean full;

    DumpSlot(final EngineCapture capture)
    {
        this.capture = capture;
    }

    EngineCapture capture()
    {
        return capture;
    }

    boolean isFull()
    {
        return full;
    }

    void fill()
    {
        full = true;
    }

    void free()
    {
        full = false;
    }
}
