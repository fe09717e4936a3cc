package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One order through all its ids. Threading: under the tracker's lock. */
final class TrackedOrder
{
    final Book book;
    final String symbol;
    final Side side;
    final List<OrderRequest> requests = new ArrayList<>(2);
    String clOrdId;
    BigDecimal quantity;
    BigDecimal filled = BigDecimal.ZERO;
    /** What the book's sum holds of this order. */
    BigDecimal counted = BigDecimal.ZERO;
    int nextRank;
    int currentRank;
    volatile boolean ended;
    /** Its quantity is one that was cut; a replace that was cut makes it so when it is accepted. */
    boolean cut;
    /** Nothing but a replace of it is known: the venue has never named it. */
    boolean assumed;

    TrackedOrder(final Book book, final String clOrdId, final String symbol, final Side side, final BigDecimal quantity)
    {
        this.book = book;
        this.clOrdId = clOrdId;
        this.symbol = symbol;
        this.side = side;
        this.quantity = quantity;
    }

    /** The most that the venue may be working: while a replace is under way that is either quantity, so the greater counts. */
    BigDecimal most()
    {
        BigDecimal most = quantity;
        for (int i = 0; i < requests.size(); i++)
        {
            final OrderRequest request = requests.get(i);
            if (request.pending && request.kind() == OrderRequest.Kind.REPLACE)
            {
                most = most.max(request.counted());
            }
        }
        return most;
    }

    /** What may still trade. */
    BigDecimal working()
    {
        return ended ? BigDecimal.ZERO : most().subtract(filled).max(BigDecimal.ZERO);
    }

    boolean isPending(final OrderRequest.Kind kind)
    {
        for (int i = 0; i < requests.size(); i++)
        {
            if (requests.get(i).pending && requests.get(i).kind() == kind)
            {
                return true;
            }
        }
        return false;
    }

    /** What was known at the last decision about it. */
    OrderContext context()
    {
        for (int i = requests.size() - 1; i >= 0; i--)
        {
            final OrderRequest.Kind kind = requests.get(i).kind();
            if (kind == OrderRequest.Kind.NEW || kind == OrderRequest.Kind.REPLACE)
            {
                return requests.get(i).context();
            }
        }
        return OrderContext.NONE;
    }

    void end()
    {
        ended = true;
        for (final OrderRequest request : requests)
        {
            request.pending = false;
        }
    }
}
