package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;

/**
 * An order that still works, as a cancel-all needs it. Immutable.
 *
 * @param clOrdId         its current id.
 * @param symbol          Symbol.
 * @param side            BUY or SELL.
 * @param quantity        OrderQty that the venue works at most.
 * @param open            of that, what may still trade; above 0.
 * @param cancelRequested whether a cancel is on its way.
 * @param context         what was known when it was decided.
 */
public record WorkingOrder(
    String clOrdId, String symbol, Side side, BigDecimal quantity, BigDecimal open, boolean cancelRequested, OrderContext context)
{
}
