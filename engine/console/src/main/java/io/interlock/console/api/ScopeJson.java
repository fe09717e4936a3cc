package io.interlock.console.api;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.core.status.RecoveryStatus;
import io.interlock.core.status.SampleStatus;
import io.interlock.core.status.ScopeStatus;
import java.util.Map;
import java.util.TreeMap;

/** One scope of a status. Stateless. */
final class ScopeJson
{
    private static final long MS = 1_000_000L;

    private ScopeJson()
    {
    }

    /** Its fields, as of a moment of wall time. */
    static void write(final JsonText out, final ScopeStatus scope, final EngineView view, final long atMs)
    {
        brief(out, scope, atMs);
        out.name("recovers_to", view.recoversTo(scope.path(), scope.own()));
        command(out, "commanded", view.lastCommand(scope.path(), HistorySource.Commanded.LEVEL));
        command(out, "overridden", scope.levels().ownOverride()
            ? view.lastCommand(scope.path(), HistorySource.Commanded.OVERRIDE) : null);
        reports(out, scope.samples(), atMs);
        out.objects("causes", scope.causes(), cause -> out.name("cause", cause.cause()).number("breaches", cause.breaches())
            .time("last_at", cause.lastMs()).flag("stands", cause.stands()));
    }

    /** Who and why: a level that a person has set is explained by nothing else. */
    private static void command(final JsonText out, final String name, final CommandRecord command)
    {
        if (command == null)
        {
            out.nothing(name);
            return;
        }
        out.object(name, () -> out.text("command", JsonText.lower(command.command())).text("by", command.actor())
            .text("reason", command.reason()).time("at", command.wallMs()));
    }

    /** The same without its lists. */
    static void brief(final JsonText out, final ScopeStatus scope, final long atMs)
    {
        final ScopeStatus.Levels levels = scope.levels();
        out.text("scope", scope.path()).name("level", scope.effective()).name("own_level", scope.own());
        out.flag("override", levels.override()).flag("own_override", levels.ownOverride()).flag("aggressive", levels.aggressive());
        out.words("guard", levels.guard());
        final ScopeStatus.LastTransition last = scope.last();
        why(out, last.cause(), last.value(), last.threshold());
        out.time("since", last.sinceMs());
        recovery(out, scope.recovery(), atMs);
        samples(out, scope.samples());
    }

    /** A cause, its numbers and what they are counted in. */
    static void why(final JsonText out, final Cause cause, final double value, final double threshold)
    {
        out.name("cause", cause).decimal("value", value).decimal("threshold", threshold).text("unit", cause == null ? null : unit(cause));
    }

    private static String unit(final Cause cause)
    {
        return switch (cause.unit())
        {
            case MILLISECONDS -> "ms";
            case PERCENT -> "percent";
            case COUNT -> "count";
            case NONE -> null;
        };
    }

    private static void recovery(final JsonText out, final RecoveryStatus recovery, final long atMs)
    {
        final long remainingNs = recovery.cooldownRemainingNs();
        final long remainingMs = remainingNs < 0 ? -1 : (remainingNs + MS - 1) / MS;
        out.object("recovery", () -> out.text("needs", recovery.hint()).natural("cooldown_remaining_ms", remainingMs)
            .time("cooldown_ends_at", remainingMs < 0 ? 0 : atMs + remainingMs)
            .flag("awaiting_confirmation", recovery.awaitingConfirmation()).flag("waiting_for_evidence", recovery.waitingForEvidence())
            .number("evidence", recovery.evidence()).natural("evidence_wanted", recovery.evidenceWanted())
            .flag("resettable", recovery.resettable()));
    }

    /** What a gateway reports: neither the time nor a command says how long a scope has been silent. */
    private static boolean isReport(final InputKind kind)
    {
        return kind.compareTo(InputKind.API_LATENCY) >= 0 && kind.compareTo(InputKind.CRITICAL_ERROR) <= 0;
    }

    private static void samples(final JsonText out, final SampleStatus samples)
    {
        out.number("consecutive_failures", samples.streak()).decimal("failure_rate_percent", samples.failureRatePercent())
            .number("window_orders", samples.windowOrders()).number("window_failures", samples.windowFailures())
            .decimal("worst_slippage_percent", samples.prices().worstSlippagePercent()).decimal("equity", samples.prices().lastEquity())
            .decimal("high_equity", samples.prices().highEquity()).decimal("drawdown_percent", samples.drawdownPercent())
            .name("exchange", samples.exchange()).name("network", samples.network());
    }

    private static void reports(final JsonText out, final SampleStatus samples, final long atMs)
    {
        final Map<String, Long> last = new TreeMap<>(samples.lastReportMs());
        last.keySet().removeIf(kind -> !isReport(InputKind.valueOf(kind)));
        out.objects("last_reports", last.entrySet(), one -> out.text("kind", JsonText.lower(one.getKey())).time("at", one.getValue())
            .number("age_ms", Math.max(0, atMs - one.getValue())));
    }
}
