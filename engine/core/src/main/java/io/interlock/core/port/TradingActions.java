package io.interlock.core.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the host can do about its own orders and positions when a level asks for it (SEMANTICS 5). Each method starts the work and answers
 * with a completion: a short text of what was done, or the exception that stopped it. Called again with the same id after a failure or a
 * restart, it must do no harm.
 *
 * <p>Threading: called on a worker of the engine, never on the breaker thread and never on two threads at once for one context. A method
 * that blocks is given up at its deadline and reported; it delays no decision.
 */
public interface TradingActions
{
    /** Has nothing to act on. */
    TradingActions NONE = new TradingActions()
    {
    };

    /** What every action answers that has nothing to do. */
    String NOTHING_TO_DO = "nothing to do";

    /**
     * Saves what the host needs after a restart.
     *
     * @param context which transition asks.
     * @return done when it is on disk.
     */
    default CompletionStage<String> saveState(final ActionContext context)
    {
        return CompletableFuture.completedFuture(NOTHING_TO_DO);
    }

    /**
     * Cancels every open order of the scope and waits until the venue has confirmed each.
     *
     * @param context which transition asks.
     * @return done when nothing is working any more.
     */
    default CompletionStage<String> cancelAll(final ActionContext context)
    {
        return CompletableFuture.completedFuture(NOTHING_TO_DO);
    }

    /**
     * Closes every position of the scope at market and waits until the venue has confirmed it flat.
     *
     * @param context which transition asks.
     * @return done when the position is 0.
     */
    default CompletionStage<String> flatten(final ActionContext context)
    {
        return CompletableFuture.completedFuture(NOTHING_TO_DO);
    }

    /**
     * Logs out of every session and closes every socket of the scope.
     *
     * @param context which transition asks.
     * @return done when nothing is connected.
     */
    default CompletionStage<String> disconnect(final ActionContext context)
    {
        return CompletableFuture.completedFuture(NOTHING_TO_DO);
    }

    /**
     * Stops the trading engine. Where it closes this engine, or ends the process, before it is done, no record tells how it ended: the next
     * start counts as unplanned.
     *
     * @param context which transition asks.
     * @return done when it has stopped.
     */
    default CompletionStage<String> stop(final ActionContext context)
    {
        return CompletableFuture.completedFuture(NOTHING_TO_DO);
    }
}
