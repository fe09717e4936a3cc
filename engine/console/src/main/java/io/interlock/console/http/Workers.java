package io.interlock.console.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer, and the bound on what waits for them. Threads end when there is nothing to do for a while.
 *
 * <p>Threading: any thread.
 */
final class Workers
{
    /** What is begun has so long at the end. */
    static final long CLOSE_NS = 2_000_000_000L;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;
    private final Semaphore room;
    private final AtomicInteger names = new AtomicInteger();

    Workers(final String name, final int threads, final int queue)
    {
        pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) ->
        {
            final Thread thread = new Thread(task, "interlock-console-" + name + "-" + names.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        room = new Semaphore(threads + queue);
    }

    /** Whether one more may be given to {@link #pool()}; it has to be given back by {@link #done()}. */
    boolean enter()
    {
        return room.tryAcquire();
    }

    void done()
    {
        room.release();
    }

    Executor pool()
    {
        return pool;
    }

    /** Takes no more. */
    void stop()
    {
        pool.shutdown();
    }

    /** Lets what is begun end, until a moment. */
    void await(final long endNs)
    {
        try
        {
            if (!pool.awaitTermination(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS))
            {
                pool.shutdownNow();
            }
        }
        catch (final InterruptedException interrupted)
        {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
