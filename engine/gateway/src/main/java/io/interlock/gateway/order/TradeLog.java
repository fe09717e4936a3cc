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

    /**
     * What one ExecID stands for; quantity zero for what is no trade. A correction follows what it corrects; a chain is worth what its last
     * link says, once its first has come, and nothing when any link was busted.
     */
    private static final class Trade
    {
        private TrackedOrder order;
        private BigDecimal quantity = BigDecimal.ZERO;
        /** False: named by a bust or a correction, itself not here yet. */
        private boolean arrived;
        private boolean gone;
        private Trade predecessor;
        private Trade successor;
        /** Of a first link: what the chain has moved. */
        private BigDecimal moved = BigDecimal.ZERO;

        private Trade(final TrackedOrder order)
        {
            this.order = order;
        }

        private void arrive(final TrackedOrder its, final BigDecimal traded)
        {
            order = its;
            quantity = traded;
            arrived = true;
        }

        private Trade first()
        {
            Trade first = this;
            while (first.predecessor != null)
            {
                first = first.predecessor;
            }
            return first;
        }

        private Trade last()
        {
            Trade last = this;
            while (last.successor != null)
            {
                last = last.successor;
            }
            return last;
        }

        private BigDecimal worth()
        {
            for (Trade link = this; link != null; link = link.successor)
            {
                if (link.gone)
                {
                    return BigDecimal.ZERO;
                }
            }
            return arrived ? last().quantity : BigDecimal.ZERO;
        }

        /** Brings order and position to what the chain is worth. Returns the order. */
        private TrackedOrder book()
        {
            final Trade first = first();
            final BigDecimal worth = first.worth();
            final BigDecimal change = worth.subtract(first.moved);
            first.moved = worth;
            first.order.filled = first.order.filled.add(change);
            first.order.book.position = first.order.book.position.add(first.order.side == Side.BUY ? change : change.negate());
            return first.order;
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
        return known != null && known.arrived;
    }

    /** A report that moves nothing. */
    void saw(final String execId, final TrackedOrder order)
    {
        named(execId, order).arrived = true;
    }

    void trade(final String execId, final TrackedOrder order, final BigDecimal quantity)
    {
        final Trade trade = named(execId, order);
        trade.arrive(order, quantity);
        trade.book();
    }

    /** Returns the order whose trade it undid; null where it names none. */
    TrackedOrder bust(final String execId, final String refExecId, final TrackedOrder order)
    {
        saw(execId, order);
        if (refExecId == null)
        {
            return null;
        }
        final Trade trade = named(refExecId, order);
        trade.gone = true;
        return trade.book();
    }

    /** Returns the order whose trade it corrected; null where it names none. */
    TrackedOrder correct(final String execId, final String refExecId, final TrackedOrder order, final BigDecimal quantity)
    {
        final Trade correction = named(execId, order);
        correction.arrive(order, quantity);
        if (refExecId == null)
        {
            correction.quantity = BigDecimal.ZERO;
            return null;
        }
        final Trade corrected = named(refExecId, order).last();
        if (corrected.first() != correction.first())
        {
            corrected.successor = correction;
            correction.predecessor = corrected;
        }
        return correction.book();
    }

    private Trade named(final String execId, final TrackedOrder order)
    {
        return trades.computeIfAbsent(execId, id -> new Trade(order));
    }
}
