package io.interlock.core.port;

/**
 * Told of every transition, in order.
 *
 * <p>Threading: a worker of its own for each listener. One that blocks or throws is counted and reported, and delays nobody but itself.
 */
@FunctionalInterface
public interface TransitionListener
{
    /**
     * A scope's own level changed.
     *
     * @param event what changed.
     */
    void onTransition(TransitionEvent event);

    /**
     * A safety action started, succeeded or failed.
     *
     * @param event what happened.
     */
    default void onAction(final ActionEvent event)
    {
    }
}
