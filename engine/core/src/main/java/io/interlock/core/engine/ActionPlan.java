package io.interlock.core.engine;

import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.port.TransitionEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The steps of one transition, in order. The first save is started and never awaited.
 *
 * <p>Threading: the action runner's thread only; steps are immutable.
 */
final class ActionPlan
{
    private final TransitionEvent event;
    private final Iterator<Step> steps;

    /** One action: its name, whether the next one waits for it, and how it is called. */
    record Step(String name, boolean awaited, ActionRunner.Call how)
    {
        CompletionStage<String> call(final TradingActions actions, final ActionContext context)
        {
            return how.call(actions, context);
        }
    }

    ActionPlan(final TransitionEvent event, final boolean flatten)
    {
        this.event = event;
        final List<Step> plan = new ArrayList<>();
        plan.add(new Step("saveState", false, TradingActions::saveState));
        plan.add(new Step("cancelAll", true, TradingActions::cancelAll));
        if (flatten)
        {
            plan.add(new Step("flatten", true, TradingActions::flatten));
        }
        if (event.to() == Level.SHUTDOWN)
        {
            plan.add(new Step("disconnect", true, TradingActions::disconnect));
            plan.add(new Step("stop", true, TradingActions::stop));
        }
        else
        {
            plan.add(new Step("saveAgain", false, TradingActions::saveState));
        }
        steps = plan.iterator();
    }

    TransitionEvent event()
    {
        return event;
    }

    Step nextStep()
    {
        return steps.hasNext() ? steps.next() : null;
    }
}
