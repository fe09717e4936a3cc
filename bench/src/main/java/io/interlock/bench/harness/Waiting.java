package io.interlock.bench.harness;

import java.util.function.BooleanSupplier;

/**
 * Spins until something is so, and no longer than it can take.
 *
 * <p>Threading: stateless.
 */
final class Waiting
{
    /** Seconds of spinning: by then it will not come. */
    private static final long SPINS = 1L << 30;

    private Waiting()
    {
    }

    static void until(final BooleanSupplier condition, final String what)
    {
        for (long spins = 0; !condition.getAsBoolean(); spins++)
        {
            if (spins > SPINS)
            {
                throw new IllegalStateException("waited in vain until " + what);
            }
            Thread.onSpinWait();
        }
    }
}
