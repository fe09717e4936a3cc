package io.interlock.gateway.paper;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * What the venue reads of an order message; whatever is missing or unreadable is named in {@code problem}. Immutable.
 *
 * @param msgType     MsgType (35).
 * @param clOrdId     ClOrdID (11), or {@code ""}.
 * @param origClOrdId OrigClOrdID (41), or {@code ""}.
 * @param symbol      Symbol (55), or {@code ""}.
 * @param side        Side (54), or UNKNOWN.
 * @param quantity    OrderQty (38), or zero.
 * @param price       Price (44); null for a market order.
 * @param possDup     PossDupFlag (43).
 * @param problem     null where an order could be made of it.
 */
record VenueRequest(
    String msgType, String clOrdId, String origClOrdId, String symbol, Side side, BigDecimal quantity, BigDecimal price, boolean possDup,
    String problem)
{
    private static final int CL_ORD_ID = 11;
    private static final int ORDER_QTY = 38;
    private static final int ORIG_CL_ORD_ID = 41;
    private static final int POSS_DUP = 43;
    private static final int PRICE = 44;
    private static final int SIDE = 54;
    private static final int SYMBOL = 55;

    static VenueRequest of(final String msgType, final Message message)
    {
        final Side side = switch (text(message, SIDE))
        {
            case "1" -> Side.BUY;
            case "2" -> Side.SELL;
            default -> Side.UNKNOWN;
        };
        final BigDecimal quantity = number(message, ORDER_QTY);
        final BigDecimal price = number(message, PRICE);
        String problem = null;
        if (text(message, CL_ORD_ID).isEmpty())
        {
            problem = "ClOrdID (11) is missing";
        }
        else if (text(message, SYMBOL).isEmpty())
        {
            problem = "Symbol (55) is missing";
        }
        else if (side == Side.UNKNOWN)
        {
            problem = "Side (54) must be 1 or 2, not '" + text(message, SIDE) + "'";
        }
        else if (quantity == null || quantity.signum() <= 0)
        {
            problem = "OrderQty (38) must be above 0, not '" + text(message, ORDER_QTY) + "'";
        }
        else if (message.isSetField(PRICE) && (price == null || price.signum() <= 0))
        {
            problem = "Price (44) must be above 0, not '" + text(message, PRICE) + "'";
        }
        final boolean possDup = message.getHeader().isSetField(POSS_DUP);
        return new VenueRequest(
            msgType, text(message, CL_ORD_ID), text(message, ORIG_CL_ORD_ID), text(message, SYMBOL), side,
            quantity == null ? BigDecimal.ZERO : quantity, price, possDup, problem);
    }

    private static String text(final Message message, final int tag)
    {
        try
        {
            return message.isSetField(tag) ? message.getString(tag) : "";
        }
        catch (final FieldNotFound gone)
        {
            return "";
        }
    }

    private static BigDecimal number(final Message message, final int tag)
    {
        final String text = text(message, tag);
        // Long digits and exponents are how a hostile number makes arithmetic slow.
        return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?") ? new BigDecimal(text) : null;
    }
}
