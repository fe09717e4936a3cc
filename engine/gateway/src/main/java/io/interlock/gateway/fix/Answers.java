package io.interlock.gateway.fix;

import io.interlock.core.report.Reporter;
import io.interlock.gateway.order.OrderRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Turns answers to requests into results of the law (SEMANTICS 3): a request's first answer is its one result, with the latency it took.
 * A cancel's answer tells of latency only, unless it was refused.
 *
 * <p>Threading: any thread.
 */
final class Answers
{
    private final Reporter reporter;
    /** Rejections in a row by symbol and side; few, since a gateway trades few symbols. */
    private final ConcurrentMap<String, Integer> rejectedInARow = new ConcurrentHashMap<>();

    Answers(final Reporter reporter)
    {
        this.reporter = reporter;
    }

    /** Accepted, without a fill. Returns whether it was the first answer. */
    boolean accepted(final OrderRequest request, final long nowNs)
    {
        if (!isFirst(request))
        {
            return false;
        }
        if (request.kind() != OrderRequest.Kind.CANCEL)
        {
            reporter.success();
            forgiven(request);
        }
        reporter.apiLatency(nowNs - request.sentNs());
        return true;
    }

    /** Filled, in part or in whole; the price is judged against the one that the order was decided at, where that is known. */
    boolean filled(final OrderRequest request, final long nowNs, final double price)
    {
        final Double decided = request.context().decidedPrice();
        if (decided == null)
        {
            return accepted(request, nowNs);
        }
        if (request.kind() == OrderRequest.Kind.CANCEL || !isFirst(request))
        {
            reporter.slippage(request.side(), decided, price);
            return false;
        }
        forgiven(request);
        reporter.fill(nowNs - request.sentNs(), request.side(), decided, price);
        return true;
    }

    /**
     * Refused by the venue: a failure, and no latency, which would be evidence of health. A refusal of what was accepted before is no
     * second result; one of what was never asked for here is a failure all the same.
     */
    void rejected(final OrderRequest request, final String symbol, final String text)
    {
        if (request == null || request.kind() == OrderRequest.Kind.APPEARED)
        {
            reporter.failure(symbol + ": " + text);
        }
        else if (request.answer())
        {
            final int attempts = rejectedInARow.merge(request.symbol() + ' ' + request.side(), 1, Integer::sum);
            reporter.failure(symbol + ' ' + request.side() + " (attempt " + attempts + "): " + text);
        }
    }

    /** Answered, and neither good nor bad. */
    boolean answered(final OrderRequest request, final long nowNs)
    {
        final boolean first = isFirst(request);
        if (first)
        {
            reporter.apiLatency(nowNs - request.sentNs());
        }
        return first;
    }

    /** What the venue told of first was never asked for: it answers nothing. */
    private static boolean isFirst(final OrderRequest request)
    {
        return request != null && request.kind() != OrderRequest.Kind.APPEARED && request.answer();
    }

    private void forgiven(final OrderRequest request)
    {
        rejectedInARow.remove(request.symbol() + ' ' + request.side());
    }
}
