package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;

/** One symbol's position and the running sums of what works on each side. Threading: under the tracker's lock. */
final class Book
{
    BigDecimal position = BigDecimal.ZERO;
    private BigDecimal buying = BigDecimal.ZERO;
    private BigDecimal selling = BigDecimal.ZERO;

    BigDecimal working(final Side side)
    {
        return side == Side.BUY ? buying : side == Side.SELL ? selling : BigDecimal.ZERO;
    }

    /** Brings the sum up to date with an order. */
    void count(final TrackedOrder order)
    {
        final BigDecimal now = order.working();
        final BigDecimal change = now.subtract(order.counted);
        order.counted = now;
        if (order.side == Side.BUY)
        {
            buying = buying.add(change);
        }
        else
        {
            selling = selling.add(change);
        }
    }

    /**
     * CLOSE only when the quantity and all that works on its side together cannot carry the position past zero.
     *
     * @param without an order that the quantity takes the place of; null for none.
     */
    Intent judge(final Side side, final BigDecimal quantity, final TrackedOrder without)
    {
        final BigDecimal closable = side == Side.SELL ? position : position.negate();
        final BigDecimal others = without == null ? working(side) : working(side).subtract(without.counted);
        return side != Side.UNKNOWN && quantity.signum() > 0 && others.add(quantity).compareTo(closable) <= 0 ? Intent.CLOSE : Intent.OPEN;
    }
}
