package io.interlock.core.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for what another thread or process brings about, giving the core away between looks. The limit is for a test that is broken.
 *
 * <p>Threading: any.
 */
public final class Await
{
    private static final Duration LIMIT = Runs.mutant() ? Duration.ofSeconds(30) : Duration.ofMinutes(3);

    private Await()
    {
    }

    /**
     * Waits three minutes at most, and a while where the code is broken on purpose.
     *
     * @param what      is waited for, for people.
     * @param condition true once it has come.
     */
    public static void until(final String what, final Callable<Boolean> condition)
    {
        until(what, LIMIT, condition);
    }

    /**
     * Waits.
     *
     * @param what      is waited for, for people.
     * @param limit     at most.
     * @param condition true once it has come; what it throws fails the test.
     */
    public static void until(final String what, final Duration limit, final Callable<Boolean> condition)
    {
        final long startNs = System.nanoTime();
        while (!holds(what, condition))
        {
            if (System.nanoTime() - startNs > limit.toNanos())
            {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            Thread.yield();
        }
    }

    private static boolean holds(final String what, final Callable<Boolean> condition)
    {
        try
        {
            return condition.call();
        }
        catch (final Exception broken)
        {
            throw new AssertionError("while waiting for: " + what, broken);
        }
    }
}
