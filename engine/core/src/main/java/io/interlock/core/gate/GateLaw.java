package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;

/**
 * What a level permits (SEMANTICS 1), as a pure function of a gate word and a guard word. The live gate and {@code simulate} both ask it.
 *
 * <p>Threading: pure functions, no allocation.
 */
public final class GateLaw
{
    private GateLaw()
    {
    }

    /**
     * Judges an order that states its confidence.
     *
     * @param word       a gate word.
     * @param guard      the root's guard word joined with the scope's own.
     * @param intent     what the order would do; null is refused like an OPEN.
     * @param confidence 0 to 1; NaN or anything outside is refused at every level for OPEN.
     * @return the reason of the first refusal in the law's order, or of the grant.
     */
    public static Reason judge(final long word, final long guard, final Intent intent, final double confidence)
    {
        if (intent == Intent.CANCEL)
        {
            return Reason.ALLOWED;
        }
        final Reason reason = judge(word, guard, intent);
        if (intent == Intent.CLOSE)
        {
            return reason;
        }
        final boolean valid = confidence >= 0.0 && confidence <= 1.0;
        if (reason == Reason.ALLOWED)
        {
            return valid ? Reason.ALLOWED : Reason.DENIED_CONFIDENCE;
        }
        if (reason == Reason.DENIED_CONFIDENCE && valid && confidence > GateWord.confidenceLimit(word))
        {
            return Reason.ALLOWED_REDUCED;
        }
        return reason;
    }

    /**
     * Judges an order that states no confidence: refused in THROTTLE, allowed up to ALERT.
     *
     * @param word   a gate word.
     * @param guard  the root's guard word joined with the scope's own.
     * @param intent what the order would do; null is refused like an OPEN.
     * @return the reason of the first refusal in the law's order, or of the grant.
     */
    public static Reason judge(final long word, final long guard, final Intent intent)
    {
        if (intent == Intent.CANCEL)
        {
            return Reason.ALLOWED;
        }
        final Level level = GateWord.effective(word);
        if (level == Level.SHUTDOWN || (guard & GuardWord.KILLED) != 0)
        {
            return Reason.DENIED_SHUTDOWN;
        }
        if (intent == Intent.CLOSE)
        {
            return Reason.ALLOWED;
        }
        if (GateWord.override(word))
        {
            return Reason.DENIED_OVERRIDE;
        }
        if ((guard & GuardWord.ANY_STALE) != 0)
        {
            return Reason.DENIED_STALE;
        }
        if (level == Level.HALT)
        {
            return Reason.DENIED_HALT;
        }
        if (level == Level.THROTTLE)
        {
            return GateWord.aggressive(word) ? Reason.DENIED_AGGRESSIVE : Reason.DENIED_CONFIDENCE;
        }
        return Reason.ALLOWED;
    }
}
