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
    /** The last step of a HALT: all else is done. */
    static final String SAVE_AGAIN = "saveAgain";

    private final Order order;
    private final Iterator<Step> steps;

    /**
     * What asks for the steps.
     *
     * @param id      the same in every retry.
     * @param scope   path.
     * @param level   HALT or SHUTDOWN.
     * @param rank    of two at one level, the lower goes first.
     * @param resumed whether a restart asks, not a transition.
     */
    record Order(String id, String scope, Level level, long rank, boolean resumed)
    {
        static Order of(final TransitionEvent event)
        {
            return new Order(event.id(), event.scope(), event.to(), event.sequence(), false);
        }
    }

    /** One action: its name, whether the next one waits for it, and how it is called. */
    record Step(String name, boolean awaited, ActionRunner.Call how)
    {
        CompletionStage<String> call(final TradingActions actions, final ActionContext context)
        {
            return how.call(actions, context);
        }
    }

    /** After a restart nobody is disconnected or stopped: the host was started on purpose, and a reset has to be possible. */
    ActionPlan(final Order order, final boolean flatten)
    {
        this.order = order;
        final List<Step> plan = new ArrayList<>();
        plan.add(new Step("saveState", false, TradingActions::saveState));
        plan.add(new Step("cancelAll", true, TradingActions::cancelAll));
        if (flatten)
        {
            plan.add(new Step("flatten", true, TradingActions::flatten));
        }
        if (order.level() == Level.SHUTDOWN && !order.resumed())
        {
            plan.add(new Step("disconnect", true, TradingActions::disconnect));
            plan.add(new Step("stop", true, TradingActions::stop));
        }
        else
        {
            plan.add(new Step(SAVE_AGAIN, false, TradingActions::saveState));
        }
        steps = plan.iterator();
    }

    Order order()
    {
        return order;
    }

    Step nextStep()
    {
        return steps.hasNext() ? steps.next() : null;
    }
}
