package io.interlock.core.engine;

import java.util.concurrent.CountDownLatch;

/** Holds the breaker thread from when it comes to this until it is let go. Threading: the breaker thread waits, a test lets go. */
final class StuckBreaker extends Request<Boolean>
{
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long sinceNs;

    /** Sent, and come to. */
    static StuckBreaker of(final BreakerEngine engine) throws InterruptedException
    {
        final StuckBreaker stuck = new StuckBreaker();
        engine.parts().mailbox().sendUrgent(stuck);
        stuck.begun.await();
        return stuck;
    }

    @Override
    void execute(final BreakerAgent breaker)
    {
        sinceNs = System.nanoTime();
        begun.countDown();
        try
        {
            end.await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** When it was stuck. */
    long sinceNs()
    {
        return sinceNs;
    }

    void letGo()
    {
        end.countDown();
    }
}
