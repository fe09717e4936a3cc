package io.interlock.gateway.fix;

import io.interlock.config.GatewayConfig;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import io.interlock.gateway.order.Room;
import java.math.BigDecimal;
import java.math.RoundingMode;
import quickfix.Message;

/**
 * What THROTTLE makes of a quantity (SEMANTICS 1): the size factor's share, rounded down to the lot, once for each request. A replace of an
 * order that was cut already is not cut below that order's quantity: that would be cutting the cut. What is not more than the order has
 * traded leaves nothing, and is refused.
 *
 * <p>Threading: any thread.
 */
final class Sizing
{
    private final FixTapContext context;
    private final OrderTracker tracker;
    private final boolean refuses;

    Sizing(final FixTapContext context, final OrderTracker tracker)
    {
        this.context = context;
        this.tracker = tracker;
        refuses = context.config().gateway().throttle() == GatewayConfig.ThrottleMode.REFUSE;
    }

    /** Brings the message's quantity to what is allowed. Null: it may go; else why not. */
    String apply(final Verdict verdict, final OrderRequest request, final Message message)
    {
        if (verdict.reason() == Reason.ALLOWED_REDUCED)
        {
            if (refuses)
            {
                return TapCounts.THROTTLE_REFUSED;
            }
            if (!request.cut() && !cut(verdict.sizeFactor(), request))
            {
                return TapCounts.BELOW_LOT;
            }
        }
        if (request.cut())
        {
            // Also a message that is sent again: the session's store holds what it was first given.
            message.setString(Tags.ORDER_QTY, request.quantity().toPlainString());
        }
        return null;
    }

    private boolean cut(final double factor, final OrderRequest request)
    {
        final BigDecimal asked = request.quantity();
        final BigDecimal lot = context.lotOf(request.symbol());
        final BigDecimal share = asked.multiply(BigDecimal.valueOf(factor)).divide(lot, 0, RoundingMode.DOWN).multiply(lot);
        final Room room = tracker.room(request);
        final BigDecimal size = share.max(asked.min(room.kept()));
        if (size.compareTo(room.filled()) <= 0)
        {
            return false;
        }
        if (size.compareTo(asked) < 0)
        {
            tracker.resize(request, size);
        }
        return true;
    }
}
