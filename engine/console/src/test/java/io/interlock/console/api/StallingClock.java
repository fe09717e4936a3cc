package io.interlock.console.api;

import io.interlock.core.port.EngineClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Stops the breaker thread where it reads the time. Threading: any. */
final class StallingClock implements EngineClock
{
    private final AtomicReference<CountDownLatch> stalled = new AtomicReference<>();
    private volatile boolean stands;

    void stall()
    {
        stalled.set(new CountDownLatch(1));
    }

    /** Returns when the breaker thread stands: what it is given from now on is not answered. */
    void stallNow()
    {
        stands = false;
        stall();
        LiveRig.await("the breaker thread stands", () -> stands);
    }

    void goOn()
    {
        stalled.getAndSet(null).countDown();
    }

    @Override
    public long nanoTime()
    {
        final CountDownLatch latch = stalled.get();
        if (latch != null && Thread.currentThread().getName().contains("interlock-breaker"))
        {
            stands = true;
            try
            {
                latch.await();
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
            }
        }
        return SYSTEM.nanoTime();
    }

    @Override
    public long wallMs()
    {
        return SYSTEM.wallMs();
    }
}
