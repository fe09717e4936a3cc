package io.interlock.core.engine;

import java.util.function.BooleanSupplier;

/** Waits for a condition with a deadline, giving the core away between looks. */
final class Await
{
    private static final long DEADLINE_NS = 10_000_000_000L;

    private Await()
    {
    }

    static void until(final String what, final BooleanSupplier condition)
    {
        final long end = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - end > 0)
            {
                throw new AssertionError("not within ten seconds: " + what);
            }
            Thread.yield();
        }
    }
}
