package io.interlock.console.http;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread brings about. The limit is for a test that is broken. */
final class Eventually
{
    private static final long LIMIT_NS = 120_000_000_000L;

    private Eventually()
    {
    }

    static void holds(final String what, final BooleanSupplier condition)
    {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - startNs > LIMIT_NS)
            {
                fail("never within 120 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
