package io.interlock.notify.channel;

import io.interlock.notify.Notification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one follower of the dashboard has still to be shown: bounded, so that one who is slow misses the oldest and holds up nobody.
 *
 * <p>Threading: the channel puts, one follower takes.
 */
public final class DashboardStream implements AutoCloseable
{
    private final int capacity;
    private final Consumer<DashboardStream> gone;
    private final Deque<Notification> waiting = new ArrayDeque<>();
    private long missed;
    private boolean closed;

    DashboardStream(final int capacity, final Consumer<DashboardStream> gone)
    {
        if (capacity < 1)
        {
            throw new IllegalArgumentException("the capacity of a stream is " + capacity + "; it must be 1 or more");
        }
        this.capacity = capacity;
        this.gone = gone;
    }

    synchronized void offer(final Notification notification)
    {
        if (closed)
        {
            return;
        }
        if (waiting.size() == capacity)
        {
            waiting.removeFirst();
            missed++;
        }
        waiting.addLast(notification);
        notifyAll();
    }

    /**
     * Gives what waits to a consumer, in the order in which it came, and waits for some when there is none.
     *
     * @param consumer called on this thread, outside of any lock.
     * @param timeout  longest wait; zero: none.
     * @return how many were given; 0 after the timeout or when the stream is closed.
     * @throws InterruptedException when the wait was interrupted.
     */
    public int drain(final Consumer<Notification> consumer, final Duration timeout) throws InterruptedException
    {
        final List<Notification> taken;
        synchronized (this)
        {
            final long until = System.nanoTime() + timeout.toNanos();
            long left = timeout.toNanos();
            while (waiting.isEmpty() && !closed && left > 0)
            {
                // At least a millisecond: a wait of 0 would be for ever.
                wait(Math.max(1, left / 1_000_000));
                left = until - System.nanoTime();
            }
            taken = new ArrayList<>(waiting);
            waiting.clear();
        }
        taken.forEach(consumer);
        return taken.size();
    }

    /**
     * How many were dropped because this follower was slow.
     *
     * @return from 0, only rising.
     */
    public synchronized long missed()
    {
        return missed;
    }

    /**
     * Whether it has ended.
     *
     * @return true after {@link #close} of it or of the channel.
     */
    public synchronized boolean isClosed()
    {
        return closed;
    }

    @Override
    public void close()
    {
        synchronized (this)
        {
            closed = true;
            waiting.clear();
            notifyAll();
        }
        gone.accept(this);
    }
}
