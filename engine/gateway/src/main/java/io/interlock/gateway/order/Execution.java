package io.interlock.gateway.order;

import io.interlock.core.model.Side;
import java.math.BigDecimal;

/**
 * What the tracker reads of one ExecutionReport. Immutable.
 *
 * @param kind    what happened.
 * @param ids     of the report and its order.
 * @param symbol  never null.
 * @param side    never null.
 * @param orderQty OrderQty as the report says it; null where it does not.
 * @param cumQty  CumQty; null where it does not say.
 * @param lastQty LastQty; null where nothing traded.
 */
public record Execution(Kind kind, Ids ids, String symbol, Side side, BigDecimal orderQty, BigDecimal cumQty, BigDecimal lastQty)
{
    /** What happened to the order (FIX ExecType). */
    public enum Kind
    {
        /** New, pending new, pending replace, pending cancel, order status: nothing changed but that the order is known. */
        STATE,
        /** A partial fill or a fill. */
        TRADE,
        /** A trade was busted (ExecType H). */
        TRADE_CANCEL,
        /** A trade's quantity was corrected (ExecType G). */
        TRADE_CORRECT,
        /** The order has a new id and quantity. */
        REPLACED,
        /** The quantity changed without a request. */
        RESTATED,
        /** Canceled, rejected, expired or done for the day: nothing works any more. */
        ENDED
    }

    /**
     * Identifiers of a report.
     *
     * @param execId      ExecID, the key by which a repeated report is known.
     * @param refExecId   ExecRefID of a busted or corrected trade; else null.
     * @param clOrdId     ClOrdID.
     * @param origClOrdId OrigClOrdID; null where there is none.
     */
    public record Ids(String execId, String refExecId, String clOrdId, String origClOrdId)
    {
    }
}
