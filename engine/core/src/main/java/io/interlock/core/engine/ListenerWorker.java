package io.interlock.core.engine;

import io.interlock.core.port.Issue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One listener's own thread and bounded queue. What finds no room is counted and raised once until there is room again; a call that
 * throws or takes long is raised too. Nobody waits for it.
 *
 * <p>Threading: {@link #offer(Object)} from the dispatch thread, the listener on its own.
 */
final class ListenerWorker implements AutoCloseable
{
    private static final String GOES_ON = EngineLog.goesOn("interlock-listener");
    private static final int CAPACITY = 1_024;
    private static final long SLOW_NS = 1_000_000_000L;
    private static final long POLL_MS = 200;

    private final EngineParts parts;
    private final String name;
    private final Consumer<Object> listener;
    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private boolean overflowing;
    private long failures;
    private volatile boolean running = true;

    ListenerWorker(final EngineParts parts, final ThreadFactory factory, final String name, final Consumer<Object> listener)
    {
        this.parts = parts;
        this.name = name;
        this.listener = listener;
        thread = factory.newThread(this::run);
        thread.setName("interlock-listener");
        thread.start();
    }

    /** Dispatch thread only. */
    void offer(final Object record)
    {
        if (queue.offer(record))
        {
            overflowing = false;
            return;
        }
        lost.incrementAndGet();
        if (!overflowing)
        {
            overflowing = true;
            parts.raise("LISTENER_OVERFLOW", "", name + " is too slow: it misses what finds no room among " + CAPACITY);
        }
    }

    long lost()
    {
        return lost.get();
    }

    private void run()
    {
        while (running)
        {
            try
            {
                final Object record = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (record != null)
                {
                    call(record);
                }
            }
            catch (final InterruptedException interrupted)
            {
                Thread.currentThread().interrupt();
                return;
            }
            catch (final Throwable thrown)
            {
                // What was to be said of a failure failed too, as it does without memory.
                EngineLog.error(GOES_ON, thrown);
            }
        }
    }

    private void call(final Object record)
    {
        final long startNs = parts.clock().nanoTime();
        try
        {
            listener.accept(record);
        }
        catch (final Throwable thrown)
        {
            failures++;
            if (Long.bitCount(failures) == 1)
            {
                // The first, second, fourth, eighth time: one that always throws must not push everything else out of the issue log.
                EngineLog.LOG.warn("{} threw, {} times by now", name, failures, thrown);
                report(record, "LISTENER_FAILED", name + " threw " + thrown + ", " + failures + " times by now");
            }
        }
        if (parts.clock().nanoTime() - startNs > SLOW_NS)
        {
            report(record, "LISTENER_SLOW", name + " took longer than a second");
        }
    }

    private void report(final Object record, final String type, final String details)
    {
        // A listener that fails on the issue of its own failure would never come to rest.
        if (!(record instanceof Issue about) || !about.issueType().startsWith("LISTENER_"))
        {
            parts.raise(type, "", details);
        }
    }

    @Override
    public void close()
    {
        running = false;
    }
}
