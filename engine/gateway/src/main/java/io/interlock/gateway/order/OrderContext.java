package io.interlock.gateway.order;

/**
 * What was known when an order or a replace was decided, kept with it: a message that is sent again has lost it. Immutable.
 *
 * @param scope        path of the scope that it is judged in.
 * @param confidence   as the order states it; null where it states none, NaN where what it states is not a number.
 * @param decidedPrice the price that it was decided at; null where none is known, NaN where what is stated is not a number.
 * @param safety       whether it is one of the engine's own safety orders.
 */
public record OrderContext(String scope, Double confidence, Double decidedPrice, boolean safety)
{
    /** Nothing known. */
    public static final OrderContext NONE = new OrderContext("", null, null, false);
}
