package io.interlock.core.status;

import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words how a scope is, why, and what would bring it back. Threading: pure; {@link #hint} where the view belongs. */
public final class ExplainText
{
    private static final double SECOND_NS = 1e9;

    private ExplainText()
    {
    }

    /**
     * What would bring a scope back.
     *
     * @param view  the scope.
     * @param nowNs engine time.
     * @return for a person.
     */
    public static String hint(final ScopeView view, final long nowNs)
    {
        final Level level = view.level();
        if (level == Level.CLOSED)
        {
            return "nothing to recover from";
        }
        if (level == Level.SHUTDOWN)
        {
            return view.resettable() ? "an operator's reset, with actor and reason"
                : "a restart of the engine, and then an operator's reset, with actor and reason";
        }
        final List<String> missing = new ArrayList<>();
        for (final Cause cause : Cause.values())
        {
            if (!cause.isDownward() && view.stands(cause))
            {
                missing.add(cause + " stands and must end" + (needsAccept(cause) ? " (an operator's accept)" : ""));
            }
        }
        final long end = view.cooldownEndNs();
        if (end != ScopeView.NOT_DUE && end > nowNs)
        {
            missing.add(String.format(Locale.ROOT, "%.0f s of health", Math.ceil((end - nowNs) / SECOND_NS)));
        }
        final boolean confirm = level == Level.HALT && view.definition().config().recovery().halt().confirm();
        final int wanted = view.definition().config().recovery().rule().evidence();
        if (!confirm && view.evidence() < wanted)
        {
            missing.add(view.waitingForEvidence(nowNs) ? "waiting for a healthy sample (" + view.evidence() + " of " + wanted + ")"
                : "healthy samples (" + view.evidence() + " of " + wanted + ")");
        }
        if (confirm)
        {
            missing.add("an operator's confirm");
        }
        return missing.isEmpty() ? "due now" : String.join(", ", missing);
    }

    private static boolean needsAccept(final Cause cause)
    {
        return cause == Cause.JOURNAL || cause == Cause.JOURNAL_DAMAGE || cause == Cause.RESTARTS;
    }

    /**
     * Explains a scope, and where its level comes from an ancestor, that one.
     *
     * @param status the whole engine.
     * @param path   the scope.
     * @return for a person.
     */
    public static String explain(final EngineStatus status, final String path)
    {
        final ScopeStatus scope = status.scope(path);
        if (scope == null)
        {
            return "there is no scope \"" + path + "\"";
        }
        final StringBuilder text = new StringBuilder();
        text.append(name(path)).append(" is ").append(scope.effective());
        if (status.stale())
        {
            text.append(" by its gate word; the breaker thread does not answer, so OPEN is refused");
        }
        if (scope.levels().override())
        {
            text.append("; an operator's override refuses OPEN");
        }
        if (!scope.levels().guard().isEmpty())
        {
            text.append("; guard: ").append(scope.levels().guard());
        }
        if (scope.own() == scope.effective())
        {
            append(text, scope);
            return text.toString();
        }
        text.append("; its own level is ").append(scope.own());
        String at = path;
        while (!at.isEmpty())
        {
            final int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
            final ScopeStatus above = status.scope(at);
            if (above != null && above.own() == scope.effective())
            {
                text.append("; ").append(name(at)).append(" is ").append(above.own());
                append(text, above);
                break;
            }
        }
        return text.toString();
    }

    private static String name(final String path)
    {
        return path.isEmpty() ? "the root" : path;
    }

    private static void append(final StringBuilder text, final ScopeStatus scope)
    {
        final ScopeStatus.LastTransition last = scope.last();
        if (last.cause() != null)
        {
            text.append(" because of ").append(last.cause());
            if (!Double.isNaN(last.value()))
            {
                final String unit = last.cause().unit().symbol();
                text.append(' ').append(number(last.value())).append(unit);
                if (!Double.isNaN(last.threshold()))
                {
                    text.append(" (threshold ").append(number(last.threshold())).append(unit).append(')');
                }
            }
            if (last.sinceMs() != 0)
            {
                text.append(" since ").append(Instant.ofEpochMilli(last.sinceMs()));
            }
        }
        if (scope.own() != Level.CLOSED || scope.recovery().cooldownRemainingNs() < 0 && scope.effective() != Level.CLOSED)
        {
            text.append("; to come back it needs: ").append(scope.recovery().hint());
        }
    }

    private static String number(final double value)
    {
        final String text = String.format(Locale.ROOT, "%.6f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
