package io.interlock.cli.run;

import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.Decimals;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.cli.stream.RowReader;
import io.interlock.cli.stream.WordTable;
import io.interlock.core.engine.CommandResult;
import io.interlock.core.engine.EngineException;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.engine.ScopeLimitException;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.model.Verdict;
import io.interlock.core.report.Reporter;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives the rows of a stream to a live engine: reports to reporters of its own, commands to the desk. The rows' time is not looked at. A
 * row that is none is refused and told, and the engine goes on: it protects more than this input.
 *
 * <p>Threading: the thread that reads the input.
 */
final class LiveInput
{
    private final RowReader rows;
    private final Interlock interlock;
    private final LiveOutput output;
    private final Complaints complaints;
    private final String actor;
    private final Map<String, Scope> scopes = new HashMap<>();
    private final Map<String, Reporter> reporters = new HashMap<>();
    private volatile long count;

    LiveInput(
        final CsvReader csv, final Interlock interlock, final LiveOutput output, final Complaints complaints, final String actor)
    {
        rows = new RowReader(csv);
        this.interlock = interlock;
        this.output = output;
        this.complaints = complaints;
        this.actor = actor;
    }

    /** Reads to the end; a first line that is not the header is an exception, since then nothing can be understood. */
    void run() throws IOException
    {
        // A feeder that dies before its first line is an input that has ended.
        boolean more = rows.header();
        while (more)
        {
            try
            {
                more = rows.next();
                if (more)
                {
                    count++;
                    rows.words();
                    row();
                }
            }
            catch (final MalformedLineException bad)
            {
                refuse(bad.line(), bad.getMessage());
                rows.skip();
            }
        }
    }

    /** How many rows there were. Any thread. */
    long count()
    {
        return count;
    }

    private void row()
    {
        try
        {
            act(scopes.computeIfAbsent(rows.scope(), interlock::scope));
        }
        catch (final IllegalArgumentException | ScopeLimitException | EngineException refused)
        {
            refuse(rows.line(), refused.getMessage());
        }
    }

    private void refuse(final long line, final String message)
    {
        output.rejected(line, message);
        complaints.row(line, message);
    }

    private void act(final Scope scope)
    {
        switch (rows.word())
        {
            case CHECK -> check(scope);
            case OVERRIDE_ENABLE, OVERRIDE_DISABLE, CONFIRM, FORCE_RECOVERY, KILL, RESET, ACCEPT -> command(scope.path());
            case RESTART, STALL -> refuse(
                rows.line(), rows.word() + " is for a simulation: a live engine is restarted, and notices a stall itself");
            case TICK, NOTE ->
            {
                // A live engine has a clock of its own.
            }
            default -> report(reporters.computeIfAbsent(scope.path(), path -> scope.exclusiveReporter()));
        }
    }

    private void report(final Reporter reporter)
    {
        switch (rows.word())
        {
            case API_LATENCY -> reporter.apiLatency(Decimals.latencyNs(rows.a()));
            case ORDER_SUCCESS -> reporter.success();
            case ORDER_FAILURE -> reporter.failure(rows.text());
            case SLIPPAGE -> reporter.slippage(Side.of(rows.said()), rows.a(), rows.b());
            case EQUITY -> reporter.equity(rows.a());
            case LOSS -> reporter.loss(rows.a());
            case EXCHANGE -> reporter.exchange(ExchangeStatus.of(rows.said()));
            case NETWORK -> reporter.network(NetworkStatus.of(rows.said()));
            case CRITICAL_ERROR -> reporter.criticalError(CriticalError.of(rows.said()), "");
            default -> throw new IllegalStateException("no report: " + rows.word());
        }
    }

    private void check(final Scope scope)
    {
        // The rows before it count.
        interlock.drain();
        final Intent intent = Intent.values()[rows.said()];
        final Verdict verdict = rows.hasA() ? scope.gate().check(intent, rows.a()) : scope.gate().check(intent);
        output.check(scope.path(), intent, verdict.reason(), verdict.sizeFactor());
        intent(reporters.computeIfAbsent(scope.path(), path -> scope.exclusiveReporter()), intent, verdict);
    }

    /** For replay; a row does not say how much was asked for. */
    private void intent(final Reporter reporter, final Intent intent, final Verdict verdict)
    {
        if (rows.hasA())
        {
            reporter.intent(intent, rows.a(), 0, verdict);
        }
        else
        {
            reporter.intent(intent, 0, verdict);
        }
    }

    private void command(final String scope)
    {
        final OperatorDesk desk = interlock.desk();
        final String reason = rows.text();
        interlock.drain();
        final CommandResult result = switch (rows.word())
        {
            case OVERRIDE_ENABLE -> desk.override(scope, true, actor, reason);
            case OVERRIDE_DISABLE -> desk.override(scope, false, actor, reason);
            case CONFIRM -> desk.confirm(scope, actor, reason);
            case FORCE_RECOVERY -> desk.forceRecovery(scope, actor, reason);
            case KILL -> desk.kill(scope, actor, reason);
            case RESET -> desk.reset(scope, actor, reason);
            default -> rows.said() == WordTable.ABSENT ? null : desk.accept(Cause.of(rows.said()), actor, "");
        };
        if (result == null)
        {
            refuse(rows.line(), "accept: unknown cause " + rows.shownText());
        }
        else if (!result.accepted())
        {
            refuse(rows.line(), result.message());
        }
    }
}
