package io.interlock.gateway.paper;

import io.interlock.core.model.Side;
import java.math.BigDecimal;

/** One order as the venue has it. Threading: under the book's lock. */
final class VenueOrder
{
    final String orderId;
    final String symbol;
    final Side side;
    String clOrdId;
    BigDecimal quantity;
    BigDecimal limit;
    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;

    VenueOrder(final String orderId, final VenueRequest request)
    {
        this.orderId = orderId;
        symbol = request.symbol();
        side = request.side();
        clOrdId = request.clOrdId();
        quantity = request.quantity();
        limit = request.price();
    }

    BigDecimal open()
    {
        return quantity.subtract(filled);
    }

    boolean crosses(final BigDecimal market)
    {
        return limit == null || (side == Side.BUY ? market.compareTo(limit) <= 0 : market.compareTo(limit) >= 0);
    }
}
