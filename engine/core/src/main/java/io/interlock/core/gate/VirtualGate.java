package io.interlock.core.gate;

import io.interlock.config.ThrottleConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Level;

/**
 * The gate word of a scope from what the machine knows, for the live gate's own law ({@link GateLaw}) to judge. Virtual time is never stale
 * and a kill is judged at once, so there is no guard.
 *
 * <p>Threading: pure function.
 */
public final class VirtualGate
{
    /** Nothing is guarded in virtual time. */
    public static final long NO_GUARD = 0;

    private VirtualGate()
    {
    }

    /**
     * Joins a scope with everything above it: the most severe level, an override or the tag {@code aggressive} on any of them; size factor
     * and confidence limit are its own.
     *
     * @param machine at the time of the check.
     * @param scopeId the scope that is asked.
     * @return a gate word.
     */
    public static long word(final BreakerStateMachine machine, final int scopeId)
    {
        final ScopeView own = machine.scope(scopeId);
        Level level = Level.CLOSED;
        boolean override = false;
        boolean aggressive = false;
        int id = scopeId;
        while (id >= 0)
        {
            final ScopeView scope = machine.scope(id);
            level = Level.max(level, scope.level());
            override |= scope.override();
            aggressive |= scope.definition().config().aggressive();
            id = scope.definition().parentId();
        }
        final ThrottleConfig throttle = own.definition().config().policy().throttle();
        return GateWord.policy(throttle.sizeFactor(), throttle.confidence(), aggressive) | GateWord.levels(own.level(), level, null)
            | GateWord.overrides(own.override(), override);
    }
}
