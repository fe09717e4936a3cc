package io.interlock.gateway.fix;

import io.interlock.core.model.Side;
import io.interlock.gateway.order.Execution;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import quickfix.Message;

/**
 * Reads ExecutionReports: books them, then reports what they mean for the request that they answer. One that was seen before means nothing.
 *
 * <p>Threading: the threads that QuickFIX/J receives on.
 */
final class ExecutionReporter
{
    private static final char REJECTED = '8';
    private static final char CANCELED = '4';
    private static final char PENDING_NEW = 'A';
    private static final char PENDING_CANCEL = '6';
    private static final char PENDING_REPLACE = 'E';
    private static final char ORDER_STATUS = 'I';

    private final OrderTracker tracker;
    private final Answers answers;

    ExecutionReporter(final OrderTracker tracker, final Answers answers)
    {
        this.tracker = tracker;
        this.answers = answers;
    }

    /** Returns whether a latency was measured. */
    boolean read(final Message message, final long nowNs) throws FieldProblem
    {
        final String id = OrderFields.required(message, Tags.CL_ORD_ID);
        final char type = type(message);
        final OrderRequest before = tracker.request(id);
        final Execution report = execution(message, id, type, before);
        if (!tracker.execution(report))
        {
            return false;
        }
        if (isRefusedRequest(message, type, before))
        {
            tracker.requestRejected(id);
        }
        // An order that was never asked for is known from here on.
        final OrderRequest request = tracker.request(id);
        if (type == REJECTED)
        {
            final String text = OrderFields.optional(message, Tags.TEXT);
            answers.rejected(request, report.symbol(), text == null ? "rejected" : text);
            return false;
        }
        if (report.kind() == Execution.Kind.TRADE && request.context().decidedPrice() != null)
        {
            return filled(message, request, nowNs);
        }
        return isAnswer(type) && answers.accepted(request, nowNs);
    }

    private boolean filled(final Message message, final OrderRequest request, final long nowNs) throws FieldProblem
    {
        final double price;
        try
        {
            price = OrderFields.number(message, Tags.LAST_PX).doubleValue();
        }
        catch (final FieldProblem problem)
        {
            // The fill is booked; what is missing is told, and the order has had its answer.
            answers.answered(request, nowNs);
            throw problem;
        }
        return answers.filled(request, nowNs, price);
    }

    /** Some venues reject a replace or a cancel by an ExecutionReport: the order itself stands. */
    private static boolean isRefusedRequest(final Message message, final char type, final OrderRequest request)
    {
        final String status = OrderFields.optional(message, Tags.ORD_STATUS);
        return type == REJECTED && request != null && status != null && !status.equals(String.valueOf(REJECTED))
            && (request.kind() == OrderRequest.Kind.REPLACE || request.kind() == OrderRequest.Kind.CANCEL);
    }

    /** FIX 4.2 and before say in ExecTransType that a trade was busted or corrected; later ones in ExecType. */
    private static char type(final Message message) throws FieldProblem
    {
        final String trans = OrderFields.optional(message, Tags.EXEC_TRANS_TYPE);
        if (trans != null)
        {
            switch (trans)
            {
                case "1":
                    return 'H';
                case "2":
                    return 'G';
                case "3":
                    return ORDER_STATUS;
                default:
                    break;
            }
        }
        final char type = OrderFields.code(message, Tags.EXEC_TYPE);
        final char status = type == ORDER_STATUS ? OrderFields.code(message, Tags.ORD_STATUS) : type;
        // An order status that says that the order is gone is as good as the report of it.
        return status == REJECTED || status == CANCELED ? status : type;
    }

    private static boolean isAnswer(final char type)
    {
        return type != PENDING_NEW && type != PENDING_CANCEL && type != PENDING_REPLACE && type != ORDER_STATUS;
    }

    private Execution execution(final Message message, final String id, final char type, final OrderRequest known) throws FieldProblem
    {
        final Execution.Ids ids = new Execution.Ids(
            OrderFields.required(message, Tags.EXEC_ID), OrderFields.optional(message, Tags.EXEC_REF_ID), id,
            OrderFields.optional(message, Tags.ORIG_CL_ORD_ID));
        final String symbol = known == null ? OrderFields.required(message, Tags.SYMBOL) : known.symbol();
        final Side side = known == null ? OrderFields.side(message) : known.side();
        final Execution.Kind kind = isRefusedRequest(message, type, known) ? Execution.Kind.STATE : kind(type);
        final boolean trades = kind == Execution.Kind.TRADE || kind == Execution.Kind.TRADE_CORRECT;
        final boolean summed = kind == Execution.Kind.TRADE && OrderFields.optional(message, Tags.CUM_QTY) != null;
        return new Execution(
            kind, ids, symbol, side, OrderFields.optionalNumber(message, Tags.ORDER_QTY),
            OrderFields.optionalNumber(message, Tags.CUM_QTY),
            trades && !summed ? OrderFields.number(message, Tags.LAST_QTY) : OrderFields.optionalNumber(message, Tags.LAST_QTY));
    }

    private static Execution.Kind kind(final char type)
    {
        return switch (type)
        {
            case '1', '2', 'F' -> Execution.Kind.TRADE;
            case 'H' -> Execution.Kind.TRADE_CANCEL;
            case 'G' -> Execution.Kind.TRADE_CORRECT;
            case '5' -> Execution.Kind.REPLACED;
            case 'D' -> Execution.Kind.RESTATED;
            // Canceled, rejected, expired, done for the day.
            case CANCELED, REJECTED, 'C', '3' -> Execution.Kind.ENDED;
            default -> Execution.Kind.STATE;
        };
    }
}
