package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;

/**
 * What the machine decided, in the order in which it decided it. Called within
 * {@link BreakerStateMachine#apply(InputEvent, long, Effects)}; an implementation must not call back into the machine's mutators.
 *
 * <p>Threading: breaker thread only. Must not block and must not throw.
 */
public interface Effects
{
    /**
     * A scope's own level changed.
     *
     * @param transition valid during the call only.
     */
    void onTransition(Transition transition);

    /**
     * A threshold was reached, whether or not the level changed for it. Called before the transition that it causes.
     *
     * @param scopeId   where.
     * @param cause     which.
     * @param demand    the level that it demands.
     * @param value     raw, {@link Cause#NO_NUMBER} where there is none.
     * @param threshold raw, {@link Cause#NO_NUMBER} where there is none.
     * @param timeNs    engine time.
     */
    void onBreach(int scopeId, Cause cause, Level demand, long value, long threshold, long timeNs);

    /**
     * A sample that cannot be true was rejected. Called before the breach and the transition that it causes.
     *
     * @param scopeId where.
     * @param event   the event that held it.
     * @param why     what is wrong with it, for a person.
     * @param timeNs  engine time.
     */
    void onRejected(int scopeId, InputEvent event, String why, long timeNs);

    /**
     * An operator's command was carried out or refused; called after its transitions, or instead of them.
     *
     * @param scopeId  where.
     * @param event    the command.
     * @param accepted whether it was carried out.
     * @param message  what was done, or what is missing.
     * @param timeNs   engine time.
     */
    void onCommand(int scopeId, InputEvent event, boolean accepted, String message, long timeNs);

    /**
     * An override was switched; not called where it already was as commanded.
     *
     * @param scopeId where.
     * @param on      whether it is on now.
     * @param timeNs  engine time.
     */
    void onOverride(int scopeId, boolean on, long timeNs);

    /**
     * Healthy reports in a scope and below it began to matter, or ceased to: its level is above CLOSED, or it counts failures or slow
     * samples in a row (DESIGN, lanes).
     *
     * @param scopeId where.
     * @param on      whether they matter now.
     */
    default void onAttention(final int scopeId, final boolean on)
    {
        // Only a live engine has reporters to tell.
    }

    /**
     * A reload of the configuration was announced, or carried out: then this comes before everything that it causes, and what comes after
     * it was decided under the new configuration.
     *
     * @param applied false: announced only.
     * @param message what changes, for a person.
     * @param timeNs  engine time.
     */
    default void onReload(final boolean applied, final String message, final long timeNs)
    {
        // Only where decisions are kept.
    }
}
