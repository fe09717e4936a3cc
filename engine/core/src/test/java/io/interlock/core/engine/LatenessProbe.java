package io.interlock.core.engine;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that sleep as the watchdog does, and measure how late they wake: what a busy machine does to them it does to the watchdog.
 *
 * <p>Threading: its own threads; all else one test thread.
 */
final class LatenessProbe implements AutoCloseable
{
    private static final int THREADS = 2;

    private final long sleepNs;
    private final AtomicLong latest = new AtomicLong();
    /** When each is to wake next. */
    private final AtomicLongArray due = new AtomicLongArray(THREADS);
    private volatile boolean running = true;

    LatenessProbe(final long sleepNs)
    {
        this.sleepNs = sleepNs;
        for (int i = 0; i < THREADS; i++)
        {
            final int index = i;
            due.set(index, System.nanoTime() + sleepNs);
            final Thread thread = new Thread(() -> run(index), "lateness-probe");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run(final int index)
    {
        while (running)
        {
            due.set(index, System.nanoTime() + sleepNs);
            LockSupport.parkNanos(sleepNs);
            latest.accumulateAndGet(System.nanoTime() - due.get(index), Math::max);
        }
    }

    /** Another thread that sleeps has woken so late. */
    void note(final long lateNs)
    {
        latest.accumulateAndGet(lateNs, Math::max);
    }

    /** Forgets what was before. */
    void begin()
    {
        latest.set(0);
    }

    /** The latest that one of them woke since then, or how late one is by now that still sleeps. */
    long latestNs()
    {
        long most = latest.get();
        for (int i = 0; i < THREADS; i++)
        {
            most = Math.max(most, System.nanoTime() - due.get(i));
        }
        return most;
    }

    @Override
    public void close()
    {
        running = false;
    }
}
