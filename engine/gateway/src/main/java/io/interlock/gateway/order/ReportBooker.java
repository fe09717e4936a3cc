package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.Objects;

/** Books ExecutionReports. Threading: under the tracker's lock. */
final class ReportBooker
{
    private final OrderShelf shelf;
    private final TradeLog trades;

    ReportBooker(final OrderShelf shelf, final int executionsKept)
    {
        this.shelf = shelf;
        trades = new TradeLog(executionsKept);
    }

    /** Returns false when the report was seen before. Throws, with nothing changed, for an order that appears without a side. */
    boolean book(final Execution report)
    {
        Objects.requireNonNull(report.ids().execId(), "execId");
        if (trades.seen(report.ids().execId()))
        {
            return false;
        }
        final TrackedOrder order = orderOf(report);
        order.assumed = false;
        final TrackedOrder touched = apply(report, order);
        if (touched != null && touched != order)
        {
            shelf.settle(touched);
        }
        shelf.settle(order);
        return true;
    }

    private TrackedOrder apply(final Execution report, final TrackedOrder order)
    {
        final Execution.Ids ids = report.ids();
        switch (report.kind())
        {
            case TRADE -> trades.trade(ids.execId(), order, traded(report, order));
            case TRADE_CANCEL ->
            {
                return trades.bust(ids.execId(), ids.refExecId(), order);
            }
            case TRADE_CORRECT ->
            {
                return trades.correct(ids.execId(), ids.refExecId(), order, orZero(report.lastQty()));
            }
            default ->
            {
                trades.saw(ids.execId(), order);
                changeState(report, order);
            }
        }
        return order;
    }

    private void changeState(final Execution report, final TrackedOrder order)
    {
        switch (report.kind())
        {
            case STATE ->
            {
                // Knowing the order is all.
            }
            case REPLACED -> replaced(report, order);
            case RESTATED -> order.quantity = report.orderQty() == null ? order.quantity : report.orderQty();
            case ENDED -> order.end();
            default -> throw new IllegalArgumentException("unknown kind " + report.kind());
        }
    }

    private TrackedOrder orderOf(final Execution report)
    {
        final Execution.Ids ids = report.ids();
        OrderRequest known = shelf.request(ids.clOrdId());
        if (known == null && ids.origClOrdId() != null)
        {
            known = shelf.request(ids.origClOrdId());
        }
        final TrackedOrder order;
        if (known == null)
        {
            requireSide(report.side());
            order = new TrackedOrder(
                shelf.book(report.symbol()), ids.clOrdId(), report.symbol(), report.side(), orZero(report.orderQty()));
            // What traded before we knew of it is in the starting position already.
            order.filled = orZero(report.cumQty()).subtract(orZero(report.lastQty())).max(BigDecimal.ZERO);
        }
        else
        {
            order = known.order;
        }
        if (shelf.request(ids.clOrdId()) == null)
        {
            shelf.appeared(order, ids.clOrdId(), order.quantity);
        }
        return order;
    }

    /** A report without LastQty is read by what it says in sum. */
    private static BigDecimal traded(final Execution report, final TrackedOrder order)
    {
        return report.lastQty() != null ? report.lastQty() : orZero(report.cumQty()).subtract(order.filled).max(BigDecimal.ZERO);
    }

    private void replaced(final Execution report, final TrackedOrder order)
    {
        final OrderRequest request = shelf.request(report.ids().clOrdId());
        final boolean asked = request.kind() == OrderRequest.Kind.REPLACE;
        request.pending = false;
        // The answer to an earlier request that comes after that to a later one changes nothing.
        if (request.rank >= order.currentRank)
        {
            order.currentRank = request.rank;
            order.clOrdId = request.clOrdId();
            final BigDecimal before = order.quantity;
            order.quantity = report.orderQty() != null ? report.orderQty() : asked ? request.quantity() : before;
            order.cut = request.cut() || order.cut && order.quantity.compareTo(before) <= 0;
        }
    }

    static void requireSide(final Side side)
    {
        if (side != Side.BUY && side != Side.SELL)
        {
            throw new IllegalArgumentException("an order needs a side, BUY or SELL, not " + side);
        }
    }

    private static BigDecimal orZero(final BigDecimal value)
    {
        return value == null ? BigDecimal.ZERO : value;
    }
}
