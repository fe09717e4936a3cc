package io.interlock.core.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody waits for the breaker thread: a command, a query, a drain.
 *
 * <p>Threading: the caller waits, the breaker thread completes once.
 */
abstract class Request<T>
{
    /** A breaker thread that spins answers within microseconds; to sleep and be woken takes ten times as long. */
    private static final int SPINS = 1_000;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile T answer;

    /** Does what was asked. Breaker thread only; what it throws fails the request alone. */
    abstract void execute(BreakerAgent breaker);

    final void complete(final T value)
    {
        answer = value;
        done.countDown();
    }

    final boolean isDone()
    {
        return done.getCount() == 0;
    }

    /** The answer, or null where there was none in time. */
    final T await(final long timeoutNs)
    {
        for (int i = 0; i < SPINS && !isDone(); i++)
        {
            Thread.onSpinWait();
        }
        try
        {
            return done.await(timeoutNs, TimeUnit.NANOSECONDS) ? answer : null;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
