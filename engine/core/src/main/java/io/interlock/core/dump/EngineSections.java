package io.interlock.core.dump;

import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.port.Issue;
import io.interlock.core.status.IssueLog;

/**
 * Writes what the engine itself knows. Each section is guarded: what fails in one is missing there, and the others are whole.
 *
 * <p>Threading: the thread that writes. Allocates nothing after the constructor and a first use.
 */
public final class EngineSections
{
    private static final long MS = 1_000_000L;
    private static final DumpPart[] PARTS = {
        DumpPart.HEADER, DumpPart.LEVELS, DumpPart.COUNTERS, DumpPart.WINDOWS, DumpPart.CONFIG, DumpPart.ISSUES, DumpPart.SAMPLES};
    private static final InputKind[] KINDS = InputKind.values();
    private static final long[] GUARDS = {
        GuardWord.STALE, GuardWord.KILLED, GuardWord.RECOVERING, GuardWord.CLOSED, GuardWord.TICKLESS, GuardWord.FAULT};
    private static final String[] GUARD_NAMES = {"stale", "killed", "recovering", "closed", "tickless", "fault"};

    private final String bootId;
    private volatile ConfigRows config;
    private final IssueLog log;
    private final Issue[] issues;

    /**
     * Reserves what it needs.
     *
     * @param bootId of this life.
     * @param config in force.
     * @param log    of issues.
     */
    public EngineSections(final String bootId, final ConfigRows config, final IssueLog log)
    {
        this.bootId = bootId;
        this.config = config;
        this.log = log;
        issues = new Issue[log.capacity()];
    }

    /**
     * Another configuration is in force. Any thread.
     *
     * @param value for the dumps that are written from now on.
     */
    public void config(final ConfigRows value)
    {
        config = value;
    }

    /**
     * Writes all sections.
     *
     * @param taken  what was copied.
     * @param writer at the beginning of a dump.
     */
    public void write(final EngineCapture taken, final DumpWriter writer)
    {
        for (int i = 0; i < PARTS.length; i++)
        {
            writer.begin(PARTS[i]);
            try
            {
                rows(PARTS[i], taken, writer);
            }
            catch (final Throwable thrown)
            {
                // OutOfMemoryError too: the next section may need none.
                writer.missing(thrown);
            }
            writer.endSection();
        }
    }

    private void rows(final DumpPart part, final EngineCapture taken, final DumpWriter writer)
    {
        // An if for each: a switch over an enum makes a class of its own.
        if (part == DumpPart.HEADER)
        {
            header(taken, writer);
        }
        else if (part == DumpPart.LEVELS)
        {
            levels(taken, writer);
        }
        else if (part == DumpPart.COUNTERS)
        {
            counters(taken, writer);
        }
        else if (part == DumpPart.WINDOWS)
        {
            windows(taken, writer);
        }
        else if (part == DumpPart.CONFIG)
        {
            config.write(writer);
        }
        else if (part == DumpPart.ISSUES)
        {
            issues(writer);
        }
        else
        {
            samples(taken, writer);
        }
    }

    private void header(final EngineCapture taken, final DumpWriter writer)
    {
        final DumpTrigger trigger = taken.trigger;
        writer.row("dump").word("level", trigger.level()).word("moment", trigger.moment()).end();
        writer.row("taken").time("at", taken.wallMs).number("wall_ms", taken.wallMs).number("engine_ns", taken.timeNs).end();
        writer.row("engine").text("boot_id", bootId).end();
        writer.row("asked_by").text("scope", trigger.scope()).text("order", trigger.orderId()).number("sequence", trigger.sequence())
            .word("from", trigger.from()).word("to", trigger.level()).word("cause", trigger.cause())
            .exact("value", people(trigger.cause(), trigger.value())).exact("threshold", people(trigger.cause(), trigger.threshold()))
            .time("at", wall(taken, trigger.cause() == null ? ScopeView.NEVER : trigger.timeNs())).end();
        if (taken.failure != null)
        {
            writer.missing(taken.failure);
        }
    }

    private static double people(final Cause cause, final long raw)
    {
        return cause == null ? Double.NaN : cause.forPeople(raw);
    }

    /** Wall time of an engine time; 0 where it has not been or will not come. */
    private static long wall(final EngineCapture taken, final long timeNs)
    {
        return timeNs == ScopeView.NEVER || timeNs == ScopeView.NOT_DUE ? 0 : taken.wallMs - (taken.timeNs - timeNs) / MS;
    }

    private void levels(final EngineCapture taken, final DumpWriter writer)
    {
        final int count = Math.min(taken.scopeCount, taken.scopes.size());
        for (int id = 0; id < count; id++)
        {
            final ScopeCapture scope = taken.scopes.get(id);
            scope(taken, scope, writer);
            causes(taken, scope, writer);
            reports(taken, scope, writer);
        }
        if (taken.scopeCount > count)
        {
            writer.row("left_out").number("scopes", taken.scopeCount - count).end();
            writer.missing("no room for the rest");
        }
    }

    private void scope(final EngineCapture taken, final ScopeCapture scope, final DumpWriter writer)
    {
        writer.row("scope").text("path", scope.path).word("own", scope.level).word("effective", GateWord.effective(scope.gate))
            .flag("own_override", scope.override).flag("override", GateWord.override(scope.gate))
            .flag("aggressive", GateWord.aggressive(scope.gate)).word("exchange", scope.exchange).word("network", scope.network)
            .word("cause", scope.lastCause).exact("value", people(scope.lastCause, scope.lastValue))
            .exact("threshold", people(scope.lastCause, scope.lastThreshold)).time("since", wall(taken, scope.lastTransitionNs)).end();
        writer.row("recovery").text("scope", scope.path).time("healthy_since", wall(taken, scope.healthySinceNs))
            .time("cooldown_ends", wall(taken, scope.cooldownEndNs)).number("evidence", scope.evidence)
            .flag("waiting_for_evidence", scope.waitingForEvidence).flag("awaiting_confirmation", scope.awaitingConfirmation)
            .flag("resettable", scope.resettable).end();
        for (int i = 0; i < GUARDS.length; i++)
        {
            if ((scope.guard & GUARDS[i]) != 0)
            {
                writer.row("guard").text("scope", scope.path).word("bit", GUARD_NAMES[i]).end();
            }
        }
    }

    private void causes(final EngineCapture taken, final ScopeCapture scope, final DumpWriter writer)
    {
        for (int i = 0; i < ScopeCapture.CAUSES.length; i++)
        {
            final boolean stands = (scope.standing & 1L << i) != 0;
            if (stands || scope.breaches[i] > 0)
            {
                writer.row("cause").text("scope", scope.path).word("name", ScopeCapture.CAUSES[i]).flag("stands", stands)
                    .number("breaches", scope.breaches[i]).time("last", wall(taken, scope.lastBreachNs[i])).end();
            }
        }
    }

    private void reports(final EngineCapture taken, final ScopeCapture scope, final DumpWriter writer)
    {
        for (int i = 0; i < KINDS.length; i++)
        {
            if (scope.lastReportNs[i] != ScopeView.NEVER)
            {
                writer.row("last_report").text("scope", scope.path).word("kind", KINDS[i])
                    .time("at", wall(taken, scope.lastReportNs[i])).end();
            }
        }
    }

    private void counters(final EngineCapture taken, final DumpWriter writer)
    {
        final EngineCapture.Counters counters = taken.counters;
        writer.row("reports").number("judged", counters.judged).number("folded", counters.folded).number("lanes", counters.lanes).end();
        writer.row("engine").number("transitions", counters.transitions).number("rejected", counters.rejected)
            .number("faults", counters.faults).number("audit_lost", counters.auditLost).end();
        for (int i = 0; i < KINDS.length; i++)
        {
            if (taken.kinds[i] > 0)
            {
                writer.row("kind").word("name", KINDS[i]).number("count", taken.kinds[i]).end();
            }
        }
    }

    private void windows(final EngineCapture taken, final DumpWriter writer)
    {
        int leftOut = 0;
        for (int id = 0; id < Math.min(taken.scopeCount, taken.scopes.size()); id++)
        {
            final ScopeCapture scope = taken.scopes.get(id);
            writer.row("window").text("scope", scope.path).number("streak", scope.streak).number("orders", scope.windowOrders)
                .number("failures", scope.windowFailures).exact("high_equity", scope.highEquity).exact("last_equity", scope.lastEquity)
                .end();
            if (scope.windowRowsLeftOut > 0)
            {
                leftOut += scope.windowRowsLeftOut;
                writer.row("left_out").text("scope", scope.path).number("rows", scope.windowRowsLeftOut).end();
            }
        }
        for (int row = 0; row < taken.windows.size(); row++)
        {
            final String path = taken.scopes.get(taken.windows.scopeId(row)).path;
            if (taken.windows.isEquity(row))
            {
                writer.row("equity").text("scope", path).number("second", taken.windows.second(row))
                    .exact("equity", taken.windows.equity(row)).end();
            }
            else
            {
                writer.row("results").text("scope", path).number("second", taken.windows.second(row))
                    .number("orders", taken.windows.orders(row)).number("failures", taken.windows.failures(row)).end();
            }
        }
        if (leftOut > 0)
        {
            writer.missing("no room for the rest");
        }
    }

    private void issues(final DumpWriter writer)
    {
        final int count = log.copy(issues);
        for (int i = 0; i < count; i++)
        {
            final Issue issue = issues[i];
            issues[i] = null;
            writer.row("issue").time("at", issue.timestampMs()).text("type", issue.issueType()).text("scope", issue.scope())
                .exact("value", issue.value()).exact("threshold", issue.threshold()).text("details", issue.details()).end();
        }
    }

    private void samples(final EngineCapture taken, final DumpWriter writer)
    {
        latencies(writer.row("latencies"), taken.latencies);
        for (int i = 0; i < taken.samples.size(); i++)
        {
            latencies(writer.row("sample").time("at", taken.samples.wallMs(i)).word("worst", taken.samples.level(i))
                .number("streak", taken.samples.streak(i)), taken.samples.latencies(i));
        }
    }

    private static void latencies(final DumpRows row, final SampleRing.Latencies last)
    {
        row.number("samples", last.samples).rounded("avg_ms", last.avgMs).rounded("p50_ms", last.p50Ms).rounded("p99_ms", last.p99Ms)
            .rounded("max_ms", last.maxMs).end();
    }

    /**
     * Writes the last section.
     *
     * @param writer after all other sections.
     */
    public static void finish(final DumpWriter writer)
    {
        final int before = writer.sections();
        final int incomplete = writer.incomplete();
        writer.begin(DumpPart.END);
        writer.row("sections").number("written", before).number("incomplete", incomplete).end();
        writer.endSection();
    }
}
