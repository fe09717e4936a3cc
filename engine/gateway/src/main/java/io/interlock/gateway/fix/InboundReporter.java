package io.interlock.gateway.fix;

import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.report.Reporter;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import java.util.Set;
import quickfix.Message;
import quickfix.SessionID;

/**
 * Tells the breaker what the venue says, and the tracker what it did. A message that lacks what is needed is a failure that names the tag.
 *
 * <p>Threading: the threads that QuickFIX/J receives on.
 */
final class InboundReporter
{
    private static final char TOO_LATE = '0';
    private static final char UNKNOWN_ORDER = '1';
    private static final Set<String> ORDER_TYPES =
        Set.of(Tags.NEW_ORDER_SINGLE, Tags.ORDER_CANCEL_REQUEST, Tags.ORDER_CANCEL_REPLACE_REQUEST);

    private final OrderTracker tracker;
    private final Reporter reporter;
    private final Answers answers;
    private final ExecutionReporter executions;
    private final SequenceIndex index;
    private final LatencyProbe probe;
    private final TapLog log = new TapLog();

    InboundReporter(final OrderTracker tracker, final Reporter reporter, final SequenceIndex index, final LatencyProbe probe)
    {
        this.tracker = tracker;
        this.reporter = reporter;
        this.index = index;
        this.probe = probe;
        answers = new Answers(reporter);
        executions = new ExecutionReporter(tracker, answers);
    }

    /** Reads a message of either kind. Never throws. */
    void read(final Message message, final SessionID session, final long nowNs)
    {
        String type = "?";
        try
        {
            probe.heard(session, nowNs);
            type = OrderFields.type(message);
            if (read(type, message, session, nowNs))
            {
                probe.measured(session, nowNs);
            }
        }
        catch (final FieldProblem problem)
        {
            final String told = "inbound message type " + type + " " + problem.getMessage();
            log.unreadable(told);
            reporter.failure(told);
        }
        catch (final Throwable thrown)
        {
            // What was not booked makes positions wrong: that is no less than a failed order.
            log.fault("the tap, on an inbound message,", thrown);
            reporter.failure("inbound message type " + type + ": " + thrown);
        }
    }

    /** Returns whether a latency was measured. */
    private boolean read(final String type, final Message message, final SessionID session, final long nowNs) throws FieldProblem
    {
        return switch (type)
        {
            case Tags.EXECUTION_REPORT -> executions.read(message, nowNs);
            case Tags.ORDER_CANCEL_REJECT -> cancelReject(message, nowNs);
            case Tags.BUSINESS_MESSAGE_REJECT, Tags.REJECT -> reject(type, message, session);
            case Tags.TRADING_SESSION_STATUS -> tradingSession(message);
            case Tags.HEARTBEAT ->
            {
                probe.answered(session, OrderFields.optional(message, Tags.TEST_REQ_ID), nowNs);
                yield false;
            }
            default -> false;
        };
    }

    private boolean cancelReject(final Message message, final long nowNs) throws FieldProblem
    {
        final String id = OrderFields.required(message, Tags.CL_ORD_ID);
        final String orig = OrderFields.optional(message, Tags.ORIG_CL_ORD_ID);
        final String reason = OrderFields.optional(message, Tags.CXL_REJ_REASON);
        final char code = reason == null || reason.isEmpty() ? '?' : reason.length() == 1 ? reason.charAt(0) : '?';
        final OrderRequest request = tracker.request(id);
        tracker.requestRejected(id);
        if (code == UNKNOWN_ORDER)
        {
            tracker.ended(orig == null ? id : orig);
        }
        if (code == TOO_LATE)
        {
            return answers.answered(request, nowNs);
        }
        final String symbol = request == null ? String.valueOf(OrderFields.optional(message, Tags.SYMBOL)) : request.symbol();
        answers.rejected(request, symbol, "cancel or replace refused, reason " + reason + text(message));
        return false;
    }

    private boolean reject(final String type, final Message message, final SessionID session) throws FieldProblem
    {
        final OrderRequest request = rejected(message, session);
        if (request != null)
        {
            answers.rejected(request, request.symbol(), "rejected as a message (type " + type + ")" + text(message));
            if (request.kind() == OrderRequest.Kind.NEW)
            {
                tracker.ended(request.clOrdId());
            }
            else
            {
                tracker.requestRejected(request.clOrdId());
            }
            return false;
        }
        final String refType = OrderFields.optional(message, Tags.REF_MSG_TYPE);
        if (refType != null && ORDER_TYPES.contains(refType))
        {
            reporter.failure("an order message of type " + refType + " that is not known was rejected" + text(message));
        }
        return false;
    }

    private OrderRequest rejected(final Message message, final SessionID session) throws FieldProblem
    {
        final String named = OrderFields.optional(message, Tags.BUSINESS_REJECT_REF_ID);
        if (OrderFields.optional(message, Tags.REF_SEQ_NUM) == null && named != null)
        {
            return tracker.request(named);
        }
        final OrderRequest found = index.find(session, OrderFields.number(message, Tags.REF_SEQ_NUM).intValue());
        return found != null || named == null ? found : tracker.request(named);
    }

    /** Unknown statuses are read as DOWN, the safer way; 6 only says that a request for the status was refused. */
    private boolean tradingSession(final Message message) throws FieldProblem
    {
        final String status = OrderFields.required(message, Tags.TRAD_SES_STATUS);
        switch (status)
        {
            case "2" -> reporter.exchange(ExchangeStatus.UP);
            case "5" -> reporter.exchange(ExchangeStatus.SLOW);
            case "4" -> reporter.exchange(ExchangeStatus.DEGRADED);
            case "6" -> log.unreadable("a request for the trading session's status was refused" + text(message));
            default -> reporter.exchange(ExchangeStatus.DOWN);
        }
        return false;
    }

    private static String text(final Message message)
    {
        final String text = OrderFields.optional(message, Tags.TEXT);
        return text == null ? "" : ": " + text;
    }
}
