package io.interlock.core.machine;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;

/**
 * The {@code code} of an {@link InputKind#ORDER_INTENT}: what a gate was asked and what it answered, in 16 bits that are fixed since
 * recordings keep them. The ordinal of the intent is in the lower byte, beside {@link #STATED} where a confidence was stated, be it NaN;
 * the ordinal of the reason is in the upper byte.
 *
 * <p>Threading: no state.
 */
public final class IntentCode
{
    /** Set where the order stated a confidence: the gate was asked with it, and it is in {@code a}. */
    public static final int STATED = 0x80;

    private static final int REASON_SHIFT = 8;
    private static final int INTENT_MASK = STATED - 1;
    private static final Intent[] INTENTS = Intent.values();
    private static final Reason[] REASONS = Reason.values();

    private IntentCode()
    {
    }

    /**
     * Packs a question and its answer.
     *
     * @param intent null is an OPEN, which is how a gate judges it.
     * @param stated whether a confidence was stated.
     * @param reason what the answer rests on; not null.
     * @return 0 to 65,535.
     */
    public static int of(final Intent intent, final boolean stated, final Reason reason)
    {
        final int asked = intent == null ? Intent.OPEN.ordinal() : intent.ordinal();
        return asked | (stated ? STATED : 0) | reason.ordinal() << REASON_SHIFT;
    }

    /**
     * Whether a number read from somewhere can be such a code.
     *
     * @param code may be any.
     * @return false: the other methods may throw or make nonsense of it.
     */
    public static boolean isValid(final int code)
    {
        return (code & INTENT_MASK) < INTENTS.length && code >>> REASON_SHIFT < REASONS.length;
    }

    /**
     * What the order would have done to the account's risk.
     *
     * @param code valid.
     * @return never null.
     */
    public static Intent intent(final int code)
    {
        return INTENTS[code & INTENT_MASK];
    }

    /**
     * Whether the order stated a confidence.
     *
     * @param code valid.
     * @return false: the gate was asked without one.
     */
    public static boolean stated(final int code)
    {
        return (code & STATED) != 0;
    }

    /**
     * What the gate's answer rested on.
     *
     * @param code valid.
     * @return never null.
     */
    public static Reason reason(final int code)
    {
        return REASONS[code >>> REASON_SHIFT];
    }
}
