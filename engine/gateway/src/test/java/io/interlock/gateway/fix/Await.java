package io.interlock.gateway.fix;

import java.util.function.BooleanSupplier;

/** Waits for a condition with a deadline, giving the core away between looks. */
final class Await
{
    private static final long DEADLINE_NS = 15_000_000_000L;

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
                throw new AssertionError("not within fifteen seconds: " + what);
            }
            Thread.yield();
        }
    }

    /** Lets time pass that is itself what the test is about. */
    static void elapsed(final long ms)
    {
        final long start = System.nanoTime();
        until("the clock goes on", () -> System.nanoTime() - start > ms * 1_000_000);
    }
}
