package io.interlock.gateway.fix;

import java.util.Map;

/**
 * What a tap has let through and refused since it was made. Immutable.
 *
 * @param sent    NewOrderSingle and OrderCancelReplaceRequest that the tap handed to the sender, resends included.
 * @param cut     of those, the ones whose quantity was cut.
 * @param cancels cancel requests that passed.
 * @param refused refusals by reason: names of {@code io.interlock.core.model.Reason}, and the tap's own below.
 */
public record TapCounts(long sent, long cut, long cancels, Map<String, Long> refused)
{
    /** Something inside the tap, or in the application behind it, went wrong. */
    public static final String TAP_ERROR = "TAP_ERROR";
    /** The order lacks a field without which it can't be judged. */
    public static final String MISSING_FIELD = "MISSING_FIELD";
    /** The configuration has orders refused that THROTTLE would let through at a reduced size. */
    public static final String THROTTLE_REFUSED = "THROTTLE_REFUSED";
    /** Cut to the allowed size, less than a lot is left. */
    public static final String BELOW_LOT = "BELOW_LOT";
    /** A message type that carries orders and that the tap doesn't judge. */
    public static final String UNGUARDED_TYPE = "UNGUARDED_TYPE";

    /** Another order or request has the ClOrdID already. */
    public static final String DUPLICATE_ID = "DUPLICATE_ID";
    /** One of the engine's own orders is to be sent again, and would no longer take risk off. */
    public static final String SAFETY_NOT_CLOSING = "SAFETY_NOT_CLOSING";

    /** Copies the map. */
    public TapCounts
    {
        refused = Map.copyOf(refused);
    }

    /**
     * All refusals.
     *
     * @return the sum over the reasons.
     */
    public long refusedInAll()
    {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
