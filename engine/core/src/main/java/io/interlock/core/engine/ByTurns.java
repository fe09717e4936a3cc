package io.interlock.core.engine;

import java.util.concurrent.ThreadFactory;

/**
 * Threads that never run: whoever holds the engine does the work of each of them by turns, on a thread of its own choice. So a simulation
 * says in which order everything happens. Dumps are left out.
 *
 * <p>Threading: as the engine that is launched with it: a single thread.
 */
final class ByTurns implements ThreadFactory
{
    private final int auditSlots;

    /** One that is started and never runs. */
    private static final class Idle extends Thread
    {
        Idle(final Runnable work)
        {
            super(work);
        }

        @Override
        public void start()
        {
            // Somebody else does its work.
        }
    }

    /** With so many slots in the audit ring, a power of two: a few, so that it is full at times. */
    ByTurns(final int auditSlots)
    {
        this.auditSlots = auditSlots;
    }

    /** Whether nobody runs the threads that a factory makes. */
    static boolean is(final ThreadFactory factory)
    {
        return factory instanceof ByTurns;
    }

    /** Slots of the audit ring of an engine whose threads a factory makes; null: the engine makes them. */
    static int auditSlots(final ThreadFactory factory)
    {
        return factory instanceof ByTurns turns ? turns.auditSlots : EngineParts.AUDIT_SLOTS;
    }

    @Override
    public Thread newThread(final Runnable work)
    {
        return new Idle(work);
    }
}
