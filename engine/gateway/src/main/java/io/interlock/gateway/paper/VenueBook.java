package io.interlock.gateway.paper;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import quickfix.Message;

/**
 * Orders, positions and prices of the venue, and how it misbehaves.
 *
 * <p>Threading: one lock; answers leave through {@code out} under it, so that they keep their order.
 */
final class VenueBook
{
    private final Consumer<Message> out;
    private final VenueAnswers answers = new VenueAnswers();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, BigDecimal> positions = new HashMap<>();
    private final Map<String, VenueOrder> orders = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private BigDecimal slippage = BigDecimal.ZERO;
    private String rejectText = "";
    private long nextOrderId;
    private int rejects;
    private int parts = 1;
    private boolean held;

    VenueBook(final Consumer<Message> out)
    {
        this.out = out;
    }

    synchronized void price(final String symbol, final BigDecimal price)
    {
        prices.put(symbol, price);
        if (!held)
        {
            fillAllThatCrosses();
        }
    }

    synchronized void rejectNext(final int count, final String text)
    {
        rejects = count;
        rejectText = text;
    }

    synchronized void hold(final boolean value)
    {
        held = value;
        if (!held)
        {
            fillAllThatCrosses();
        }
    }

    synchronized void fillInParts(final int count)
    {
        parts = count;
    }

    synchronized void slippage(final BigDecimal fraction)
    {
        slippage = fraction;
    }

    synchronized BigDecimal position(final String symbol)
    {
        return positions.getOrDefault(symbol, BigDecimal.ZERO);
    }

    synchronized int openOrders()
    {
        return orders.size();
    }

    /** Whether this and all that is open on its side could carry the position past zero, or away from it. */
    synchronized boolean addsRisk(final VenueRequest request)
    {
        if (!"D".equals(request.msgType()) && !"G".equals(request.msgType()))
        {
            return false;
        }
        final VenueOrder replaced = "G".equals(request.msgType()) ? orders.get(request.origClOrdId()) : null;
        BigDecimal wanted = replaced == null ? request.quantity() : request.quantity().subtract(replaced.filled);
        for (final VenueOrder order : orders.values())
        {
            if (order != replaced && order.symbol.equals(request.symbol()) && order.side == request.side())
            {
                wanted = wanted.add(order.open());
            }
        }
        return wanted.compareTo(closable(request.symbol(), request.side())) > 0;
    }

    /** Judges one message and answers it. Returns what became of it, for people. */
    synchronized String receive(final VenueRequest request)
    {
        return switch (request.msgType())
        {
            case "D" -> enter(request);
            case "G" -> replace(request);
            case "F" -> cancel(request);
            case "q" -> cancelAll(request);
            case "H" -> status(request);
            default -> throw new IllegalArgumentException("not an order message: " + request.msgType());
        };
    }

    private String enter(final VenueRequest request)
    {
        String text = request.problem();
        if (text == null && !seen.add(request.clOrdId()))
        {
            text = "ClOrdID " + request.clOrdId() + " was used before";
        }
        if (text == null && !prices.containsKey(request.symbol()))
        {
            text = "unknown symbol " + request.symbol();
        }
        if (text == null && rejects > 0)
        {
            rejects--;
            text = rejectText;
        }
        if (text != null)
        {
            out.accept(answers.rejected(request, text));
            return "rejected: " + text;
        }
        final boolean reduces = request.quantity().compareTo(closable(request.symbol(), request.side())) <= 0;
        final VenueOrder order = new VenueOrder("V" + ++nextOrderId, request);
        orders.put(order.clOrdId, order);
        out.accept(answers.state(order, '0', '0', order.clOrdId, null));
        if (!held || order.limit == null && reduces)
        {
            fillWhereItCrosses(order);
        }
        return order.open().signum() == 0 ? "filled" : "resting";
    }

    private String replace(final VenueRequest request)
    {
        final VenueOrder order = orders.get(request.origClOrdId());
        if (order == null || request.problem() != null)
        {
            return refuse(request, order == null ? null : request.problem());
        }
        if (request.quantity().compareTo(order.filled) <= 0)
        {
            return refuse(request, "OrderQty (38) is not above what has traded, " + order.filled.toPlainString());
        }
        orders.remove(order.clOrdId);
        order.clOrdId = request.clOrdId();
        order.quantity = request.quantity();
        order.limit = request.price() == null ? order.limit : request.price();
        orders.put(order.clOrdId, order);
        seen.add(order.clOrdId);
        out.accept(answers.state(order, '5', order.filled.signum() == 0 ? '0' : '1', order.clOrdId, request.origClOrdId()));
        if (!held)
        {
            fillWhereItCrosses(order);
        }
        return order.open().signum() == 0 ? "replaced and filled" : "replaced";
    }

    private String cancel(final VenueRequest request)
    {
        final VenueOrder order = orders.remove(request.origClOrdId());
        if (order == null)
        {
            return refuse(request, null);
        }
        out.accept(answers.state(order, '4', '4', request.clOrdId(), request.origClOrdId()));
        return "cancelled";
    }

    private String cancelAll(final VenueRequest request)
    {
        final int open = orders.size();
        for (final VenueOrder order : List.copyOf(orders.values()))
        {
            orders.remove(order.clOrdId);
            out.accept(answers.state(order, '4', '4', order.clOrdId, null));
        }
        out.accept(VenueAnswers.massCancelled(request));
        return "cancelled " + open + " for " + request.clOrdId();
    }

    private String status(final VenueRequest request)
    {
        final VenueOrder order = orders.get(request.clOrdId());
        if (order == null)
        {
            out.accept(answers.rejected(request, "unknown order " + request.clOrdId()));
            return "unknown order";
        }
        out.accept(answers.state(order, 'I', order.filled.signum() == 0 ? '0' : '1', order.clOrdId, null));
        return "status told";
    }

    /** An OrderCancelReject; without a text: the order is over, or was never there. */
    private String refuse(final VenueRequest request, final String problem)
    {
        final boolean known = seen.contains(request.origClOrdId());
        final String order = "order " + request.origClOrdId();
        final String text = problem != null ? problem : known ? "too late: " + order + " is over" : "unknown " + order;
        final int reason = problem != null ? 2 : known ? 0 : 1;
        out.accept(answers.cancelRejected(request, reason, text));
        return "refused: " + text;
    }

    private void fillAllThatCrosses()
    {
        new ArrayList<>(orders.values()).forEach(this::fillWhereItCrosses);
    }

    private void fillWhereItCrosses(final VenueOrder order)
    {
        final BigDecimal market = prices.get(order.symbol);
        if (!order.crosses(market))
        {
            return;
        }
        final BigDecimal away = market.multiply(slippage);
        BigDecimal price = order.side == Side.BUY ? market.add(away) : market.subtract(away);
        if (order.limit != null)
        {
            price = order.side == Side.BUY ? price.min(order.limit) : price.max(order.limit);
        }
        final BigDecimal part = order.open().divide(BigDecimal.valueOf(parts), 8, RoundingMode.DOWN);
        for (int i = 1; i < parts && part.signum() > 0; i++)
        {
            fill(order, part, price);
        }
        fill(order, order.open(), price);
        orders.remove(order.clOrdId);
    }

    private void fill(final VenueOrder order, final BigDecimal quantity, final BigDecimal price)
    {
        order.filled = order.filled.add(quantity);
        order.paid = order.paid.add(quantity.multiply(price));
        positions.merge(order.symbol, order.side == Side.BUY ? quantity : quantity.negate(), BigDecimal::add);
        out.accept(answers.trade(order, quantity, price));
    }

    private BigDecimal closable(final String symbol, final Side side)
    {
        final BigDecimal held = positions.getOrDefault(symbol, BigDecimal.ZERO);
        return (side == Side.SELL ? held : held.negate()).max(BigDecimal.ZERO);
    }
}
