package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tracker's rules, slowly and obviously: facts in lists, everything worked out from them anew at each question. */
final class TrackerModel
{
    final List<Order> orders = new ArrayList<>();
    private final Map<String, Long> start = new HashMap<>();
    private final Map<String, Fact> trades = new HashMap<>();
    private final Map<String, Fact> corrections = new HashMap<>();
    private final Set<String> busted = new HashSet<>();

    /** An order and the requests to replace it, by their ids, in the order of sending. */
    static final class Order
    {
        final String symbol;
        final Side side;
        final List<String> requests = new ArrayList<>();
        final Map<String, Long> pending = new HashMap<>();
        String current;
        long quantity;
        boolean ended;

        Order(final String id, final String symbol, final Side side, final long quantity)
        {
            this.symbol = symbol;
            this.side = side;
            this.quantity = quantity;
            current = id;
            requests.add(id);
        }
    }

    /** A trade, or by what quantity it is to be replaced. */
    record Fact(Order order, String id, long quantity)
    {
    }

    void start(final String symbol, final long position)
    {
        start.put(symbol, position);
    }

    void trade(final Fact fact)
    {
        trades.putIfAbsent(fact.id(), fact);
    }

    void bust(final String ref)
    {
        busted.add(ref);
    }

    void correct(final String ref, final Fact fact)
    {
        corrections.putIfAbsent(ref, fact);
    }

    void replaced(final Order order, final String id, final long quantity)
    {
        order.pending.remove(id);
        if (order.requests.indexOf(id) >= order.requests.indexOf(order.current))
        {
            order.current = id;
            order.quantity = quantity;
        }
    }

    void end(final Order order)
    {
        order.ended = true;
        order.pending.clear();
    }

    private long worth(final Fact trade)
    {
        Fact last = trade;
        while (corrections.containsKey(last.id()))
        {
            last = corrections.get(last.id());
        }
        return busted.contains(last.id()) ? 0 : last.quantity();
    }

    long filled(final Order order)
    {
        return trades.values().stream().filter(trade -> trade.order() == order).mapToLong(this::worth).sum();
    }

    long position(final String symbol)
    {
        return start.getOrDefault(symbol, 0L) + orders.stream().filter(order -> order.symbol.equals(symbol))
            .mapToLong(order -> (order.side == Side.BUY ? 1 : -1) * filled(order)).sum();
    }

    long working(final Order order)
    {
        final long most = order.pending.values().stream().mapToLong(Long::longValue).reduce(order.quantity, Math::max);
        return order.ended ? 0 : Math.max(0, most - filled(order));
    }

    long working(final String symbol, final Side side, final Order without)
    {
        return orders.stream().filter(order -> order != without && order.symbol.equals(symbol) && order.side == side)
            .mapToLong(this::working).sum();
    }

    Set<String> workingOrders()
    {
        final Set<String> found = new TreeSet<>();
        orders.stream().filter(order -> working(order) > 0).forEach(order -> found.add(order.current));
        return found;
    }

    Intent intent(final String symbol, final Side side, final long quantity, final Order without)
    {
        final long closable = side == Side.SELL ? position(symbol) : -position(symbol);
        return quantity > 0 && working(symbol, side, without) + quantity <= closable ? Intent.CLOSE : Intent.OPEN;
    }
}
