package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** One order through all its ids. Threading: under the tracker's lock. */
final class TrackedOrder
{
    final String symbol;
    final Side side;
    final Map<String, BigDecimal> pendingReplaces = new HashMap<>();
    String clOrdId;
    BigDecimal quantity;
    BigDecimal filled = BigDecimal.ZERO;
    boolean ended;

    TrackedOrder(final String clOrdId, final String symbol, final Side side, final BigDecimal quantity)
    {
        this.clOrdId = clOrdId;
        this.symbol = symbol;
        this.side = side;
        this.quantity = quantity;
    }

    /** What may still trade: while a replace is under way the venue may be working either quantity, so the greater counts. */
    BigDecimal working()
    {
        if (ended)
        {
            return BigDecimal.ZERO;
        }
        BigDecimal most = quantity;
        for (final BigDecimal pending : pendingReplaces.values())
        {
            most = most.max(pending);
        }
        return most.subtract(filled).max(BigDecimal.ZERO);
    }
}
