package io.interlock.gateway.fix;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Session;
import quickfix.SessionID;

/**
 * The safety actions on one tap, and what is owed there: what a deadline cut short, and what was found in order while logged off.
 *
 * <p>Threading: any worker, one action at a time under a lock of the tap's own, so that no venue keeps another's orders open;
 * what the tap tells is only handed over.
 */
final class TapActions implements AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(FixTradingActions.class);

    private final FixTap tap;
    private final SafetyOrders orders;
    private final PositionSource positions;
    private final Executor paying;
    private final Object acting = new Object();
    private final AtomicBoolean offline = new AtomicBoolean();
    private final AtomicBoolean late = new AtomicBoolean();
    private final Runnable listener = this::changed;
    private final Map<String, Flattening.Try> tries = new HashMap<>();
    private ActionContext owed;
    private boolean confirmed;

    /** Null for no position source. */
    TapActions(final FixTap tap, final SafetyOrders orders, final PositionSource positions, final Executor paying)
    {
        this.tap = tap;
        this.orders = orders;
        this.positions = positions;
        this.paying = paying;
    }

    void listen()
    {
        tap.addListener(listener);
        changed();
    }

    @Override
    public void close()
    {
        tap.removeListener(listener);
    }

    boolean isCoveredBy(final String scope)
    {
        final String path = tap.scope().path();
        return scope.isEmpty() || path.equals(scope) || path.startsWith(scope + '/');
    }

    /** Blocks until nothing works. Returns how many orders it cancelled. */
    int cancel(final ActionContext asked, final long endNs)
    {
        synchronized (acting)
        {
            owed = asked;
            try (SafetyStep step = new SafetyStep(tap, asked.token(), endNs))
            {
                final Cancelling cancelling = new Cancelling(step, orders);
                int cancelled = cancelling.all();
                if (asked.resumed())
                {
                    // What is known goes first: a venue that does no mass cancel must not keep it open.
                    cancelling.unknown();
                    cancelled = cancelling.all();
                }
                settle(!wantsFlat(asked));
                return cancelled;
            }
            catch (final SafetyException failed)
            {
                noteIfLate(endNs);
                throw failed;
            }
        }
    }

    /** Blocks until flat. Returns how many orders it took. */
    int flatten(final ActionContext asked, final long endNs)
    {
        synchronized (acting)
        {
            owed = asked;
            try (SafetyStep step = new SafetyStep(tap, asked.token(), endNs))
            {
                if (asked.resumed() && !confirmed)
                {
                    confirm(endNs);
                }
                final int sent = new Flattening(step, orders, tries).all();
                settle(true);
                return sent;
            }
            catch (final SafetyException failed)
            {
                noteIfLate(endNs);
                throw failed;
            }
        }
    }

    /** Blocks until logged out; keeps the sessions from logging on again. Returns how many there are. */
    int logOut(final long endNs)
    {
        int sessions = 0;
        for (final SessionID id : tap.sessions())
        {
            final Session session = Session.lookupSession(id);
            if (session != null)
            {
                session.logout("Interlock: SHUTDOWN");
                sessions++;
            }
        }
        try (SafetyStep step = new SafetyStep(tap, null, endNs))
        {
            for (final SessionID id : tap.sessions())
            {
                while (isLoggedOn(id))
                {
                    step.await("still logged on: " + id);
                }
            }
        }
        return sessions;
    }

    private static boolean isLoggedOn(final SessionID id)
    {
        final Session session = Session.lookupSession(id);
        return session != null && session.isLoggedOn();
    }

    /** What still works may fill, and what was found while logged off may be out of date: then it stays owed. */
    private void settle(final boolean last)
    {
        if (last && tap.loggedOn() && tap.tracker().working().isEmpty())
        {
            owed = null;
        }
    }

    /** Cut short, not refused: the venue's next word is worth another try, once. */
    private void noteIfLate(final long endNs)
    {
        if (EngineClock.SYSTEM.nanoTime() - endNs >= 0)
        {
            late.set(true);
        }
    }

    /** At SHUTDOWN the engine asks for a flatten by itself where it is configured; after a logon only a HALT's is owed. */
    private static boolean wantsFlat(final ActionContext asked)
    {
        return asked.level() == Level.HALT;
    }

    private void confirm(final long endNs)
    {
        if (positions == null)
        {
            throw new SafetyException("after a restart a flatten waits for the venue to confirm the position: set a positionSource");
        }
        try
        {
            final long leftNs = Math.max(0, endNs - EngineClock.SYSTEM.nanoTime());
            final Map<String, BigDecimal> told = positions.positions().toCompletableFuture().get(leftNs, TimeUnit.NANOSECONDS);
            tap.tracker().positions().keySet().forEach(symbol -> tap.tracker().confirmed(symbol, BigDecimal.ZERO));
            told.forEach(tap.tracker()::confirmed);
            confirmed = true;
        }
        catch (final TimeoutException expired)
        {
            throw new SafetyException("the venue has not confirmed the position in time");
        }
        catch (final ExecutionException failed)
        {
            throw new SafetyException("the venue's position could not be had: " + failed.getCause());
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            throw new SafetyException("interrupted while the venue's position was asked for");
        }
    }

    /** On a QuickFIX/J thread that may hold its locks: hands over, sends nothing. */
    private void changed()
    {
        // A logon, or the first word after a deadline: were every change to start it again, a venue that rejects would be asked without
        // an end.
        if (!tap.loggedOn())
        {
            offline.set(true);
        }
        else if (offline.get() || late.get())
        {
            // Both are taken: one payment is enough for both.
            final boolean wasOffline = offline.getAndSet(false);
            if (late.getAndSet(false) || wasOffline)
            {
                paying.execute(this::payOff);
            }
        }
    }

    private void payOff()
    {
        synchronized (acting)
        {
            final ActionContext asked = owed;
            if (asked == null || !tap.loggedOn())
            {
                return;
            }
            if (!tap.scope().level().isAbove(Level.THROTTLE))
            {
                owed = null;
                return;
            }
            try
            {
                final long endNs = EngineClock.SYSTEM.nanoTime() + asked.deadlineNs();
                final int cancelled = cancel(asked, endNs);
                final int sent = wantsFlat(asked) ? flatten(asked, endNs) : 0;
                LOG.warn("what {} had left: cancelled {} orders, sent {} to be flat", asked.id(), cancelled, sent);
            }
            catch (final RuntimeException failed)
            {
                LOG.error("what {} had left could not be done: {}", asked.id(), failed.toString());
            }
        }
    }
}
