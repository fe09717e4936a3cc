package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Books by symbol, orders by id, and which of them work. An order that has ended leaves what is scanned and is kept by its ids for late
 * reports, until so many have ended after it that it is forgotten.
 *
 * <p>Threading: under the tracker's lock.
 */
final class OrderShelf
{
    private static final int REQUESTS_KEPT = 64;

    private final int endedKept;
    private final Map<String, Book> books = new HashMap<>();
    private final Map<String, OrderRequest> byId = new HashMap<>();
    private final Set<TrackedOrder> live = new LinkedHashSet<>();
    private final Set<TrackedOrder> ended = new LinkedHashSet<>();

    OrderShelf(final Map<String, BigDecimal> start, final int endedKept)
    {
        this.endedKept = endedKept;
        start.forEach((symbol, position) -> book(symbol).position = position);
    }

    Book book(final String symbol)
    {
        return books.computeIfAbsent(symbol, name -> new Book());
    }

    Book bookOrNull(final String symbol)
    {
        return books.get(symbol);
    }

    Map<String, Book> books()
    {
        return books;
    }

    OrderRequest request(final String clOrdId)
    {
        return byId.get(clOrdId);
    }

    /** Copies, oldest order first. */
    List<TrackedOrder> working()
    {
        final List<TrackedOrder> found = new ArrayList<>(live.size());
        for (final TrackedOrder order : live)
        {
            if (order.counted.signum() > 0)
            {
                found.add(order);
            }
        }
        return found;
    }

    OrderRequest add(final TrackedOrder order, final OrderRequest.Kind kind, final String clOrdId, final OrderRequest.Terms terms)
    {
        final OrderRequest request = new OrderRequest(order, kind, clOrdId, terms);
        order.requests.add(request);
        byId.put(clOrdId, request);
        if (order.requests.size() > REQUESTS_KEPT)
        {
            forgetOldest(order);
        }
        return request;
    }

    /** The venue told of an id first. */
    void appeared(final TrackedOrder order, final String clOrdId, final BigDecimal quantity)
    {
        add(order, OrderRequest.Kind.APPEARED, clOrdId, new OrderRequest.Terms(Intent.OPEN, quantity, order.context()));
    }

    /** An order replaced a million times keeps few of its ids; never the current one or one that waits for its answer. */
    private void forgetOldest(final TrackedOrder order)
    {
        for (int i = 0; i < order.requests.size(); i++)
        {
            final OrderRequest request = order.requests.get(i);
            if (!request.pending && !request.clOrdId().equals(order.clOrdId))
            {
                order.requests.remove(i);
                byId.remove(request.clOrdId(), request);
                return;
            }
        }
    }

    void remove(final OrderRequest request)
    {
        request.pending = false;
        request.order.requests.remove(request);
        byId.remove(request.clOrdId(), request);
    }

    /** As if it had never been; its requests too. */
    void remove(final TrackedOrder order)
    {
        order.end();
        order.book.count(order);
        live.remove(order);
        ended.remove(order);
        forget(order);
    }

    private void forget(final TrackedOrder order)
    {
        for (final OrderRequest request : order.requests)
        {
            byId.remove(request.clOrdId(), request);
        }
    }

    /** After each change of an order: counts it and puts it where it belongs. */
    void settle(final TrackedOrder order)
    {
        order.book.count(order);
        if (order.counted.signum() > 0 || !order.ended && order.isPending(OrderRequest.Kind.REPLACE))
        {
            // A bust or a late replace brings an order back; its ids may have been forgotten by then.
            if (live.add(order) && !ended.remove(order))
            {
                order.requests.forEach(request -> byId.putIfAbsent(request.clOrdId(), request));
            }
            return;
        }
        live.remove(order);
        if (ended.add(order) && ended.size() > endedKept)
        {
            final TrackedOrder oldest = ended.iterator().next();
            ended.remove(oldest);
            forget(oldest);
        }
    }
}
