package io.interlock.config;

/**
 * The gateway tap.
 *
 * @param throttle      what happens to an OPEN that THROTTLE allows at a reduced size.
 * @param confidenceTag the FIX tag that carries an order's confidence; it is taken off before the wire.
 * @param priceTag      the FIX tag that carries the price that an order was decided at; it is taken off before the wire.
 */
public record GatewayConfig(ThrottleMode throttle, int confidenceTag, int priceTag)
{
    /** What the tap does with an order that is allowed at a reduced size. */
    public enum ThrottleMode
    {
        /** Cuts OrderQty once, rounded down to the lot. */
        CUT,
        /** Refuses it. */
        REFUSE
    }
}
