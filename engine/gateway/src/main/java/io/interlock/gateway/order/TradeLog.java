package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which reports were seen, and what each trade has moved, so that a repeated one moves nothing and a bust or a correction undoes it. A bust
 * or a correction that comes before its trade is kept until the trade comes. Bounded: the oldest are forgotten.
 *
 * <p>Threading: under the tracker's lock.
 */
final class TradeLog
{
    private final Map<String, Trade> trades;

    /** What one ExecID stands for; quantity zero for what is no trade. */
    private static final class Trade
    {
        private final TrackedOrder order;
        private final BigDecimal quantity;
        private boolean booked;
        private boolean gone;
        /** Named by a bust or a correction, itself not here yet. */
        private boolean awaited;
        private Trade successor;

        private Trade(final TrackedOrder order, final BigDecimal quantity)
        {
            this.order = order;
            this.quantity = quantity;
        }

        private void book()
        {
            booked = true;
            move(quantity);
        }

        private void undo()
        {
            gone = true;
            if (booked)
            {
                booked = false;
                move(quantity.negate());
            }
        }

        private void move(final BigDecimal moved)
        {
            order.filled = order.filled.add(moved);
            order.book.position = order.book.position.add(order.side == Side.BUY ? moved : moved.negate());
        }
    }

    TradeLog(final int capacity)
    {
        trades = new LinkedHashMap<>()
        {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<String, Trade> eldest)
            {
                return size() > capacity;
            }
        };
    }

    boolean seen(final String execId)
    {
        final Trade known = trades.get(execId);
        return known != null && !known.awaited;
    }

    /** A report that moves nothing. */
    void saw(final String execId, final TrackedOrder order)
    {
        trades.putIfAbsent(execId, new Trade(order, BigDecimal.ZERO));
    }

    void trade(final String execId, final TrackedOrder order, final BigDecimal quantity)
    {
        final Trade awaited = trades.get(execId);
        if (awaited == null)
        {
            final Trade trade = new Trade(order, quantity);
            trades.put(execId, trade);
            trade.book();
            return;
        }
        awaited.awaited = false;
        Trade last = awaited;
        while (last.successor != null)
        {
            last = last.successor;
        }
        if (!last.gone)
        {
            last.book();
        }
    }

    /** Returns the order whose trade it undid; null where that trade is not known. */
    TrackedOrder bust(final String execId, final String refExecId, final TrackedOrder order)
    {
        saw(execId, order);
        final Trade trade = referred(refExecId, order);
        if (trade == null)
        {
            return null;
        }
        trade.undo();
        return trade.order;
    }

    /** Returns the order whose trade it corrected; null where that trade is not known. */
    TrackedOrder correct(final String execId, final String refExecId, final TrackedOrder order, final BigDecimal quantity)
    {
        final Trade trade = referred(refExecId, order);
        if (trade == null || trade.gone && !trade.awaited)
        {
            saw(execId, order);
            return null;
        }
        final Trade corrected = new Trade(trade.order, quantity);
        final boolean booked = trade.booked;
        trade.undo();
        trade.successor = corrected;
        trades.put(execId, corrected);
        if (booked)
        {
            corrected.book();
        }
        return trade.order;
    }

    private Trade referred(final String refExecId, final TrackedOrder order)
    {
        if (refExecId == null)
        {
            return null;
        }
        return trades.computeIfAbsent(refExecId, id ->
        {
            final Trade unseen = new Trade(order, BigDecimal.ZERO);
            unseen.awaited = true;
            return unseen;
        });
    }
}
