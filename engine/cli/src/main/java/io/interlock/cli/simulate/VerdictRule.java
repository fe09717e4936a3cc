package io.interlock.cli.simulate;

import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;

/**
 * SEMANTICS 1 in its plainest form: what an intent may do, from what the machine knows. The live gate answers the same from packed words;
 * a test holds the two together. Virtual time is never stale, so DENIED_STALE does not occur.
 *
 * <p>Threading: one thread. Holds the joined state of the scope that was looked at last.
 */
final class VerdictRule
{
    private Level level = Level.CLOSED;
    private boolean override;
    private boolean aggressive;
    private double confidenceLimit;

    /**
     * Looks at a scope and everything above it: the most severe level, an override or the tag {@code aggressive} on any of them, and the
     * scope's own confidence limit.
     *
     * @param machine at the time of the check.
     * @param scopeId the scope that is asked.
     * @return this.
     */
    VerdictRule lookAt(final BreakerStateMachine machine, final int scopeId)
    {
        level = Level.CLOSED;
        override = false;
        aggressive = false;
        confidenceLimit = machine.scope(scopeId).definition().config().policy().throttle().confidence();
        int id = scopeId;
        while (id >= 0)
        {
            final ScopeView scope = machine.scope(id);
            level = Level.max(level, scope.level());
            override |= scope.override();
            aggressive |= scope.definition().config().aggressive();
            id = scope.definition().parentId();
        }
        return this;
    }

    /**
     * Judges without a confidence.
     *
     * @param intent what the order would do.
     * @return what the answer rests on.
     */
    Reason judge(final Intent intent)
    {
        return judge(intent, false, 0.0);
    }

    /**
     * Judges with a confidence, which is read for OPEN only.
     *
     * @param intent     what the order would do.
     * @param confidence NaN, or outside 0 to 1, is refused at every level.
     * @return what the answer rests on.
     */
    Reason judge(final Intent intent, final double confidence)
    {
        return judge(intent, true, confidence);
    }

    private Reason judge(final Intent intent, final boolean given, final double confidence)
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
        final boolean throttled = level == Level.THROTTLE;
        if (throttled && aggressive)
        {
            return Reason.DENIED_AGGRESSIVE;
        }
        if (given && !(confidence >= 0.0 && confidence <= 1.0) || throttled && !(given && confidence > confidenceLimit))
        {
            return Reason.DENIED_CONFIDENCE;
        }
        return throttled ? Reason.ALLOWED_REDUCED : Reason.ALLOWED;
    }
}
