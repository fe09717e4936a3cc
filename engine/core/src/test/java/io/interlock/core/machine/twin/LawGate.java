package io.interlock.core.machine.twin;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;

/**
 * What the gate of a scope answers by SEMANTICS 1 and 2, while nothing is stale.
 *
 * <p>Threading: stateless.
 */
final class LawGate
{
    /** Stands for no confidence at all in an event's number, which has no word for it. */
    static final double NONE = -2.0;

    private LawGate()
    {
    }

    /** The most severe level among a scope and its ancestors. */
    static Level effective(final LawScope scope)
    {
        Level level = Level.CLOSED;
        for (LawScope at = scope; at != null; at = at.parent)
        {
            level = Level.max(level, at.level);
        }
        return level;
    }

    static Reason check(final LawScope scope, final Intent intent, final double confidence)
    {
        boolean override = false;
        boolean aggressive = false;
        for (LawScope at = scope; at != null; at = at.parent)
        {
            override |= at.override;
            aggressive |= at.config.aggressive();
        }
        final double limit = scope.config.policy().throttle().confidence();
        return check(effective(scope), override, aggressive, limit, intent, confidence);
    }

    /** The table and the order of precedence of SEMANTICS 1. */
    static Reason check(
        final Level level, final boolean override, final boolean aggressive, final double limit, final Intent intent,
        final double confidence)
    {
        if (intent == Intent.CANCEL)
        {
            return Reason.ALLOWED;
        }
        if (level == Level.SHUTDOWN)
        {
            return Reason.DENIED_SHUTDOWN;
        }
        if (intent == Intent.CLOSE)
        {
            return Reason.ALLOWED;
        }
        if (override)
        {
            return Reason.DENIED_OVERRIDE;
        }
        if (level == Level.HALT)
        {
            return Reason.DENIED_HALT;
        }
        if (level == Level.THROTTLE && aggressive)
        {
            return Reason.DENIED_AGGRESSIVE;
        }
        final boolean given = confidence != NONE;
        final boolean number = confidence >= 0.0 && confidence <= 1.0;
        if (given && !number)
        {
            return Reason.DENIED_CONFIDENCE;
        }
        if (level != Level.THROTTLE)
        {
            return Reason.ALLOWED;
        }
        return given && confidence > limit ? Reason.ALLOWED_REDUCED : Reason.DENIED_CONFIDENCE;
    }
}
