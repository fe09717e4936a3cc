package io.interlock.gateway.fix;

import io.interlock.core.report.Reporter;
import io.interlock.gateway.order.OrderRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Orders that wait for their first answer. One that has waited too long is reported by its age, once: a venue that says nothing must not
 * look healthy.
 *
 * <p>Threading: added by any thread; checked by the tap's timer alone.
 */
final class OverdueWatch
{
    private final Queue<OrderRequest> waiting = new ConcurrentLinkedQueue<>();
    private final Reporter reporter;
    private final long overdueNs;

    OverdueWatch(final Reporter reporter, final long overdueNs)
    {
        this.reporter = reporter;
        this.overdueNs = overdueNs;
    }

    void add(final OrderRequest request)
    {
        waiting.add(request);
    }

    /** In the order of sending, so that the first that is not yet due ends the look. */
    void check(final long nowNs)
    {
        for (OrderRequest first = waiting.peek(); first != null; first = waiting.peek())
        {
            final long ageNs = nowNs - first.sentNs();
            if (!first.done())
            {
                if (ageNs < overdueNs)
                {
                    return;
                }
                if (first.overdue())
                {
                    reporter.apiLatency(ageNs);
                }
            }
            waiting.poll();
        }
    }
}
