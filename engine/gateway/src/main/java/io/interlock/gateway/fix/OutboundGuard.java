package io.interlock.gateway.fix;

import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.report.Reporter;
import io.interlock.gateway.order.OrderContext;
import io.interlock.gateway.order.OrderRequest;
import io.interlock.gateway.order.OrderTracker;
import java.math.BigDecimal;
import java.util.Set;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/**
 * Decides which messages may go to the wire (SEMANTICS 1). Orders are counted as working before the gate is asked and released when it
 * refuses; a message that is sent again is asked again, with the confidence that was stated the first time. Cancels pass whatever happens.
 * Every type that could carry an order and is not judged here is refused. What the gate is asked is told to the recording of inputs, with
 * its answer, all but the engine's own safety orders, which no configuration would refuse.
 *
 * <p>Threading: any thread that QuickFIX/J sends on, and so is the reporter's.
 */
final class OutboundGuard
{
    /** Lists, crosses, multilegs, quotes and quote responses, and the start of a list: orders in other clothes. */
    private static final Set<String> UNGUARDED = Set.of("E", "L", "s", "t", "AB", "AC", "i", "S", "AJ");

    private final FixTapContext context;
    private final OrderTracker tracker;
    private final Gate gate;
    private final Reporter reporter;
    private final SafetyToken token;
    private final Sizing sizing;
    private final Set<String> passing;
    private final TapCounters counters;
    private final TapLog log = new TapLog();
    private final SequenceIndex index;
    private final OverdueWatch overdue;
    private final int confidenceTag;
    private final int priceTag;

    OutboundGuard(
        final FixTapContext context, final OrderTracker tracker, final Gate gate, final Reporter reporter, final TapCounters counters,
        final SequenceIndex index, final OverdueWatch overdue)
    {
        this.context = context;
        this.tracker = tracker;
        this.gate = gate;
        this.reporter = reporter;
        this.counters = counters;
        this.index = index;
        this.overdue = overdue;
        token = context.engine().safetyToken();
        sizing = new Sizing(context, tracker);
        passing = context.passing();
        confidenceTag = context.config().gateway().confidenceTag();
        priceTag = context.config().gateway().priceTag();
    }

    /**
     * May the message go out? Never throws; counts its answer.
     *
     * @param safety      whether the engine's own safety actions send it.
     * @param applicationFault what the user's application threw; null for nothing.
     */
    boolean mayPass(final Message message, final SessionID session, final boolean safety, final Throwable applicationFault)
    {
        String type = "?";
        String refusal;
        try
        {
            type = OrderFields.type(message);
            if (applicationFault != null)
            {
                log.fault("the application's toApp", applicationFault);
            }
            // Whoever withdraws an order, or is the engine itself, is not kept from it by a fault in the application.
            refusal = applicationFault != null && !safety && !isCancel(type) ? TapCounts.TAP_ERROR : judge(type, message, session, safety);
        }
        catch (final FieldProblem problem)
        {
            log.unreadable("outbound message type " + type + " " + problem.getMessage());
            refusal = TapCounts.MISSING_FIELD;
        }
        catch (final Throwable thrown)
        {
            log.fault("the tap, on an outbound message,", thrown);
            refusal = isCancel(type) ? null : TapCounts.TAP_ERROR;
        }
        if (refusal != null)
        {
            counters.refused(refusal);
            log.refused(type, refusal);
        }
        return refusal == null;
    }

    private static boolean isCancel(final String type)
    {
        return Tags.ORDER_CANCEL_REQUEST.equals(type) || Tags.ORDER_MASS_CANCEL_REQUEST.equals(type);
    }

    private String judge(final String type, final Message message, final SessionID session, final boolean safety) throws FieldProblem
    {
        final OrderContext stated = new OrderContext(
            context.scope(), OrderFields.optionalDouble(message, confidenceTag), decidedPrice(message), safety);
        message.removeField(confidenceTag);
        message.removeField(priceTag);
        switch (type)
        {
            case Tags.NEW_ORDER_SINGLE, Tags.ORDER_CANCEL_REPLACE_REQUEST ->
            {
                return order(type, message, session, stated);
            }
            case Tags.ORDER_CANCEL_REQUEST, Tags.ORDER_MASS_CANCEL_REQUEST ->
            {
                counters.cancelled();
                index.put(session, message, cancel(message, session));
                return null;
            }
            default ->
            {
                index.put(session, message, null);
                return isUnguarded(type) ? TapCounts.UNGUARDED_TYPE : null;
            }
        }
    }

    private boolean isUnguarded(final String type)
    {
        return (UNGUARDED.contains(type) || type.startsWith("U")) && !passing.contains(type);
    }

    private Double decidedPrice(final Message message)
    {
        final Double stated = OrderFields.optionalDouble(message, priceTag);
        return stated != null ? stated : OrderFields.optionalDouble(message, Tags.PRICE);
    }

    private OrderRequest cancel(final Message message, final SessionID session)
    {
        final String orig = OrderFields.optional(message, Tags.ORIG_CL_ORD_ID);
        final String id = OrderFields.optional(message, Tags.CL_ORD_ID);
        final OrderRequest request = orig == null || id == null ? null : tracker.cancelRequested(orig, id);
        if (request != null)
        {
            request.sent(System.nanoTime(), isLoggedOn(session));
        }
        return request;
    }

    private String order(final String type, final Message message, final SessionID session, final OrderContext stated) throws FieldProblem
    {
        final String id = OrderFields.required(message, Tags.CL_ORD_ID);
        final String orig = Tags.NEW_ORDER_SINGLE.equals(type) ? null : OrderFields.required(message, Tags.ORIG_CL_ORD_ID);
        final String symbol = OrderFields.required(message, Tags.SYMBOL);
        final Side side = OrderFields.side(message);
        final BigDecimal quantity = OrderFields.number(message, Tags.ORDER_QTY);
        final boolean again = OrderFields.flag(message.getHeader(), Tags.POSS_DUP_FLAG)
            || OrderFields.flag(message.getHeader(), Tags.POSS_RESEND);
        final OrderRequest known = again ? tracker.request(id) : null;
        if (known != null)
        {
            return conclude(message, session, known, askAgain(known, message));
        }
        final OrderRequest request = orig == null ? tracker.reserve(id, symbol, side, quantity, stated)
            : tracker.reserveReplace(orig, id, symbol, side, quantity, stated);
        if (request == null)
        {
            return TapCounts.DUPLICATE_ID;
        }
        boolean passed = false;
        try
        {
            // An order of a former life: nobody knows what was thought of it.
            final String refusal = ask(request, again ? Intent.OPEN : request.intent(), message);
            conclude(message, session, request, refusal);
            passed = refusal == null;
            return refusal;
        }
        finally
        {
            if (!passed)
            {
                tracker.release(request);
            }
        }
    }

    private String askAgain(final OrderRequest request, final Message message)
    {
        final Intent intent = tracker.intentAgain(request);
        final String refusal = ask(request, intent, message);
        if (refusal != null && !request.onWire())
        {
            // It was only kept for later, so the venue never had it. What went out once is counted until the venue says otherwise.
            tracker.release(request);
        }
        return refusal;
    }

    private String ask(final OrderRequest request, final Intent intent, final Message message)
    {
        if (request.context().safety() && intent != Intent.CLOSE)
        {
            // Something else was closing the position at the same time: sent too, the safety order would turn it round.
            return TapCounts.SAFETY_NOT_CLOSING;
        }
        final Verdict verdict = request.context().safety() ? gate.check(intent, token) : check(intent, request);
        return verdict.allowed() ? sizing.apply(verdict, request, message) : verdict.reason().name();
    }

    /** Asks the gate and tells the recording, before the answer is acted on: what is asked for is not cut yet, unless it was long ago. */
    private Verdict check(final Intent intent, final OrderRequest request)
    {
        final Double confidence = request.context().confidence();
        final double quantity = request.quantity().doubleValue();
        final Verdict verdict;
        if (confidence == null)
        {
            verdict = gate.check(intent);
            reporter.intent(intent, quantity, verdict);
        }
        else
        {
            verdict = gate.check(intent, confidence);
            reporter.intent(intent, confidence, quantity, verdict);
        }
        return verdict;
    }

    private String conclude(final Message message, final SessionID session, final OrderRequest request, final String refusal)
    {
        index.put(session, message, refusal == null ? request : null);
        if (refusal == null)
        {
            if (request.sent(System.nanoTime(), isLoggedOn(session)))
            {
                overdue.add(request);
            }
            counters.sent(request.cut());
        }
        return refusal;
    }

    /** Asked of the session, not of what was seen of it: at a logon it sends again before it says that it is on. */
    private static boolean isLoggedOn(final SessionID session)
    {
        final Session found = Session.lookupSession(session);
        return found == null || found.isLoggedOn();
    }
}
