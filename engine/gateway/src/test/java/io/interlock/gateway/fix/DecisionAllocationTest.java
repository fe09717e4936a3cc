package io.interlock.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Side;
import io.interlock.gateway.order.Execution;
import io.interlock.gateway.order.OrderContext;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The decision without the message: an order is kept as long as it works, so it costs its own memory, and no more with many orders. */
class DecisionAllocationTest
{
    private static final int ORDERS = 20_000;
    private static final long BYTES_AN_ORDER = 1_000;

    @Test
    void shouldAllocateLittleForADecisionHoweverManyOrdersWork()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final OrderContext context = new OrderContext("venue", 0.9, 100.0, false);
        try (TapFixture fixture = new TapFixture("", 0))
        {
            final OrderTracker tracker = new OrderTracker(Map.of());
            final TapCounters counters = new TapCounters();
            final Gate gate = fixture.tap.scope().gate();
            for (int i = 0; i < 2_000; i++)
            {
                tracker.reserve("works" + i, "BTC", Side.BUY, BigDecimal.ONE, context);
            }
            final String[] ids = new String[2 * ORDERS];
            final Execution[] ends = new Execution[2 * ORDERS];
            for (int i = 0; i < ids.length; i++)
            {
                ids[i] = "o" + i;
                ends[i] = new Execution(
                    Execution.Kind.ENDED, new Execution.Ids("e" + i, null, ids[i], null), "BTC", Side.BUY, null, null, null);
            }
            long before = 0;
            for (int i = 0; i < ids.length; i++)
            {
                if (i == ORDERS)
                {
                    before = threads.getCurrentThreadAllocatedBytes();
                }
                final OrderRequest request = tracker.reserve(ids[i], "BTC", Side.BUY, BigDecimal.TEN, context);
                if (gate.check(request.intent(), 0.9).allowed() && request.sent(i, true))
                {
                    counters.sent(false);
                    counters.outboundNs(i);
                }
                tracker.execution(ends[i]);
            }
            final long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / ORDERS;
            assertThat(counters.counts().sent()).isEqualTo(ids.length);
            assertThat(bytes).as("bytes an order").isLessThan(BYTES_AN_ORDER);
        }
    }
}
