package io.interlock.gateway.fix;

import io.interlock.gateway.order.WorkingOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import quickfix.Message;

/**
 * Cancels all that works, and waits until the venue has confirmed that it is gone. A cancel without an answer is sent again after two
 * seconds: the session may have lost it. After a restart nobody knows what works, so the venue is asked to cancel all.
 *
 * <p>Threading: one worker.
 */
final class Cancelling
{
    private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(2);

    private final SafetyStep step;
    private final SafetyOrders orders;
    private final Map<String, Long> sentNs = new HashMap<>();
    private int cancelled;

    Cancelling(final SafetyStep step, final SafetyOrders orders)
    {
        this.step = step;
        this.orders = orders;
    }

    /** Blocks. Returns how many orders it cancelled. */
    int all()
    {
        for (List<WorkingOrder> left = step.tap().tracker().working(); !left.isEmpty(); left = step.tap().tracker().working())
        {
            for (final WorkingOrder order : left)
            {
                final Long lastNs = sentNs.get(order.clOrdId());
                final boolean due = lastNs == null || step.nowNs() - lastNs >= AGAIN_NS;
                if (due && step.send(orders.cancel(order)))
                {
                    cancelled += lastNs == null ? 1 : 0;
                    sentNs.put(order.clOrdId(), step.nowNs());
                }
            }
            step.await(left.size() + " orders still work, first " + left.get(0).clOrdId());
        }
        return cancelled;
    }

    /** Blocks. Has the venue cancel whatever a former life left there. */
    void unknown()
    {
        final MassCancels answers = step.tap().massCancels();
        final Message message = orders.cancelAll();
        final String id = OrderFields.optional(message, Tags.CL_ORD_ID);
        answers.sent(id);
        try
        {
            while (!step.send(message))
            {
                step.await("the venue was not asked to cancel what a former life left open");
            }
            while (answers.answer(id) == MassCancels.Answer.AWAITED)
            {
                step.await("the venue has not confirmed the mass cancel " + id);
            }
            if (answers.answer(id) == MassCancels.Answer.REFUSED)
            {
                throw new SafetyException("the venue has refused the mass cancel " + id + ": cancel by hand what a former life left open");
            }
        }
        finally
        {
            answers.forget(id);
        }
    }
}
