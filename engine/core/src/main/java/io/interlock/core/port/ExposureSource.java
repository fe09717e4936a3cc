package io.interlock.core.port;

import io.interlock.core.model.Side;

/**
 * Tells an emergency dump which orders are open and which positions there are. What is told goes straight into memory that is reserved for
 * it, so no list is wanted: tell one after the other, as it is found, the most important first. At SHUTDOWN there may be no memory left:
 * what throws, or does not come within the deadline, is missing from the dump, and what was told before is there.
 *
 * <p>Threading: each of both methods on a thread of its own, at most one call of it at a time, both side by side, while the orders are
 * being cancelled.
 */
public interface ExposureSource
{
    /** There is none. */
    ExposureSource NONE = new ExposureSource()
    {
    };

    /** Takes one order after the other. */
    @FunctionalInterface
    interface OrderVisitor
    {
        /**
         * An order that may still trade.
         *
         * @param scope    path.
         * @param id       as the venue knows it.
         * @param symbol   what.
         * @param side     BUY or SELL.
         * @param quantity of the order.
         * @param open     what of it may still trade.
         * @param note     for people, for example that its cancel is on its way; null for none.
         */
        void order(String scope, CharSequence id, CharSequence symbol, Side side, CharSequence quantity, CharSequence open, String note);
    }

    /** Takes one position after the other. */
    @FunctionalInterface
    interface PositionVisitor
    {
        /**
         * A position that is not flat.
         *
         * @param scope    path.
         * @param symbol   what.
         * @param quantity below zero for short.
         * @param source   who says so, for people: what was worked out from executions, or the venue's own word.
         */
        void position(String scope, CharSequence symbol, CharSequence quantity, String source);
    }

    /**
     * Tells every order that may still trade.
     *
     * @param visitor takes them; to be called during this call alone.
     */
    default void openOrders(final OrderVisitor visitor)
    {
    }

    /**
     * Tells every position that is not flat.
     *
     * @param visitor takes them; to be called during this call alone.
     */
    default void positions(final PositionVisitor visitor)
    {
    }
}
