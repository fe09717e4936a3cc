package io.interlock.core.port;

import java.util.List;
import java.util.Map;

/**
 * What a gateway tells of itself for people: what it let through, what is open. It decides nothing.
 *
 * <p>Threading: one thread at a time, none of the engine's own. Answers soon, from memory: the venue is not asked.
 */
@FunctionalInterface
public interface GatewayView
{
    /**
     * How the gateway is now.
     *
     * @return never null.
     */
    Gateway gateway();

    /**
     * Where its orders are judged.
     *
     * @return path of the scope; {@code ""} is the root.
     */
    default String scope()
    {
        return "";
    }

    /**
     * A gateway as it was at one moment. Immutable.
     *
     * @param loggedOn  whether every session is logged on.
     * @param orders    counted since it was made.
     * @param open      orders that may still trade, the oldest first, perhaps not all.
     * @param openCount how many there are in all.
     * @param positions that are not flat.
     */
    record Gateway(boolean loggedOn, Orders orders, List<OpenOrder> open, int openCount, List<Position> positions)
    {
        /** Copies the lists. */
        public Gateway
        {
            open = List.copyOf(open);
            positions = List.copyOf(positions);
        }
    }

    /**
     * What was let through and refused.
     *
     * @param allowed orders that went out.
     * @param reduced of those, the ones whose quantity was cut.
     * @param cancels cancel requests that went out.
     * @param refused by reason: a name of {@code Reason}, or the gateway's own.
     */
    record Orders(long allowed, long reduced, long cancels, Map<String, Long> refused)
    {
        /** Copies the map. */
        public Orders
        {
            refused = Map.copyOf(refused);
        }
    }

    /**
     * An order that may still trade.
     *
     * @param scope      path.
     * @param id         as the venue knows it.
     * @param symbol     what.
     * @param side       BUY or SELL.
     * @param quantity   of the order.
     * @param open       what of it may still trade.
     * @param cancelling whether its cancel is on its way.
     */
    record OpenOrder(String scope, String id, String symbol, String side, String quantity, String open, boolean cancelling)
    {
    }

    /**
     * A position that is not flat.
     *
     * @param scope    path.
     * @param symbol   what.
     * @param quantity below zero for short.
     */
    record Position(String scope, String symbol, String quantity)
    {
    }
}
