package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;

/**
 * What the machine knows of one scope. Times are engine time in nanoseconds.
 *
 * <p>Threading: breaker thread only; whoever else wants it asks that thread for a copy.
 */
public interface ScopeView
{
    /** A time that has not been. */
    long NEVER = Long.MIN_VALUE;

    /** A time that will not come. */
    long NOT_DUE = Long.MAX_VALUE;

    /**
     * The scope itself.
     *
     * @return as it was added.
     */
    ScopeDefinition definition();

    /**
     * Its own level; its ancestors' do not count.
     *
     * @return never null.
     */
    Level level();

    /**
     * Whether a healthy report could change a decision: end a streak or a count, or be evidence (DESIGN, lanes).
     *
     * @return its ancestors' do not count.
     */
    boolean wantsAttention();

    /**
     * Whether its own override is on.
     *
     * @return its ancestors' do not count.
     */
    boolean override();

    /**
     * The cause of its last transition.
     *
     * @return null before the first.
     */
    Cause lastCause();

    /**
     * The value of its last transition.
     *
     * @return raw.
     */
    long lastValue();

    /**
     * The threshold of its last transition.
     *
     * @return raw.
     */
    long lastThreshold();

    /**
     * When its level last changed.
     *
     * @return {@link #NEVER} before the first time.
     */
    long lastTransitionNs();

    /**
     * Since when the recovery clock runs (SEMANTICS 4).
     *
     * @return {@link #NEVER} before anything moved it.
     */
    long healthySinceNs();

    /**
     * Healthy samples since then.
     *
     * @return counted in event order.
     */
    int evidence();

    /**
     * When the cooldown of its level is over, whatever else is missing.
     *
     * @return {@link #NOT_DUE} at CLOSED and SHUTDOWN.
     */
    long cooldownEndNs();

    /**
     * Whether a cause stands.
     *
     * @param cause any.
     * @return true while it does.
     */
    boolean stands(Cause cause);

    /**
     * Whether any cause stands.
     *
     * @return true while one does: there is no recovery.
     */
    boolean anyStands();

    /**
     * Whether it is in HALT and would have recovered but for the confirm it needs.
     *
     * @param nowNs engine time.
     * @return true from the end of the cooldown on.
     */
    boolean awaitingConfirmation(long nowNs);

    /**
     * Whether nothing but healthy samples is missing for a recovery.
     *
     * @param nowNs engine time.
     * @return true from the end of the cooldown on.
     */
    boolean waitingForEvidence(long nowNs);

    /**
     * Failures in a row.
     *
     * @return 0 after a success.
     */
    int streak();

    /**
     * Results in the window of the failure rate.
     *
     * @return as of the last event or tick.
     */
    long windowOrders();

    /**
     * Failures in that window.
     *
     * @return as of the last event or tick.
     */
    long windowFailures();

    /**
     * The last equity reported.
     *
     * @return NaN where none is in force.
     */
    double lastEquity();

    /**
     * The highest equity in the window.
     *
     * @return NaN where the window holds none.
     */
    double highEquity();

    /**
     * The venue's last status.
     *
     * @return UP before the first.
     */
    ExchangeStatus exchange();

    /**
     * The session's last status.
     *
     * @return CONNECTED before the first.
     */
    NetworkStatus network();

    /**
     * How often a cause was a breach here.
     *
     * @param cause any tripping cause.
     * @return since the start, or the last force recovery or reset.
     */
    long breaches(Cause cause);

    /**
     * When a cause was last a breach here.
     *
     * @param cause any tripping cause.
     * @return {@link #NEVER} where it was not.
     */
    long lastBreachNs(Cause cause);

    /**
     * Shows what its windows hold.
     *
     * @param visitor shown each second that is not empty.
     */
    void windows(WindowVisitor visitor);

    /**
     * Whether the process has started again since this scope reached SHUTDOWN, so that a reset is possible.
     *
     * @return false at any other level.
     */
    boolean resettable();
}
