package io.interlock.gateway.fix;

import io.interlock.core.model.Side;
import io.interlock.gateway.order.OrderTracker;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Closes positions at market until they are flat. What already works on the closing side is left to work, so that nothing is closed twice.
 *
 * <p>Threading: one worker.
 */
final class Flattening
{
    /** Of a symbol, without the position having moved: more would be a stream of rejections, each a failure under the law. */
    private static final int FRUITLESS_SENDS = 2;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final SafetyStep step;
    private final SafetyOrders orders;
    private final Map<String, Try> tries = new HashMap<>();

    private record Try(BigDecimal position, int count, long sentNs)
    {
    }

    Flattening(final SafetyStep step, final SafetyOrders orders)
    {
        this.step = step;
        this.orders = orders;
    }

    /** Blocks. Returns how many orders it took. */
    int all()
    {
        int sent = 0;
        final OrderTracker tracker = step.tap().tracker();
        for (Map<String, BigDecimal> left = tracker.positions(); !left.isEmpty(); left = tracker.positions())
        {
            for (final Map.Entry<String, BigDecimal> position : left.entrySet())
            {
                sent += close(position.getKey(), position.getValue()) ? 1 : 0;
            }
            step.await("still open: " + left);
        }
        return sent;
    }

    private boolean close(final String symbol, final BigDecimal position)
    {
        final Side side = position.signum() > 0 ? Side.SELL : Side.BUY;
        final BigDecimal quantity = position.abs().subtract(step.tap().tracker().working(symbol, side));
        final Try last = tries.get(symbol);
        final boolean fruitless = last != null && last.position().compareTo(position) == 0;
        if (quantity.signum() <= 0 || fruitless && step.nowNs() - last.sentNs() < PAUSE_NS)
        {
            return false;
        }
        final int count = fruitless ? last.count() + 1 : 1;
        if (count > FRUITLESS_SENDS)
        {
            throw new SafetyException("the venue does not take the order that closes " + position.toPlainString() + ' ' + symbol);
        }
        if (!step.send(orders.market(symbol, side, quantity)))
        {
            return false;
        }
        tries.put(symbol, new Try(position, count, step.nowNs()));
        return true;
    }
}
