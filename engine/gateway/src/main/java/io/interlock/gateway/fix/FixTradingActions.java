package io.interlock.gateway.fix;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.TradingActions;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Session;
import quickfix.SessionID;

/**
 * The safety actions over FIX (SEMANTICS 5): cancels every working order and waits until each is gone, closes every position at market
 * until all are flat, logs out, stops. Everything is judged by the tracker at the moment, so doing it again does no harm. Sent only while
 * logged on; what a deadline cut short is done after the next logon, or when the venue is heard of again, where the scope is still at HALT
 * or above. What was found in order while logged off is looked at again after the logon: nobody knows what was filled meanwhile.
 *
 * <p>Where the law is silent: after a restart the venue is asked to cancel all (OrderMassCancelRequest), since nobody knows what works; a
 * flatten then takes the positions that the {@link PositionSource} tells in place of the tracker's, and without such a source fails.
 *
 * <p>Threading: the engine's workers, one action at a time; each blocks until it is done or its deadline is over. One thread of its own
 * for what is owed.
 */
public final class FixTradingActions implements TradingActions, AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(FixTradingActions.class);

    private final FixActionsContext context;
    private final List<FixTap> taps;
    private final SafetyOrders orders = new SafetyOrders();
    private final Object acting = new Object();
    private final Map<FixTap, ActionContext> owed = new ConcurrentHashMap<>();
    private final Set<FixTap> confirmed = new HashSet<>();
    private final Set<FixTap> offline = ConcurrentHashMap.newKeySet();
    private final Set<FixTap> late = ConcurrentHashMap.newKeySet();
    private final Runnable listener = this::changed;
    private final ExecutorService paying = Executors.newSingleThreadExecutor(work ->
    {
        final Thread thread = new Thread(work, "interlock-fix-owed");
        thread.setDaemon(true);
        return thread;
    });

    private FixTradingActions(final FixActionsContext context)
    {
        this.context = context;
        taps = context.taps();
    }

    /**
     * Actions on taps; give them to the engine.
     *
     * @param context what to act on.
     * @return ready.
     * @throws IllegalArgumentException without a tap.
     */
    public static FixTradingActions of(final FixActionsContext context)
    {
        if (context.taps().isEmpty())
        {
            throw new IllegalArgumentException("no tap is set: there is nothing to act on");
        }
        final FixTradingActions actions = new FixTradingActions(context);
        actions.taps.forEach(tap -> tap.addListener(actions.listener));
        actions.changed();
        return actions;
    }

    /** Saves the host's state by its callback, and positions and working orders into the directory, where they are set. */
    @Override
    public CompletionStage<String> saveState(final ActionContext asked)
    {
        return done(() ->
        {
            final StringBuilder said = new StringBuilder();
            if (context.directory() != null)
            {
                said.append("wrote ").append(StateSnapshot.write(context.directory(), asked, taps).getFileName());
            }
            if (context.saveState() != null)
            {
                said.append(said.isEmpty() ? "" : "; ").append(context.saveState().call());
            }
            return said.isEmpty() ? NOTHING_TO_DO : said.toString();
        });
    }

    @Override
    public CompletionStage<String> cancelAll(final ActionContext asked)
    {
        return done(() ->
        {
            int cancelled = 0;
            for (final FixTap tap : covered(asked.scope()))
            {
                cancelled += cancel(tap, asked, EngineClock.SYSTEM.nanoTime() + asked.deadlineNs());
            }
            return "cancelled " + cancelled + " orders, none works";
        });
    }

    @Override
    public CompletionStage<String> flatten(final ActionContext asked)
    {
        return done(() ->
        {
            int sent = 0;
            for (final FixTap tap : covered(asked.scope()))
            {
                sent += flatten(tap, asked, EngineClock.SYSTEM.nanoTime() + asked.deadlineNs());
            }
            return "flat, by " + sent + " orders at market";
        });
    }

    @Override
    public CompletionStage<String> disconnect(final ActionContext asked)
    {
        return done(() ->
        {
            final long endNs = EngineClock.SYSTEM.nanoTime() + asked.deadlineNs();
            int sessions = 0;
            for (final FixTap tap : covered(asked.scope()))
            {
                for (final SessionID id : tap.sessions())
                {
                    sessions += logOut(tap, id, endNs) ? 1 : 0;
                }
            }
            return "logged out of " + sessions + " sessions";
        });
    }

    @Override
    public CompletionStage<String> stop(final ActionContext asked)
    {
        return done(context.stop() == null ? () -> NOTHING_TO_DO : context.stop());
    }

    private int cancel(final FixTap tap, final ActionContext asked, final long endNs)
    {
        synchronized (acting)
        {
            owed.put(tap, asked);
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
                settle(tap, !wantsFlat(asked));
                return cancelled;
            }
            catch (final SafetyException failed)
            {
                noteIfLate(tap, endNs);
                throw failed;
            }
        }
    }

    private int flatten(final FixTap tap, final ActionContext asked, final long endNs)
    {
        synchronized (acting)
        {
            owed.put(tap, asked);
            try (SafetyStep step = new SafetyStep(tap, asked.token(), endNs))
            {
                if (asked.resumed() && !confirmed.contains(tap))
                {
                    confirm(tap, endNs);
                }
                final int sent = new Flattening(step, orders).all();
                settle(tap, true);
                return sent;
            }
            catch (final SafetyException failed)
            {
                noteIfLate(tap, endNs);
                throw failed;
            }
        }
    }

    /** What still works may fill, and what was found while logged off may be out of date: then it stays owed. */
    private void settle(final FixTap tap, final boolean last)
    {
        if (last && tap.loggedOn() && tap.tracker().working().isEmpty())
        {
            owed.remove(tap);
        }
    }

    /** Cut short, not refused: the venue's next word is worth another try, once. */
    private void noteIfLate(final FixTap tap, final long endNs)
    {
        if (EngineClock.SYSTEM.nanoTime() - endNs >= 0)
        {
            late.add(tap);
        }
    }

    /** At SHUTDOWN the engine asks for a flatten by itself where it is configured; after a logon only a HALT's is owed. */
    private static boolean wantsFlat(final ActionContext asked)
    {
        return asked.level() == Level.HALT;
    }

    private void confirm(final FixTap tap, final long endNs)
    {
        if (context.positionSource() == null)
        {
            throw new SafetyException("after a restart a flatten waits for the venue to confirm the position: set a positionSource");
        }
        try
        {
            final long leftNs = Math.max(0, endNs - EngineClock.SYSTEM.nanoTime());
            final Map<String, BigDecimal> told =
                context.positionSource().positions().toCompletableFuture().get(leftNs, TimeUnit.NANOSECONDS);
            tap.tracker().positions().keySet().forEach(symbol -> tap.tracker().confirmed(symbol, BigDecimal.ZERO));
            told.forEach(tap.tracker()::confirmed);
            confirmed.add(tap);
        }
        catch (final TimeoutException late)
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

    private static boolean logOut(final FixTap tap, final SessionID id, final long endNs)
    {
        final Session session = Session.lookupSession(id);
        if (session == null)
        {
            return false;
        }
        // Also keeps it from logging on again.
        session.logout("Interlock: SHUTDOWN");
        try (SafetyStep step = new SafetyStep(tap, null, endNs))
        {
            while (session.isLoggedOn())
            {
                step.await("still logged on: " + id);
            }
        }
        return true;
    }

    private List<FixTap> covered(final String scope)
    {
        return taps.stream().filter(tap -> scope.isEmpty() || tap.scope().path().equals(scope)
            || tap.scope().path().startsWith(scope + '/')).toList();
    }

    /** On a QuickFIX/J thread that may hold its locks: hands over, sends nothing. */
    private void changed()
    {
        for (final FixTap tap : taps)
        {
            // A logon, or the first word after a deadline: were every change to start it again, a venue that rejects would be asked
            // without an end.
            if (!tap.loggedOn())
            {
                offline.add(tap);
            }
            else if ((offline.remove(tap) | late.remove(tap)) && !paying.isShutdown())
            {
                paying.execute(() -> payOff(tap));
            }
        }
    }

    private void payOff(final FixTap tap)
    {
        synchronized (acting)
        {
            final ActionContext asked = owed.get(tap);
            if (asked == null || !tap.loggedOn())
            {
                return;
            }
            if (!tap.scope().level().isAbove(Level.THROTTLE))
            {
                owed.remove(tap);
                return;
            }
            try
            {
                final long endNs = EngineClock.SYSTEM.nanoTime() + asked.deadlineNs();
                final int cancelled = cancel(tap, asked, endNs);
                final int sent = wantsFlat(asked) ? flatten(tap, asked, endNs) : 0;
                LOG.warn("what {} had left: cancelled {} orders, sent {} to be flat", asked.id(), cancelled, sent);
            }
            catch (final RuntimeException failed)
            {
                LOG.error("what {} had left could not be done: {}", asked.id(), failed.toString());
            }
        }
    }

    private static CompletionStage<String> done(final Callable<String> work)
    {
        try
        {
            return CompletableFuture.completedFuture(work.call());
        }
        catch (final Exception failed)
        {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** What is owed is given up. */
    @Override
    public void close()
    {
        taps.forEach(tap -> tap.removeListener(listener));
        paying.shutdownNow();
    }
}
