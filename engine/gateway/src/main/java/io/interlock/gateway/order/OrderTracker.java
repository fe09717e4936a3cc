package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Working orders and positions, from what was sent and what the venue answered; says whether an order would add risk (SEMANTICS 1).
 * Where the law is silent: an order is CLOSE only when it and all that works on its side together cannot carry the position past zero;
 * whatever is unknown or not above zero is OPEN. Ids of executions and orders are kept for the tracker's life; make a new one, with the
 * position as start, for a new session.
 *
 * <p>Threading: any thread; one lock, never held across a call out. No I/O.
 */
public final class OrderTracker
{
    private final Map<String, BigDecimal> positions = new HashMap<>();
    private final Map<String, TrackedOrder> orders = new HashMap<>();
    private final Map<String, Trade> trades = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private record Trade(TrackedOrder order, BigDecimal quantity)
    {
    }

    /**
     * Starts with the positions that the host has.
     *
     * @param start signed quantity by symbol, below zero for short.
     */
    public OrderTracker(final Map<String, BigDecimal> start)
    {
        positions.putAll(start);
    }

    /**
     * A NewOrderSingle goes out. The same id again (a resend) counts once.
     *
     * @param clOrdId  ClOrdID.
     * @param symbol   Symbol.
     * @param side     which way.
     * @param quantity OrderQty.
     * @throws IllegalArgumentException when the side is neither BUY nor SELL.
     */
    public synchronized void submitted(final String clOrdId, final String symbol, final Side side, final BigDecimal quantity)
    {
        Objects.requireNonNull(clOrdId, "clOrdId");
        Objects.requireNonNull(symbol, "symbol");
        requireSide(side);
        Objects.requireNonNull(quantity, "quantity");
        orders.computeIfAbsent(clOrdId, id -> new TrackedOrder(id, symbol, side, quantity));
    }

    /**
     * An OrderCancelReplaceRequest goes out. Until it is answered the greater quantity counts as working. Unknown orders are ignored.
     *
     * @param origClOrdId the order's id so far.
     * @param clOrdId     id of the request.
     * @param quantity    the new OrderQty, what has traded included.
     */
    public synchronized void replaceRequested(final String origClOrdId, final String clOrdId, final BigDecimal quantity)
    {
        Objects.requireNonNull(quantity, "quantity");
        final TrackedOrder order = orders.get(origClOrdId);
        if (order != null && orders.putIfAbsent(clOrdId, order) == null)
        {
            order.pendingReplaces.put(clOrdId, quantity);
        }
    }

    /**
     * An OrderCancelReject came: the order stays as it was.
     *
     * @param clOrdId id of the refused request.
     */
    public synchronized void requestRejected(final String clOrdId)
    {
        final TrackedOrder order = orders.get(clOrdId);
        if (order != null)
        {
            order.pendingReplaces.remove(clOrdId);
        }
    }

    /**
     * An ExecutionReport came.
     *
     * @param report what it says.
     * @return false when its ExecID was seen before, and nothing changed.
     * @throws IllegalArgumentException when an order appears whose side is neither BUY nor SELL; nothing changed.
     */
    public synchronized boolean execution(final Execution report)
    {
        Objects.requireNonNull(report.ids().execId(), "execId");
        if (seen.contains(report.ids().execId()))
        {
            return false;
        }
        final TrackedOrder order = orderOf(report);
        seen.add(report.ids().execId());
        switch (report.kind())
        {
            case STATE ->
            {
                // Knowing the order is all.
            }
            case TRADE -> trade(report, order, orZero(report.lastQty()));
            case TRADE_CANCEL -> bust(report);
            case TRADE_CORRECT ->
            {
                if (bust(report))
                {
                    trade(report, order, orZero(report.lastQty()));
                }
            }
            case REPLACED -> replaced(report, order);
            case RESTATED -> order.quantity = report.orderQty() == null ? order.quantity : report.orderQty();
            case ENDED -> end(order);
            default -> throw new IllegalArgumentException("unknown kind " + report.kind());
        }
        return true;
    }

    /**
     * What an order would do to the position.
     *
     * @param symbol   Symbol.
     * @param side     which way.
     * @param quantity OrderQty.
     * @return OPEN or CLOSE.
     */
    public synchronized Intent intent(final String symbol, final Side side, final BigDecimal quantity)
    {
        return judge(symbol, side, quantity, null);
    }

    /**
     * What a replace would do to the position, by its new quantity less what has traded.
     *
     * @param origClOrdId id of the order so far.
     * @param quantity    the new OrderQty.
     * @return OPEN or CLOSE; OPEN for an order that is not known.
     */
    public synchronized Intent intentOfReplace(final String origClOrdId, final BigDecimal quantity)
    {
        final TrackedOrder order = orders.get(origClOrdId);
        return order == null ? Intent.OPEN : judge(order.symbol, order.side, quantity.subtract(order.filled), order);
    }

    /**
     * The position.
     *
     * @param symbol Symbol.
     * @return signed quantity, zero where nothing is known.
     */
    public synchronized BigDecimal position(final String symbol)
    {
        return positions.getOrDefault(symbol, BigDecimal.ZERO);
    }

    /**
     * What still works on one side.
     *
     * @param symbol Symbol.
     * @param side   which side.
     * @return zero or above.
     */
    public synchronized BigDecimal working(final String symbol, final Side side)
    {
        return working(symbol, side, null);
    }

    /**
     * Current ids of all orders that still work, sorted: what a cancel-all has to name.
     *
     * @return a copy.
     */
    public synchronized List<String> workingOrders()
    {
        return orders.values().stream().distinct().filter(o -> o.working().signum() > 0).map(o -> o.clOrdId).sorted().toList();
    }

    private TrackedOrder orderOf(final Execution report)
    {
        final Execution.Ids ids = report.ids();
        TrackedOrder order = orders.get(ids.clOrdId());
        if (order == null && ids.origClOrdId() != null)
        {
            order = orders.get(ids.origClOrdId());
        }
        if (order == null)
        {
            requireSide(report.side());
            order = new TrackedOrder(ids.clOrdId(), report.symbol(), report.side(), orZero(report.orderQty()));
            // What traded before we knew of it is in the starting position already.
            order.filled = orZero(report.cumQty()).subtract(orZero(report.lastQty())).max(BigDecimal.ZERO);
        }
        orders.putIfAbsent(ids.clOrdId(), order);
        return order;
    }

    private void trade(final Execution report, final TrackedOrder order, final BigDecimal quantity)
    {
        trades.put(report.ids().execId(), new Trade(order, quantity));
        move(order, quantity);
    }

    private boolean bust(final Execution report)
    {
        final Trade trade = trades.remove(report.ids().refExecId());
        if (trade == null)
        {
            return false;
        }
        move(trade.order(), trade.quantity().negate());
        return true;
    }

    private void move(final TrackedOrder order, final BigDecimal quantity)
    {
        order.filled = order.filled.add(quantity);
        positions.merge(order.symbol, order.side == Side.BUY ? quantity : quantity.negate(), BigDecimal::add);
    }

    private static void replaced(final Execution report, final TrackedOrder order)
    {
        final BigDecimal asked = order.pendingReplaces.remove(report.ids().clOrdId());
        order.clOrdId = report.ids().clOrdId();
        if (report.orderQty() != null)
        {
            order.quantity = report.orderQty();
        }
        else if (asked != null)
        {
            order.quantity = asked;
        }
    }

    private static void end(final TrackedOrder order)
    {
        order.ended = true;
        order.pendingReplaces.clear();
    }

    private Intent judge(final String symbol, final Side side, final BigDecimal quantity, final TrackedOrder replaced)
    {
        final BigDecimal position = position(symbol);
        final BigDecimal closable = side == Side.SELL ? position : position.negate();
        final BigDecimal after = working(symbol, side, replaced).add(quantity);
        return side != Side.UNKNOWN && quantity.signum() > 0 && after.compareTo(closable) <= 0 ? Intent.CLOSE : Intent.OPEN;
    }

    private BigDecimal working(final String symbol, final Side side, final TrackedOrder without)
    {
        return orders.values().stream().distinct()
            .filter(o -> o != without && o.side == side && o.symbol.equals(symbol))
            .map(TrackedOrder::working)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void requireSide(final Side side)
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
