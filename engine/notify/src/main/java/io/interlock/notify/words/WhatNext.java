package io.interlock.notify.words;

import io.interlock.config.BreakerConfig;
import io.interlock.config.CooldownConfig;
import io.interlock.config.RecoveryMode;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happens next without anybody doing anything, and when (SEMANTICS 4). Threading: stateless. */
record WhatNext(Supplier<BreakerConfig> config)
{
    private static final double MS_NS = 1e6;

    List<Part.Line> lines(final Draft draft, final Level level)
    {
        final List<String> lines = new ArrayList<>();
        if (level == Level.CLOSED)
        {
            lines.add("Nothing: it is over. What was open of this is closed.");
        }
        else if (level == Level.SHUTDOWN)
        {
            lines.add("Nothing by itself: SHUTDOWN is never left without a person.");
            lines.add("After a restart it is still SHUTDOWN; only then a reset, with actor and reason, goes to CLOSED.");
        }
        else
        {
            recovery(draft, level, lines);
        }
        return lines.stream().map(Part.Line::of).toList();
    }

    private void recovery(final Draft draft, final Level level, final List<String> lines)
    {
        final ScopeConfig scope = config.get().scope(draft.scope());
        final long cooldownNs = cooldownNs(scope.recovery().cooldown(), level);
        final Level down = scope.recovery().rule().mode() == RecoveryMode.STEPWISE ? Level.of(level.ordinal() - 1) : Level.CLOSED;
        final String health = Figures.configured(cooldownNs) + " of health" + earliest(draft, cooldownNs);
        if (confirm(draft.scope(), level))
        {
            lines.add("Not by itself: after " + health + " it waits for an operator's confirm, and then goes to " + down + ".");
        }
        else
        {
            final int evidence = scope.recovery().rule().evidence();
            lines.add("It goes to " + down + " by itself after " + health + ", with " + evidence
                + (evidence == 1 ? " healthy sample." : " healthy samples.") + " No data is not health.");
        }
        lines.add("Each further breach" + (level == Level.ALERT ? "" : " or failed order") + " starts that time anew.");
        final String stands = standing(draft.facts().cause(), level);
        if (!stands.isEmpty())
        {
            lines.add(stands);
        }
    }

    boolean confirm(final String scope, final Level level)
    {
        return level == Level.HALT && config.get().scope(scope).recovery().halt().confirm();
    }

    /** Only of the transition itself is the moment known from which the time runs. */
    private static String earliest(final Draft draft, final long cooldownNs)
    {
        final boolean fresh = draft.kind() == Kind.TRANSITION || draft.kind() == Kind.RESOLVED;
        return fresh ? " (not before " + Figures.time(draft.facts().wallMs() + Math.round(cooldownNs / MS_NS)) + ")" : "";
    }

    private static long cooldownNs(final CooldownConfig cooldown, final Level level)
    {
        return switch (level)
        {
            case ALERT -> cooldown.alertNs();
            case THROTTLE -> cooldown.throttleNs();
            case HALT -> cooldown.haltNs();
            case CLOSED, SHUTDOWN -> 0;
        };
    }

    private static String standing(final String name, final Level level)
    {
        final Cause cause = Figures.cause(name);
        if (cause == null)
        {
            return "";
        }
        return switch (cause)
        {
            case EXCHANGE, NETWORK, FAILURE_RATE, LOSS, OVERLOAD -> "While " + cause + " stands that time does not run.";
            case CONSECUTIVE_FAILURES -> level == Level.ALERT ? "While the streak stands that time does not run." : "";
            case JOURNAL -> "JOURNAL stands until an operator accepts it, or a restart finds the journal healthy.";
            case JOURNAL_DAMAGE -> cause + " stands until an operator accepts it. Messages that were still to be delivered may be lost "
                + "with the damaged records: look at each scope's level.";
            case RESTARTS -> cause + " stands until an operator accepts it.";
            default -> "";
        };
    }
}
