package io.interlock.core.engine;

import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.FaultText;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One listener's own thread and bounded queue. What finds no room is counted and raised once until there is room again; a call that
 * throws or takes long is raised too. Nobody waits for it: a call that has not returned at the deadline is reported, its thread interrupted
 * and given up, and another thread goes on with the next record. Where several threads hang at once the listener is left out.
 *
 * <p>A target that is never to miss what is urgent, the notification sink, is another matter: its calls only enqueue. A transition to
 * THROTTLE or above is queued for it above the capacity too, since what makes room, and what gives up a call, can lose one. So one that
 * hangs is reported, and neither interrupted nor left out; what is queued at the close is still told.
 *
 * <p>Threading: {@link #offer(Object)} from the dispatch thread, {@link #look} from the watchdog, the listener on its own.
 */
final class ListenerWorker implements AutoCloseable
{
    /** Threads of one listener that may hang at once. */
    static final int MOST_HUNG = 3;

    private static final String GOES_ON = EngineLog.goesOn("interlock-listener");
    private static final long SLOW_NS = 1_000_000_000L;
    private static final long POLL_MS = 200;
    private static final long LOOK_NS = 1_000_000L;

    private final EngineParts parts;
    private final ThreadFactory factory;
    private final Target target;
    private final BlockingQueue<Object> queue;
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    /** Threads that hang in a call which was given up. */
    private final AtomicLong hung = new AtomicLong();
    /** Null once the listener is left out. */
    private volatile Runner runner;
    private final String where;
    private boolean overflowing;
    private volatile boolean running = true;

    /**
     * Who is called.
     *
     * @param name       for people.
     * @param capacity   most records that wait for it.
     * @param deadlineNs of one call.
     * @param urgent     whether it never misses an urgent transition.
     * @param listener   takes a record.
     */
    record Target(String name, int capacity, long deadlineNs, boolean urgent, Consumer<Object> listener)
    {
        static final int CAPACITY = 1_024;

        static Target of(final String name, final long deadlineNs, final Consumer<Object> listener)
        {
            return new Target(name, CAPACITY, deadlineNs, false, listener);
        }

        boolean mustHear(final Object record)
        {
            return urgent && record instanceof TransitionEvent event && event.priority().compareTo(Priority.CRITICAL) >= 0;
        }
    }

    ListenerWorker(final EngineParts parts, final ThreadFactory factory, final Target target)
    {
        this.parts = parts;
        this.factory = factory;
        this.target = target;
        queue = new LinkedBlockingQueue<>();
        where = "OutOfMemoryError in " + target.name();
        runner = begin();
    }

    private Runner begin()
    {
        final Runner next = new Runner();
        next.thread = factory.newThread(next);
        next.thread.setName("interlock-listener");
        next.thread.start();
        if (target.urgent())
        {
            // Never given up, so never replaced.
            parts.threads().add(next.thread);
        }
        return next;
    }

    /** Tells the next record, by turns: where one is there and no call runs; says whether. */
    boolean once()
    {
        final Runner now = runner;
        final Object next = now == null || now.record != null || now.isGivenUp() ? null : queue.poll();
        if (next == null)
        {
            return false;
        }
        now.call(next);
        return true;
    }

    /** Dispatch thread only. */
    void offer(final Object record)
    {
        if (runner == null)
        {
            lost.incrementAndGet();
            return;
        }
        // Nobody else adds: what is free stays free.
        final boolean room = queue.size() < target.capacity();
        if (room || target.mustHear(record))
        {
            queue.add(record);
            overflowing &= !room;
            return;
        }
        lost.incrementAndGet();
        if (!overflowing)
        {
            overflowing = true;
            parts.raise("LISTENER_OVERFLOW", "",
                target.name() + " is too slow: it misses what finds no room among " + target.capacity());
        }
    }

    /**
     * Looks whether the call that runs is over its deadline. Watchdog thread only. It takes no lock and no memory unless there is one, and
     * whatever goes wrong then must not stop the ticks.
     */
    void look(final long nowNs)
    {
        try
        {
            lookAt(runner, nowNs);
        }
        catch (final Throwable thrown)
        {
            EngineLog.error(GOES_ON, thrown);
        }
    }

    private void lookAt(final Runner looked, final long nowNs)
    {
        if (looked != null && looked.isGivenUp())
        {
            // The last time there was no memory for a thread.
            runner = begin();
            return;
        }
        if (looked == null || !looked.isOver(nowNs))
        {
            return;
        }
        if (target.urgent())
        {
            waitFor(looked);
            return;
        }
        final long hanging = hung.incrementAndGet();
        if (!looked.giveUp(nowNs))
        {
            // It returned just now, and another call may have begun.
            hung.decrementAndGet();
            return;
        }
        report(looked.record, "LISTENER_HUNG", target.name() + " has not returned within "
            + TimeUnit.NANOSECONDS.toMillis(target.deadlineNs()) + " ms: the call is given up, and the next goes to another thread");
        if (hanging >= MOST_HUNG)
        {
            runner = null;
            parts.raise("LISTENER_DROPPED", "", target.name() + " hangs in " + hanging + " threads: it is told nothing any more");
        }
        else
        {
            runner = begin();
        }
    }

    private void waitFor(final Runner looked)
    {
        if (looked.tellOnce())
        {
            report(looked.record, "LISTENER_HUNG", target.name() + " has not returned within "
                + TimeUnit.NANOSECONDS.toMillis(target.deadlineNs()) + " ms: it is waited for, and what is urgent is kept for it");
        }
    }

    /** This process stood still: no listener's time ran meanwhile. Watchdog thread only. */
    void stoodStill(final long nowNs)
    {
        final Runner looked = runner;
        if (looked != null)
        {
            looked.again(nowNs);
        }
    }

    long lost()
    {
        return lost.get();
    }

    /** Waits until all is told that was queued. Any thread, after {@link #close()}. */
    void awaitIdle(final long mostMs)
    {
        final long endNs = EngineClock.SYSTEM.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
        while (isBusy() && EngineClock.SYSTEM.nanoTime() - endNs < 0 && !Thread.currentThread().isInterrupted())
        {
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }

    private boolean isBusy()
    {
        final Runner asked = runner;
        return asked != null && (asked.record != null || !queue.isEmpty());
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

    /** Calls the listener, until it is given up. Threading: its own thread; {@link #isOver} and {@link #giveUp} the watchdog. */
    private final class Runner implements Runnable
    {
        /** What is being told; null between two calls. Written under this object's lock, and read without it to see whether to take it. */
        private volatile Object record;
        private long startNs;
        /** From when on its deadline runs; written before the record. */
        private volatile long sinceNs;
        private boolean told;
        private volatile boolean givenUp;
        private Thread thread;

        @Override
        public void run()
        {
            while ((running || target.urgent() && !queue.isEmpty()) && !isGivenUp())
            {
                try
                {
                    final Object next = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                    if (next != null)
                    {
                        call(next);
                    }
                }
                catch (final InterruptedException interrupted)
                {
                    // Of a call that was given up, or a stray one: what is told to a listener must not end with the first of those.
                    continue;
                }
                catch (final Throwable thrown)
                {
                    // What was to be said of a failure failed too, as it does without memory.
                    parts.hostErrors().thrown(thrown, where);
                    EngineLog.error(GOES_ON, thrown);
                }
            }
        }

        private void call(final Object next)
        {
            begin(next);
            try
            {
                tell(next);
            }
            finally
            {
                final long tookNs = parts.clock().nanoTime() - startNs;
                if (end())
                {
                    hung.decrementAndGet();
                }
                else
                {
                    // The listener's own: a thread that it leaves interrupted is to take the next record all the same.
                    Thread.interrupted();
                    slow(next, tookNs);
                }
            }
        }

        private void tell(final Object next)
        {
            try
            {
                target.listener().accept(next);
            }
            catch (final Throwable thrown)
            {
                parts.hostErrors().thrown(thrown, where);
                failed(next, thrown);
            }
        }

        private void slow(final Object next, final long tookNs)
        {
            if (tookNs > SLOW_NS)
            {
                report(next, "LISTENER_SLOW", target.name() + " took longer than a second");
            }
        }

        private void failed(final Object next, final Throwable thrown)
        {
            final long times = failures.incrementAndGet();
            if (Long.bitCount(times) == 1 && !isGivenUp())
            {
                // The first, second, fourth, eighth time: one that always throws must not push everything else out of the issue log.
                final String what = target.name() + " threw " + FaultText.of(thrown) + ", " + times + " times by now";
                report(next, "LISTENER_FAILED", what);
                EngineLog.warn(what, thrown);
            }
        }

        private synchronized void begin(final Object next)
        {
            startNs = parts.clock().nanoTime();
            sinceNs = startNs;
            told = false;
            record = next;
        }

        /** Whether it was given up meanwhile. */
        private synchronized boolean end()
        {
            if (!givenUp)
            {
                record = null;
            }
            return givenUp;
        }

        private boolean isGivenUp()
        {
            return givenUp;
        }

        private boolean isOver(final long nowNs)
        {
            return record != null && nowNs - sinceNs > target.deadlineNs();
        }

        private void again(final long nowNs)
        {
            sinceNs = nowNs;
        }

        private synchronized boolean tellOnce()
        {
            final boolean first = record != null && !told;
            told |= first;
            return first;
        }

        private synchronized boolean giveUp(final long nowNs)
        {
            if (!isOver(nowNs))
            {
                return false;
            }
            givenUp = true;
            thread.interrupt();
            return true;
        }
    }
}
