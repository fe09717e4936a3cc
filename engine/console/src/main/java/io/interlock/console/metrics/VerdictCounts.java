package io.interlock.console.metrics;

import io.interlock.core.model.Reason;
import io.interlock.core.port.GatewayView;
import java.util.function.Supplier;

/**
 * What a gateway's orders met since it was made: how many went out and how many were refused, by reason. For people and metrics.
 *
 * <p>Threading: any thread but a trading one; never waits for one.
 */
@FunctionalInterface
public interface VerdictCounts
{
    /** Of {@link #verdicts}: a cancel, which is always allowed. */
    String CANCEL = "CANCEL";

    /** Takes one count after the other. */
    @FunctionalInterface
    interface Visitor
    {
        /**
         * A count that only grows.
         *
         * @param scope   path of the scope whose gate was asked.
         * @param allowed whether the orders went out.
         * @param reason  a name of {@code Reason}, {@link #CANCEL}, or a word of the gateway's own, in capitals.
         * @param count   of orders.
         */
        void verdict(String scope, boolean allowed, String reason, long count);
    }

    /**
     * Tells every count.
     *
     * @param visitor takes them; to be called during this call alone.
     */
    void verdicts(Visitor visitor);

    /**
     * Of a gateway that guards one scope, as a FIX tap: {@code of(tap.scope().path(), () -> tap.view().gateway().orders())}.
     *
     * @param scope  path.
     * @param counts asked at each scrape.
     * @return tells them by reason.
     */
    static VerdictCounts of(final String scope, final Supplier<GatewayView.Orders> counts)
    {
        return visitor ->
        {
            final GatewayView.Orders now = counts.get();
            visitor.verdict(scope, true, Reason.ALLOWED.name(), now.allowed() - now.reduced());
            visitor.verdict(scope, true, Reason.ALLOWED_REDUCED.name(), now.reduced());
            visitor.verdict(scope, true, CANCEL, now.cancels());
            now.refused().forEach((reason, count) -> visitor.verdict(scope, false, reason, count));
        };
    }
}
