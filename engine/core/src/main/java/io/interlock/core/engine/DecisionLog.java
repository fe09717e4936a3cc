package io.interlock.core.engine;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.CleanText;

/**
 * Writes what was decided, and what became of actions, to the engine's log.
 *
 * <p>Threading: a worker of its own, as a listener's.
 */
final class DecisionLog
{
    private DecisionLog()
    {
    }

    static void write(final Object record)
    {
        if (record instanceof TransitionEvent event)
        {
            transition(event);
        }
        else if (record instanceof ActionEvent event)
        {
            action(event);
        }
        else if (record instanceof MetricsSample sample && sample.worst().isAbove(Level.CLOSED))
        {
            EngineLog.LOG.info("metrics {}", sample.text());
        }
        else if (record instanceof Sampler.State state)
        {
            EngineLog.LOG.error("complete state {}", CleanText.replaced(state.status().toString(), '?'));
        }
    }

    private static void transition(final TransitionEvent event)
    {
        final String scope = event.scope().isEmpty() ? "root" : CleanText.replaced(event.scope(), '?');
        if (event.tightens() && Double.isNaN(event.value()))
        {
            EngineLog.LOG.warn("{} {}: {} -> {} because of {}", event.priority(), scope, event.from(), event.to(), event.cause());
        }
        else if (event.tightens())
        {
            EngineLog.LOG.warn("{} {}: {} -> {} because of {} {} (threshold {})", event.priority(), scope, event.from(), event.to(),
                event.cause(), event.value(), event.threshold());
        }
        else
        {
            EngineLog.LOG.info("{} {}: {} -> {} by {}", event.priority(), scope, event.from(), event.to(), event.cause());
        }
    }

    private static void action(final ActionEvent event)
    {
        if (event.failed())
        {
            EngineLog.LOG.error("action {}: {} {}", event.id(), event.stage(), CleanText.replaced(event.details(), '?'));
        }
    }
}
