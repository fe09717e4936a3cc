package io.interlock.notify.delivery;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
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
    private final WorkerPlace place = new WorkerPlace();
    private final AtomicBoolean channelClosed = new AtomicBoolean();
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
        place.take(thread);
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
                final Attempt mine = take();
                goesOn = mine != null && made(mine);
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
    private boolean made(final Attempt mine)
    {
        final boolean goesOn = settle(mine, mine.make(entry));
        ledger.flush();
        return goesOn;
    }

    /** For who does everything by turns: one attempt on the calling thread, which has the place from then on. False: none was due. */
    boolean turn()
    {
        final Attempt mine = answered(() ->
        {
            if (flight != null || stopped)
            {
                return null;
            }
            place.take(Thread.currentThread());
            return begin();
        });
        if (mine != null)
        {
            made(mine);
        }
        return mine != null;
    }

    private void recover()
    {
        locked(() ->
        {
            if (flight != null && place.isMine())
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
            place.leave();
            changed.signalAll();
            return (closing || stopped) && place.isEmpty();
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
            while (!stopped && place.isMine())
            {
                final Attempt next = begin();
                if (next != null || closing)
                {
                    return next;
                }
                pause();
            }
            return null;
        });
    }

    private Attempt begin()
    {
        final QueuedMessage message = closing ? state.nextAtClose() : state.next();
        flight = message == null ? null : new Attempt(message, parts.clock().nanoTime());
        return flight;
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
                return place.takeAgain() && !stopped;
            }
            flight = null;
            triedRevision = mine.revision();
            state.settle(mine.message, outcome);
            return true;
        });
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
            else if (place.isEmpty() && !closing && !stopped && place.leftBehindCount() < MOST_ABANDONED)
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
                place.interrupt();
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
        place.leaveBehind();
        state.failed(message, DeliveryException.passing(Attempt.noAnswer(entry) + ", and it ignores being interrupted"));
        final boolean replaced = place.leftBehindCount() < MOST_ABANDONED && !stopped;
        state.hangs("did not come back from a message, nor from being interrupted; its thread is left behind ("
            + place.leftBehindCount() + " of " + MOST_ABANDONED + ')' + (replaced ? "" : ": nothing is sent on it until one comes back"));
        if (replaced)
        {
            startThread();
        }
        else
        {
            state.down(place.leftBehindCount() + " threads hang in it");
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
        return answered(() -> state.status(place.leftBehindCount()));
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
            while (!place.isEmpty() && left > 0)
            {
                left = changed.awaitNanos(left);
            }
            return place.isEmpty();
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
            if (!place.isEmpty())
            {
                place.interrupt();
                place.take(null);
            }
            state.end();
            changed.signalAll();
        });
        ledger.flush();
    }
}
