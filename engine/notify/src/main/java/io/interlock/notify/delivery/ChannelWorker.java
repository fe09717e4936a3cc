package io.interlock.notify.delivery;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel's own thread. A message that takes longer than the channel's timeout is interrupted; where that is ignored the thread is left
 * behind and another takes its place. With three left behind the channel is down until one of them comes back.
 *
 * <p>Threading: {@link #offer}, {@link #status} and {@link #watch} from any thread; none of them waits for the channel.
 */
final class ChannelWorker
{
    static final int MOST_ABANDONED = 3;
    /** Beyond the channel's timeout, so that its own words about it come first. */
    static final long GRACE_NS = 500_000_000L;
    /** From the interrupt until the thread is left behind. */
    static final long IGNORED_NS = 1_000_000_000L;
    private static final long LONGEST_WAIT_NS = 60_000_000_000L;
    private static final long RECOVER_NS = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);

    private final ChannelEntry entry;
    private final DeliveryParts parts;
    private final Ledger ledger;
    private final ChannelState state;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Thread> abandoned = new HashSet<>();
    private final AtomicBoolean channelClosed = new AtomicBoolean();
    private Thread current;
    private Attempt flight;
    private boolean closing;
    private boolean stopped;
    private long triedRevision;

    ChannelWorker(final ChannelEntry entry, final int capacity, final DeliveryParts parts)
    {
        this.entry = entry;
        this.parts = parts;
        ledger = new Ledger(parts.records(), parts.issues());
        state = new ChannelState(entry, capacity, parts, ledger);
    }

    void start()
    {
        locked(() ->
        {
            if (entry.channel() == null)
            {
                state.down(entry.problem());
            }
            startThread();
        });
        ledger.flush();
    }

    private void startThread()
    {
        final Thread thread = parts.threads().newThread(this::run);
        thread.setName("interlock-notify-" + entry.name());
        thread.start();
        // After it, so that a machine without threads leaves the place empty for watch() to fill; it looks only under this lock.
        current = thread;
    }

    private void locked(final Runnable body)
    {
        answered(() ->
        {
            body.run();
            return null;
        });
    }

    private <T> T answered(final Supplier<T> body)
    {
        lock.lock();
        try
        {
            return body.get();
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Enqueues; never waits for the channel. */
    void offer(final Notification notification)
    {
        offer(notification, 0);
    }

    /** The same, for what is not to be sent before a while has passed. */
    void offer(final Notification notification, final long waitMs)
    {
        locked(() ->
        {
            state.offer(notification, waitMs);
            changed.signalAll();
        });
        ledger.flush();
    }

    /** A rule kept it from this channel. */
    void suppress(final ChannelRecords.About about, final String why)
    {
        locked(() -> state.suppress(about, why));
        ledger.flush();
    }

    private void run()
    {
        boolean goesOn = true;
        while (goesOn)
        {
            try
            {
                goesOn = once();
            }
            catch (final Throwable thrown)
            {
                // Ours or no memory: the message stays, and the worker goes on.
                LOG.error("the worker of channel {} goes on after {}", entry.name(), thrown.getClass().getName());
                recover();
            }
        }
        ended();
    }

    /** Gives false when this thread is to end. */
    private boolean once()
    {
        final Attempt mine = take();
        if (mine == null)
        {
            return false;
        }
        final boolean goesOn = settle(mine, mine.make(entry));
        ledger.flush();
        return goesOn;
    }

    private void recover()
    {
        locked(() ->
        {
            if (flight != null && current == Thread.currentThread())
            {
                flight.message.inFlight = false;
                flight = null;
            }
        });
        Thread.interrupted();
        LockSupport.parkNanos(RECOVER_NS);
    }

    private void ended()
    {
        final boolean last = answered(() ->
        {
            abandoned.remove(Thread.currentThread());
            if (current == Thread.currentThread())
            {
                current = null;
            }
            changed.signalAll();
            return (closing || stopped) && current == null;
        });
        if (last && channelClosed.compareAndSet(false, true))
        {
            entry.closeChannel();
        }
    }

    /** Waits for the next; null: this thread is to end. */
    private Attempt take()
    {
        return answered(() ->
        {
            while (!stopped && current == Thread.currentThread())
            {
                final QueuedMessage message = closing ? state.nextAtClose() : state.next();
                if (message != null)
                {
                    flight = new Attempt(message, parts.clock().nanoTime());
                    return flight;
                }
                if (closing)
                {
                    return null;
                }
                pause();
            }
            return null;
        });
    }

    private void pause()
    {
        try
        {
            changed.awaitNanos(state.waitNs(LONGEST_WAIT_NS));
        }
        catch (final InterruptedException stray)
        {
            // Whoever is to end is told so by the fields: take() looks at them next.
            LOG.debug("channel {} was interrupted while it had nothing to do", entry.name());
        }
    }

    /** Gives false when this thread is to end: it was left behind, and another has its place. */
    private boolean settle(final Attempt mine, final Attempt.Outcome outcome)
    {
        return answered(() ->
        {
            // An interrupt is sent under this lock and to this attempt alone, so after this none of it is left.
            Thread.interrupted();
            if (flight != mine)
            {
                return returned();
            }
            flight = null;
            triedRevision = mine.revision();
            state.settle(mine.message, outcome);
            return true;
        });
    }

    /** A thread that was left behind has come back: it takes the place again where there is none in it. */
    private boolean returned()
    {
        abandoned.remove(Thread.currentThread());
        if (current != null || stopped)
        {
            return false;
        }
        current = Thread.currentThread();
        return true;
    }

    /** Keeps the timeout from outside. Call it a few times a second. */
    void watch()
    {
        locked(() ->
        {
            state.expire(parts.clock().nanoTime());
            if (flight != null)
            {
                watch(parts.clock().nanoTime());
            }
            else if (current == null && !closing && !stopped && abandoned.size() < MOST_ABANDONED)
            {
                startThread();
            }
        });
        ledger.flush();
    }

    private void watch(final long nowNs)
    {
        if (!flight.interrupted)
        {
            if (nowNs - flight.startNs >= entry.route().timeoutNs() + GRACE_NS)
            {
                flight.interrupted = true;
                flight.interruptedNs = nowNs;
                current.interrupt();
            }
        }
        else if (nowNs - flight.interruptedNs >= IGNORED_NS)
        {
            leaveBehind();
        }
    }

    private void leaveBehind()
    {
        final QueuedMessage message = flight.message;
        flight = null;
        abandoned.add(current);
        current = null;
        state.failed(message, DeliveryException.passing(Attempt.noAnswer(entry) + ", and it ignores being interrupted"));
        final boolean replaced = abandoned.size() < MOST_ABANDONED && !stopped;
        state.hangs("did not come back from a message, nor from being interrupted; its thread is left behind (" + abandoned.size() + " of "
            + MOST_ABANDONED + ')' + (replaced ? "" : ": nothing is sent on it until one comes back"));
        if (replaced)
        {
            startThread();
        }
        else
        {
            state.down(abandoned.size() + " threads hang in it");
        }
        changed.signalAll();
    }

    /** Time has changed: looks again at what is due. */
    void wake()
    {
        locked(changed::signalAll);
    }

    /** As {@link ToldChanges}; {@code Long.MAX_VALUE} while one waits here. */
    long toldMs(final String incident)
    {
        return answered(() -> state.toldMs(incident));
    }

    ChannelStatus status()
    {
        return answered(() -> state.status(abandoned.size()));
    }

    /**
     * Tries at once what waits in vain where a secret was replaced since the last attempt. It waits for the disk, without the lock: one
     * thread for all channels, which nothing else waits for.
     */
    void lookAtSecrets()
    {
        if (entry.hasSecretFiles() && answered(state::waitsInVain))
        {
            final long before = answered(() -> triedRevision);
            final long now = entry.secretsRevision();
            locked(() ->
            {
                // An attempt that came to an end meanwhile knows better.
                if (before == triedRevision && now != before)
                {
                    triedRevision = now;
                    state.mended();
                    changed.signalAll();
                }
            });
        }
    }

    /** From now on only what is CRITICAL or above is tried, each once, and then the thread ends. */
    void beginClose()
    {
        locked(() ->
        {
            closing = true;
            changed.signalAll();
        });
    }

    /**
     * Waits for the thread's end, then stops it.
     *
     * @param waitNs real time, at most.
     * @return whether it had ended by itself.
     * @throws InterruptedException when the caller was.
     */
    boolean awaitEnd(final long waitNs) throws InterruptedException
    {
        long left = waitNs;
        lock.lock();
        try
        {
            while (current != null && left > 0)
            {
                left = changed.awaitNanos(left);
            }
            return current == null;
        }
        finally
        {
            lock.unlock();
        }
    }

    /** Ends it now; what is on its way is interrupted and has no outcome. */
    void stop()
    {
        locked(() ->
        {
            stopped = true;
            flight = null;
            if (current != null)
            {
                current.interrupt();
                current = null;
            }
            state.end();
            changed.signalAll();
        });
        ledger.flush();
    }
}
