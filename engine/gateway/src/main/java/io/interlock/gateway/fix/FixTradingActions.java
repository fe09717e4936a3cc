package io.interlock.gateway.fix;

import io.interlock.core.port.ActionContext;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.ExposureSource;
import io.interlock.core.port.TradingActions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The safety actions over FIX (SEMANTICS 5): cancels every working order and waits until each is gone, closes every position at market
 * until all are flat, logs out, stops. Everything is judged by the tracker at the moment, so doing it again does no harm. Sent only while
 * logged on; what a deadline cut short is done after the next logon, or when the venue is heard of again, where the scope is still at HALT
 * or above. What was found in order while logged off is looked at again after the logon: nobody knows what was filled meanwhile.
 *
 * <p>Where the law is silent: after a restart the venue is asked to cancel all (OrderMassCancelRequest), since nobody knows what works; a
 * flatten then takes the positions that the {@link PositionSource} tells in place of the tracker's, and without such a source fails.
 *
 * <p>Give it to the engine twice: {@code engine.actions(actions)} and, so that an emergency dump has orders and positions,
 * {@code engine.exposure(actions)}.
 *
 * <p>Threading: the engine's workers; each call blocks until it is done or its deadline is over. On workers of its own it acts on all taps
 * side by side, so that a venue that is gone keeps nothing open at another, and does what is owed.
 */
public final class FixTradingActions implements TradingActions, ExposureSource, AutoCloseable
{
    private static final Logger LOG = LoggerFactory.getLogger(FixTradingActions.class);

    private final FixActionsContext context;
    private final ExecutorService workers = Executors.newCachedThreadPool(work ->
    {
        final Thread thread = new Thread(work, "interlock-fix-action");
        thread.setDaemon(true);
        return thread;
    });
    private final List<TapActions> taps;
    private final FixExposure exposure;

    private FixTradingActions(final FixActionsContext context)
    {
        this.context = context;
        exposure = new FixExposure(context);
        final SafetyOrders orders = new SafetyOrders();
        taps = context.taps().stream().map(tap -> new TapActions(tap, orders, context.positionSource(tap), this::later)).toList();
    }

    /**
     * Actions on taps; give them to the engine.
     *
     * @param context what to act on.
     * @return ready.
     * @throws IllegalArgumentException without a tap, or with several that share a position source.
     */
    public static FixTradingActions of(final FixActionsContext context)
    {
        if (context.taps().isEmpty())
        {
            throw new IllegalArgumentException("no tap is set: there is nothing to act on");
        }
        if (context.taps().size() > 1 && context.positionSource() != null)
        {
            throw new IllegalArgumentException(
                "several taps and one positionSource, which cannot say whose position it is: use tap(tap, source)");
        }
        final FixTradingActions actions = new FixTradingActions(context);
        actions.taps.forEach(TapActions::listen);
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
                said.append("wrote ").append(StateSnapshot.write(context.directory(), asked, context.taps()).getFileName());
            }
            if (context.saveState() != null)
            {
                said.append(said.isEmpty() ? "" : "; ").append(context.saveState().call());
            }
            return said.isEmpty() ? NOTHING_TO_DO : said.toString();
        });
    }

    /** Every order that still works, for an emergency dump. */
    @Override
    public void openOrders(final OrderVisitor visitor)
    {
        exposure.openOrders(visitor);
    }

    /** Every position, as it was worked out and then as the venue tells it, for an emergency dump. */
    @Override
    public void positions(final PositionVisitor visitor)
    {
        exposure.positions(visitor);
    }

    @Override
    public CompletionStage<String> cancelAll(final ActionContext asked)
    {
        return done(() -> "cancelled " + atOnce(asked, (tap, endNs) -> tap.cancel(asked, endNs)) + " orders, none works");
    }

    @Override
    public CompletionStage<String> flatten(final ActionContext asked)
    {
        return done(() -> "flat, by " + atOnce(asked, (tap, endNs) -> tap.flatten(asked, endNs)) + " orders at market");
    }

    @Override
    public CompletionStage<String> disconnect(final ActionContext asked)
    {
        return done(() -> "logged out of " + atOnce(asked, TapActions::logOut) + " sessions");
    }

    @Override
    public CompletionStage<String> stop(final ActionContext asked)
    {
        return done(context.stop() == null ? () -> NOTHING_TO_DO : context.stop());
    }

    /** What is done on one tap; answers with how many messages or sessions it took. */
    private interface Work
    {
        int on(TapActions tap, long endNs);
    }

    /** On all taps side by side: a venue that is gone must not keep the orders at another open. */
    private int atOnce(final ActionContext asked, final Work work)
    {
        final long endNs = EngineClock.SYSTEM.nanoTime() + asked.deadlineNs();
        final List<CompletableFuture<Integer>> begun = taps.stream().filter(tap -> tap.isCoveredBy(asked.scope()))
            .map(tap -> CompletableFuture.supplyAsync(() -> work.on(tap, endNs), workers)).toList();
        int sum = 0;
        RuntimeException first = null;
        for (final CompletableFuture<Integer> one : begun)
        {
            try
            {
                sum += one.join();
            }
            catch (final CompletionException failed)
            {
                final RuntimeException cause =
                    failed.getCause() instanceof RuntimeException known ? known : new SafetyException(String.valueOf(failed.getCause()));
                if (first == null)
                {
                    first = cause;
                }
                else
                {
                    first.addSuppressed(cause);
                }
            }
        }
        if (first != null)
        {
            throw first;
        }
        return sum;
    }

    private void later(final Runnable payment)
    {
        try
        {
            workers.execute(payment);
        }
        catch (final RejectedExecutionException closed)
        {
            LOG.info("closed: what is owed is given up");
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
        taps.forEach(TapActions::close);
        workers.shutdownNow();
    }
}
