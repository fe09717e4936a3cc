package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.config.JournalConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.status.CauseStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a command would do, from the status and the law alone: the machine is neither asked nor copied, so nothing changes (SEMANTICS 4).
 * It is true of the moment of the status; what is reported until the command itself comes may change it.
 *
 * <p>Threading: one thread.
 */
final class DryRun
{
    /** What does not come from reports, and so outlives a force recovery and a reset. */
    private static final Set<Cause> KEPT = EnumSet.of(Cause.OVERLOAD, Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS);
    /** As the hint names it, which is what a confirm itself is. */
    private static final String CONFIRM = "an operator's confirm";
    private static final Set<Cause> ACCEPTABLE = EnumSet.of(Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS);

    private final BreakerConfig config;
    private final ScopeStatus scope;

    DryRun(final BreakerConfig config, final ScopeStatus scope)
    {
        this.config = config;
        this.scope = scope;
    }

    CommandResult recover()
    {
        if (scope.own() == Level.SHUTDOWN)
        {
            return refused("cannot force a recovery from SHUTDOWN: restart the process, then reset");
        }
        return cleared("recover");
    }

    CommandResult reset()
    {
        if (scope.own() != Level.SHUTDOWN)
        {
            return refused("cannot reset: the level is " + scope.own() + ", and only SHUTDOWN is reset");
        }
        if (!scope.recovery().resettable())
        {
            return refused("cannot reset: SHUTDOWN is reset only after a restart of the process");
        }
        return cleared("reset");
    }

    private CommandResult cleared(final String verb)
    {
        final Level kept = kept();
        final Level target = scope.own().isAbove(kept) ? kept : scope.own();
        final List<Cause> standing = standing().stream().filter(KEPT::contains).toList();
        return would(target, "would " + verb + " it to " + target + ", and clear its windows, streak, breaches and what stands from reports"
            + (standing.isEmpty() ? "" : "; kept by " + standing
                + (standing.contains(Cause.OVERLOAD) ? " (OVERLOAD keeps ALERT in its first second, THROTTLE after it)" : "")));
    }

    private Level kept()
    {
        Level kept = Level.CLOSED;
        for (final Cause cause : standing())
        {
            kept = Level.max(kept, switch (cause)
            {
                case JOURNAL_DAMAGE, RESTARTS -> Level.HALT;
                case JOURNAL -> config.journal().onFailure() == JournalConfig.OnFailure.HALT ? Level.HALT : Level.THROTTLE;
                case OVERLOAD -> Level.THROTTLE;
                default -> Level.CLOSED;
            });
        }
        return kept;
    }

    private List<Cause> standing()
    {
        return scope.causes().stream().filter(CauseStatus::stands).map(CauseStatus::cause).toList();
    }

    CommandResult confirm()
    {
        if (scope.own() != Level.HALT)
        {
            return refused("cannot confirm: the level is " + scope.own() + ", and only HALT is confirmed");
        }
        if (!config.scope(scope.path()).recovery().halt().confirm())
        {
            return refused("cannot confirm: halt.confirm is not set, so HALT recovers by itself");
        }
        if (!scope.recovery().awaitingConfirmation())
        {
            return refused("cannot confirm: missing are " + scope.recovery().hint().replace(", " + CONFIRM, ""));
        }
        final boolean direct = config.scope(scope.path()).recovery().rule().mode() == RecoveryMode.DIRECT;
        final Level target = direct ? Level.CLOSED : Level.THROTTLE;
        return would(target, "would confirm it: " + target);
    }

    CommandResult kill()
    {
        return would(Level.SHUTDOWN, scope.own() == Level.SHUTDOWN ? "is at SHUTDOWN already"
            : "would go to SHUTDOWN with all below it: everything but cancels refused, the actions of a SHUTDOWN started");
    }

    CommandResult override(final boolean enabled)
    {
        final boolean changes = scope.levels().ownOverride() != enabled;
        return would(scope.own(), changes ? "override would be " + (enabled ? "on: OPEN refused here and below" : "off")
            : "override is " + (enabled ? "on" : "off") + " already");
    }

    CommandResult accept(final Cause cause)
    {
        if (!ACCEPTABLE.contains(cause) || !standing().contains(cause))
        {
            return refused("cannot accept: " + cause + " does not stand; JOURNAL, JOURNAL_DAMAGE and RESTARTS can be, while they stand");
        }
        return would(scope.own(), "would accept " + cause + ": it no longer stands, and the recovery clock starts anew");
    }

    private CommandResult would(final Level level, final String message)
    {
        return new CommandResult(true, message, level, false);
    }

    private CommandResult refused(final String message)
    {
        return new CommandResult(false, message, scope.own(), false);
    }
}
