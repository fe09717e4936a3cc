package io.interlock.gateway.order;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Working orders and positions, from what was sent and what the venue answered; says whether an order would add risk (SEMANTICS 1).
 * Where the law is silent: an order is CLOSE only when it and all that works on its side together cannot carry the position past zero;
 * whatever is unknown or not above zero is OPEN; until a replace is answered the greater quantity counts; an order whose cancel is on its
 * way works until the venue has said that it is gone.
 *
 * <p>An intent costs the same however many orders there are: each symbol keeps running sums. Memory is bounded by what works, the last
 * 16,384 orders that ended and the last 131,072 ExecIDs: a report that is repeated, or comes late, after so many others is taken for news.
 *
 * <p>Threading: any thread; one lock, never held across a call out. No I/O.
 */
public final class OrderTracker
{
    private static final int ENDED_KEPT = 16_384;
    private static final int EXECUTIONS_KEPT = 131_072;

    private final OrderShelf shelf;
    private final ReportBooker booker;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Starts with the positions that the host has.
     *
     * @param start signed quantity by symbol, below zero for short.
     */
    public OrderTracker(final Map<String, BigDecimal> start)
    {
        this(start, ENDED_KEPT, EXECUTIONS_KEPT);
    }

    OrderTracker(final Map<String, BigDecimal> start, final int endedKept, final int executionsKept)
    {
        shelf = new OrderShelf(start, endedKept);
        booker = new ReportBooker(shelf, executionsKept);
    }

    /**
     * Adds a listener, told after each change that could end an order or move a position, outside the lock, on the thread that made it.
     *
     * @param listener short, and must not throw.
     */
    public void addListener(final Runnable listener)
    {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Takes a listener away.
     *
     * @param listener as it was added; unknown ones are ignored.
     */
    public void removeListener(final Runnable listener)
    {
        listeners.remove(listener);
    }

    /**
     * Judges a new order and counts it as working, in one step: of two orders that would each close the same position, the second is OPEN.
     * Whoever then refuses it calls {@link #release}, whoever cuts it {@link #resize}.
     *
     * @param clOrdId  ClOrdID.
     * @param symbol   Symbol.
     * @param side     which way.
     * @param quantity OrderQty.
     * @param context  kept with it.
     * @return null when the id is in use already, and nothing changed.
     * @throws IllegalArgumentException when the side is neither BUY nor SELL.
     */
    public synchronized OrderRequest reserve(
        final String clOrdId, final String symbol, final Side side, final BigDecimal quantity, final OrderContext context)
    {
        Objects.requireNonNull(clOrdId, "clOrdId");
        ReportBooker.requireSide(side);
        if (shelf.request(clOrdId) != null)
        {
            return null;
        }
        final Book book = shelf.book(Objects.requireNonNull(symbol, "symbol"));
        final Intent intent = book.judge(side, quantity, null);
        final TrackedOrder order = new TrackedOrder(book, clOrdId, symbol, side, quantity);
        final OrderRequest request =
            shelf.add(order, OrderRequest.Kind.NEW, clOrdId, new OrderRequest.Terms(intent, quantity, context));
        shelf.settle(order);
        return request;
    }

    /**
     * Judges a replace, by its new quantity less what has traded, and counts the greater quantity as working. A replace of an order that
     * is not known, or that names another symbol or side than the order has, is OPEN; the unknown order counts from then on.
     *
     * @param origClOrdId the order's id so far.
     * @param clOrdId     id of the request.
     * @param symbol      Symbol.
     * @param side        which way.
     * @param quantity    the new OrderQty, what has traded included.
     * @param context     kept with it.
     * @return null when the id is in use already, and nothing changed.
     * @throws IllegalArgumentException when the side is neither BUY nor SELL.
     */
    public synchronized OrderRequest reserveReplace(
        final String origClOrdId, final String clOrdId, final String symbol, final Side side, final BigDecimal quantity,
        final OrderContext context)
    {
        Objects.requireNonNull(origClOrdId, "origClOrdId");
        Objects.requireNonNull(clOrdId, "clOrdId");
        ReportBooker.requireSide(side);
        if (shelf.request(clOrdId) != null)
        {
            return null;
        }
        final OrderRequest known = shelf.request(origClOrdId);
        final TrackedOrder order = known == null ? assumed(origClOrdId, symbol, side, quantity) : known.order;
        final boolean judged = known != null && !order.ended && order.symbol.equals(symbol) && order.side == side;
        final Intent intent = judged ? order.book.judge(side, quantity.subtract(order.filled), order) : Intent.OPEN;
        final OrderRequest request =
            shelf.add(order, OrderRequest.Kind.REPLACE, clOrdId, new OrderRequest.Terms(intent, quantity, context));
        shelf.settle(order);
        return request;
    }

    private TrackedOrder assumed(final String clOrdId, final String symbol, final Side side, final BigDecimal quantity)
    {
        final TrackedOrder order = new TrackedOrder(shelf.book(symbol), clOrdId, symbol, side, quantity);
        order.assumed = true;
        shelf.appeared(order, clOrdId, quantity);
        return order;
    }

    /**
     * Judges a request that is to be sent again, with the order itself taken out of what works.
     *
     * @param request a new order or a replace.
     * @return OPEN or CLOSE.
     */
    public synchronized Intent intentAgain(final OrderRequest request)
    {
        final TrackedOrder order = request.order;
        // An order that has ended would begin anew: all of it counts.
        final BigDecimal left = order.ended ? request.quantity() : request.quantity().subtract(order.filled);
        return order.book.judge(order.side, left, order);
    }

    /**
     * A reserved request was refused and does not reach the venue: as if it had never been.
     *
     * @param request a new order or a replace.
     */
    public void release(final OrderRequest request)
    {
        synchronized (this)
        {
            final TrackedOrder order = request.order;
            shelf.remove(request);
            if (request.kind() == OrderRequest.Kind.NEW || order.assumed && !order.isPending(OrderRequest.Kind.REPLACE))
            {
                shelf.remove(order);
            }
            else
            {
                shelf.settle(order);
            }
        }
        changed();
    }

    /**
     * A reserved request is sent with a lesser quantity. What is on its way already counts as it was.
     *
     * @param request  a new order or a replace.
     * @param quantity what is sent.
     */
    public synchronized void resize(final OrderRequest request, final BigDecimal quantity)
    {
        request.cutTo(quantity);
        if (request.kind() == OrderRequest.Kind.NEW)
        {
            request.order.quantity = request.counted();
        }
        shelf.settle(request.order);
    }

    /**
     * An OrderCancelRequest goes out: the order works until the venue has confirmed it.
     *
     * @param origClOrdId the order's id so far.
     * @param clOrdId     id of the request.
     * @return the request, the same when it is sent again; null for an order that is not known.
     */
    public synchronized OrderRequest cancelRequested(final String origClOrdId, final String clOrdId)
    {
        final OrderRequest known = shelf.request(origClOrdId);
        final OrderRequest again = shelf.request(clOrdId);
        if (known == null || again != null)
        {
            return again;
        }
        final OrderRequest request = shelf.add(
            known.order, OrderRequest.Kind.CANCEL, clOrdId, new OrderRequest.Terms(Intent.CANCEL, known.quantity(), known.context()));
        request.pending = !known.order.ended;
        return request;
    }

    /**
     * The venue refused a replace or a cancel: the order stays as it was. An order of which only this request was known goes.
     *
     * @param clOrdId id of the refused request.
     */
    public void requestRejected(final String clOrdId)
    {
        synchronized (this)
        {
            final OrderRequest request = shelf.request(clOrdId);
            if (request == null || !request.pending)
            {
                return;
            }
            request.pending = false;
            if (request.order.assumed && !request.order.isPending(OrderRequest.Kind.REPLACE))
            {
                request.order.end();
            }
            shelf.settle(request.order);
        }
        changed();
    }

    /**
     * The venue does not have an order, or never got it: nothing of it works.
     *
     * @param clOrdId any id of the order; unknown ones are ignored.
     */
    public void ended(final String clOrdId)
    {
        synchronized (this)
        {
            final OrderRequest request = shelf.request(clOrdId);
            if (request == null)
            {
                return;
            }
            request.order.end();
            shelf.settle(request.order);
        }
        changed();
    }

    /**
     * An ExecutionReport came.
     *
     * @param report what it says.
     * @return false when its ExecID was seen before, and nothing changed.
     * @throws IllegalArgumentException when an order appears whose side is neither BUY nor SELL; nothing changed.
     */
    public boolean execution(final Execution report)
    {
        synchronized (this)
        {
            if (!booker.book(report))
            {
                return false;
            }
        }
        changed();
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
        final Book book = shelf.bookOrNull(symbol);
        return book == null ? Intent.OPEN : book.judge(side, quantity, null);
    }

    /**
     * The request that was sent with an id.
     *
     * @param clOrdId ClOrdID.
     * @return null where none is known, or it was forgotten.
     */
    public synchronized OrderRequest request(final String clOrdId)
    {
        return shelf.request(clOrdId);
    }

    /**
     * What a cut of a request has to leave untouched.
     *
     * @param request a new order or a replace.
     * @return as of now.
     */
    public synchronized Room room(final OrderRequest request)
    {
        return new Room(request.order.filled, request.order.cut ? request.order.quantity : BigDecimal.ZERO);
    }

    /**
     * The venue has told of a position: it takes the place of what was worked out.
     *
     * @param symbol   Symbol.
     * @param quantity below zero for short.
     */
    public void confirmed(final String symbol, final BigDecimal quantity)
    {
        synchronized (this)
        {
            shelf.book(symbol).position = Objects.requireNonNull(quantity, "quantity");
        }
        changed();
    }

    /**
     * The position.
     *
     * @param symbol Symbol.
     * @return signed quantity, zero where nothing is known.
     */
    public synchronized BigDecimal position(final String symbol)
    {
        final Book book = shelf.bookOrNull(symbol);
        return book == null ? BigDecimal.ZERO : book.position;
    }

    /**
     * All positions that are not zero.
     *
     * @return a copy, by symbol.
     */
    public synchronized Map<String, BigDecimal> positions()
    {
        final Map<String, BigDecimal> found = new TreeMap<>();
        shelf.books().forEach((symbol, book) ->
        {
            if (book.position.signum() != 0)
            {
                found.put(symbol, book.position);
            }
        });
        return found;
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
        final Book book = shelf.bookOrNull(symbol);
        return book == null ? BigDecimal.ZERO : book.working(side);
    }

    /**
     * Current ids of all orders that still work, sorted.
     *
     * @return a copy.
     */
    public List<String> workingOrders()
    {
        return working().stream().map(WorkingOrder::clOrdId).sorted().toList();
    }

    /**
     * All orders that still work: what a cancel-all has to name.
     *
     * @return a copy, oldest first.
     */
    public synchronized List<WorkingOrder> working()
    {
        return shelf.working().stream().map(o -> new WorkingOrder(
            o.clOrdId, o.symbol, o.side, o.most(), o.counted, o.isPending(OrderRequest.Kind.CANCEL), o.context())).toList();
    }

    private void changed()
    {
        for (final Runnable listener : listeners)
        {
            listener.run();
        }
    }
}
