package io.interlock.core.engine;

import io.interlock.core.model.CriticalError;

/**
 * What becomes of an error that the host's own code threw where the engine calls it. For the most part it is a failure of that call and no
 * more. An OutOfMemoryError is a MEMORY_ERROR as well, unless {@code health.out-of-memory} is off: whatever it was thrown in is half done,
 * the orders of a safety action among that, and no flag of the JVM acts on one of direct memory or on one that a library throws. A stack
 * that overflowed is none: the memory is all there.
 *
 * <p>Nothing here allocates: there may be no memory to do it with.
 *
 * <p>Threading: any but a trading one.
 */
final class HostErrors
{
    /** Of an error that is wrapped in others; more than a host wraps, and a bound where they go in a circle. */
    private static final int DEEPEST = 8;
    /** There before they are needed: what is used for the first time takes memory. */
    private static final CriticalError FULL = CriticalError.MEMORY_ERROR;
    private static final String ROOT = EngineLog.held("");

    private final EngineParts parts;

    HostErrors(final EngineParts parts)
    {
        this.parts = parts;
    }

    /**
     * Looks at what was thrown.
     *
     * @param thrown by the host's code, wrapped or not.
     * @param where  for people; made before it is needed.
     */
    void thrown(final Throwable thrown, final String where)
    {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; depth++)
        {
            if (at instanceof OutOfMemoryError)
            {
                outOfMemory(where);
                return;
            }
            at = at.getCause();
        }
    }

    private void outOfMemory(final String where)
    {
        if (parts.config().engine().health().outOfMemory())
        {
            parts.registry().find(ROOT).reporter().criticalError(FULL, where);
        }
    }
}
