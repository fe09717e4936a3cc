package io.interlock.gateway.fix;

import io.interlock.core.model.Side;
import io.interlock.gateway.order.OrderTracker;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Closes positions at market until they are flat. What already works on the closing side is left to work, so that nothing is closed twice.
 *
 * <p>Threading: one worker.
 */
final class Flattening
{
    /**
     * Of a symbol, in half a minute, without the position having moved, however many actions ask: each rejection is a failure under the
     * law, and ten in a row would end in a SHUTDOWN that logs out with the position still open.
     */
    private static final int FRUITLESS_SENDS = 4;
    private static final long FORGOTTEN_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final SafetyStep step;
    private final SafetyOrders orders;
    private final Map<String, Try> tries;

    /** How often a position was asked to be closed without having moved. */
    record Try(BigDecimal position, int count, long sentNs)
    {
        /** Twice as long after each. */
        long pauseNs()
        {
            return PAUSE_NS << (count - 1);
        }
    }

    /** The tries by symbol are the tap's, and outlive the action. */
    Flattening(final SafetyStep step, final SafetyOrders orders, final Map<String, Try> tries)
    {
        this.step = step;
        this.orders = orders;
        this.tries = tries;
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

    /**
     * What works is read before what is open: a closing order that fills between both leaves less to close. Read the other way round it
     * would be closed a second time, which opens a position.
     */
    private boolean close(final String symbol, final BigDecimal seen)
    {
        final OrderTracker tracker = step.tap().tracker();
        final Side side = seen.signum() > 0 ? Side.SELL : Side.BUY;
        final BigDecimal working = tracker.working(symbol, side);
        final BigDecimal position = tracker.position(symbol);
        if (position.signum() != seen.signum())
        {
            // Closed meanwhile, or turned: the next round looks anew.
            return false;
        }
        final BigDecimal quantity = position.abs().subtract(working);
        final Try last = tries.get(symbol);
        final long sinceNs = last == null ? 0 : step.nowNs() - last.sentNs();
        final boolean fruitless = last != null && last.position().compareTo(position) == 0 && sinceNs < FORGOTTEN_NS;
        if (quantity.signum() <= 0 || fruitless && sinceNs < last.pauseNs())
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
