package io.interlock.gateway.paper;

import io.interlock.core.model.Side;
import java.math.BigDecimal;

/**
 * One application message that reached the venue. Immutable.
 *
 * @param sequence place in the venue's log, from 1.
 * @param nanoTime monotonic time of arrival, nanoseconds, comparable inside this JVM only.
 * @param wallMs   wall time of arrival, milliseconds since 1970.
 * @param msgType  MsgType (35).
 * @param clOrdId  ClOrdID (11); {@code ""} where there was none.
 * @param symbol   Symbol (55); {@code ""} where there was none.
 * @param side     Side (54); UNKNOWN where there was none or another.
 * @param quantity OrderQty (38); zero where there was none to be read.
 * @param price    Price (44); null where there was none.
 * @param possDup  whether it came as a resend.
 * @param addsRisk by the venue's own position and open orders: it and all that is open on its side could carry the position past zero.
 * @param outcome  what became of it, for people.
 */
public record VenueRecord(
    long sequence, long nanoTime, long wallMs, String msgType, String clOrdId, String symbol, Side side, BigDecimal quantity,
    BigDecimal price, boolean possDup, boolean addsRisk, String outcome)
{
    /** Whether it is an order or the replacement of one. */
    public boolean order()
    {
        return "D".equals(msgType) || "G".equals(msgType);
    }
}
