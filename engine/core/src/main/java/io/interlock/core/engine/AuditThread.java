package io.interlock.core.engine;

import java.util.concurrent.ThreadFactory;

/**
 * Runs a consumer of the audit ring until closed; what is in the ring then is still taken.
 *
 * <p>Threading: {@link #close()} from any thread but its own.
 */
final class AuditThread implements AutoCloseable
{
    private static final long DRAIN_MS = 2_000;

    private final AuditRing.Consumer consumer;
    private final Thread thread;
    private final String goesOn;
    private volatile boolean running = true;

    AuditThread(final ThreadFactory factory, final String name, final AuditRing.Consumer consumer)
    {
        this.consumer = consumer;
        thread = factory.newThread(this::run);
        thread.setName(name);
        goesOn = EngineLog.goesOn(name);
    }

    void start()
    {
        thread.start();
    }

    Thread thread()
    {
        return thread;
    }

    private void run()
    {
        while (running)
        {
            // Left there by whoever: the journal's file would be closed by it, and this thread never rest.
            Thread.interrupted();
            work();
            consumer.await();
        }
        finish();
    }

    private void finish()
    {
        work();
        guarded(consumer::close);
    }

    /** Takes what is in the ring. On its own thread, or by turns. */
    void work()
    {
        guarded(consumer::doWork);
    }

    private void guarded(final Runnable work)
    {
        try
        {
            work.run();
        }
        catch (final Throwable thrown)
        {
            // Handlers catch what their own callees throw; this is the last net, and it keeps the thread alive.
            EngineLog.error(goesOn, thrown);
        }
    }

    /** Nothing waits for it in the ring, or it was never started. Any thread. */
    boolean isIdle()
    {
        return thread.getState() == Thread.State.NEW || consumer.idle();
    }

    /** After {@link #close()}: what was in the ring then is taken. */
    boolean isFinished()
    {
        return !thread.isAlive();
    }

    @Override
    public void close()
    {
        running = false;
        consumer.halt();
        if (Thread.currentThread() == thread)
        {
            // Closed by what it calls itself: it cannot wait for its own end.
            return;
        }
        if (thread.getState() == Thread.State.NEW)
        {
            // By turns: nobody else takes what is left.
            finish();
            return;
        }
        try
        {
            thread.join(DRAIN_MS);
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
