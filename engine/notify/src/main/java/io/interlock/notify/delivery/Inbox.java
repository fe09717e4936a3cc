package io.interlock.notify.delivery;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Between the engine and the dispatch thread, bounded. Where there is no room, issues, actions and transitions below CRITICAL are dropped
 * and counted; of transitions the latest of each scope and priority is kept beside the queue, so that no urgent one is lost and each
 * scope's last state is known. So it holds at most its capacity and four for each scope.
 *
 * <p>Threading: any thread; nobody waits but the one that takes.
 */
final class Inbox
{
    static final int CAPACITY = 4_096;
    static final int MOST_COMMANDS = 64;
    static final int MOST_IDS = 256;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Deque<Object> queue = new ArrayDeque<>();
    private Map<String, Map<Priority, Overflow>> overflow = new HashMap<>();
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private long dropped;
    private boolean woken;

    /** The latest of a scope and priority that found no room. */
    static final class Overflow
    {
        private TransitionEvent event;
        private final Deque<String> stoodFor = new ArrayDeque<>();

        TransitionEvent event()
        {
            return event;
        }

        /** Ids of the urgent ones that it stands for, the latest ones. */
        List<String> stoodFor()
        {
            return List.copyOf(stoodFor);
        }

        private void replace(final TransitionEvent next)
        {
            if (event != null && event.priority().compareTo(Priority.CRITICAL) >= 0)
            {
                stoodFor.add(event.id());
                if (stoodFor.size() > MOST_IDS)
                {
                    // Without an outcome in the journal it is sent after a restart, which is once too often and never once too little.
                    stoodFor.remove();
                }
            }
            event = next;
        }
    }

    /**
     * What has come, in order.
     *
     * @param entries  transitions, issues and actions.
     * @param overflow what came after them and found no room.
     * @param commands to be run.
     * @param dropped  how many were dropped since the last time.
     */
    record Batch(List<Object> entries, List<Overflow> overflow, List<Runnable> commands, long dropped)
    {
    }

    Inbox(final int capacity)
    {
        this.capacity = capacity;
    }

    void transition(final TransitionEvent event)
    {
        lock.lock();
        try
        {
            if (queue.size() < capacity)
            {
                queue.add(event);
            }
            else
            {
                final Overflow latest = overflow.computeIfAbsent(event.scope(), scope -> new EnumMap<>(Priority.class))
                    .computeIfAbsent(event.priority(), priority -> new Overflow());
                if (latest.event != null && event.priority().compareTo(Priority.CRITICAL) < 0)
                {
                    dropped++;
                }
                latest.replace(event);
            }
            changed.signal();
        }
        finally
        {
            lock.unlock();
        }
    }

    void issue(final Issue issue)
    {
        lesser(issue);
    }

    void action(final ActionEvent event)
    {
        lesser(event);
    }

    private void lesser(final Object entry)
    {
        lock.lock();
        try
        {
            if (queue.size() < capacity)
            {
                queue.add(entry);
                changed.signal();
            }
            else
            {
                dropped++;
            }
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Gives false when there are too many already. */
    boolean command(final Runnable command)
    {
        lock.lock();
        try
        {
            if (commands.size() >= MOST_COMMANDS)
            {
                return false;
            }
            commands.add(command);
            changed.signal();
            return true;
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Makes the one that takes come back, with or without something. */
    void wake()
    {
        lock.lock();
        try
        {
            woken = true;
            changed.signal();
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Waits for something, for a while. */
    Batch take(final long waitMs) throws InterruptedException
    {
        lock.lock();
        try
        {
            long leftNs = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (leftNs > 0 && !woken && isEmpty())
            {
                leftNs = changed.awaitNanos(leftNs);
            }
            woken = false;
            final List<Overflow> late = new ArrayList<>();
            overflow.values().forEach(scope -> late.addAll(scope.values()));
            late.sort(Comparator.comparingLong(entry -> entry.event.sequence()));
            final Batch batch = new Batch(new ArrayList<>(queue), late, new ArrayList<>(commands), dropped);
            queue = new ArrayDeque<>();
            overflow = new HashMap<>();
            commands.clear();
            dropped = 0;
            return batch;
        }
        finally
        {
            lock.unlock();
        }
    }

    boolean isEmpty()
    {
        return queue.isEmpty() && overflow.isEmpty() && commands.isEmpty() && dropped == 0;
    }
}
