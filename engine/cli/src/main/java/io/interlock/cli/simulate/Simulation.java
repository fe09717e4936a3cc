package io.interlock.cli.simulate;

import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.Decimals;
import io.interlock.cli.stream.DecisionOutput;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.cli.stream.RowReader;
import io.interlock.cli.stream.Word;
import io.interlock.cli.stream.WordTable;
import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.VirtualGate;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import io.interlock.core.port.TransitionEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Feeds the rows of a stream to the state machine in virtual time (DESIGN, simulate): engine time is the row's time, so a second starts
 * where {@code time_ms} is a multiple of 1000.
 *
 * <p>Threading: one thread.
 */
final class Simulation implements Effects
{
    private static final long NS_PER_MS = 1_000_000;

    private final RowReader row;
    private final DecisionOutput output;
    private final LongConsumer progress;
    private final BreakerStateMachine machine;
    private final ScopeBook scopes;
    private final InputEvent event = new InputEvent();
    private long timeMs = Long.MIN_VALUE;
    private long rows;
    private long transitions;
    private long rejected;

    /**
     * A simulation at its start.
     *
     * @param config   thresholds and policies.
     * @param csv      the rows, the header among them.
     * @param output   told of every decision.
     * @param progress told of the number of rows, now and then.
     */
    Simulation(final BreakerConfig config, final CsvReader csv, final DecisionOutput output, final LongConsumer progress)
    {
        this.row = new RowReader(csv);
        this.output = output;
        this.progress = progress;
        machine = new BreakerStateMachine(config);
        scopes = new ScopeBook(config, machine);
    }

    /**
     * Runs to the end of the stream.
     *
     * @throws IOException            where the stream cannot be read.
     * @throws MalformedLineException at the first line that is not a row; what the rows before it did has been told.
     */
    void run() throws IOException
    {
        if (!row.header())
        {
            throw row.noHeader();
        }
        while (row.next())
        {
            judge();
            if ((++rows & 0xFFFF) == 0)
            {
                progress.accept(rows);
            }
        }
        final Map<String, Level> levels = new LinkedHashMap<>();
        scopes.sorted().forEach(id -> levels.put(scopes.path(id), machine.scope(id).level()));
        output.summary(levels, transitions, rejected, rows);
    }

    private void judge()
    {
        final long time = row.timeMs();
        if (time < timeMs)
        {
            throw row.malformed("time_ms falls from " + timeMs + " to " + time);
        }
        row.words();
        final int scope = scopes.id(row);
        timeMs = time;
        judge(row.word(), scope, row.said());
    }

    private void judge(final Word word, final int scope, final int said)
    {
        switch (word)
        {
            case API_LATENCY -> apply(event.apiLatency(scope, Decimals.latencyNs(row.a())));
            case SLIPPAGE -> apply(event.slippage(scope, Side.of(said), row.a(), row.b()));
            case EQUITY -> apply(event.equity(scope, row.a()));
            case LOSS -> apply(event.loss(scope, row.a()));
            case EXCHANGE -> apply(event.exchange(scope, ExchangeStatus.of(said)));
            case NETWORK -> apply(event.network(scope, NetworkStatus.of(said)));
            case CRITICAL_ERROR -> apply(event.criticalError(scope, CriticalError.of(said)));
            case CHECK -> check(scope, Intent.values()[said]);
            case ACCEPT -> accept(scope, said);
            default -> apply(event.plain(word.kind(), scope));
        }
    }

    private void apply(final InputEvent filled)
    {
        machine.apply(filled, timeMs * NS_PER_MS, this);
    }

    private void accept(final int scope, final int cause)
    {
        if (cause == WordTable.ABSENT)
        {
            apply(event.plain(InputKind.TICK, scope));
            reject("accept: unknown cause " + row.shownText());
        }
        else
        {
            apply(event.accept(scope, Cause.of(cause)));
        }
    }

    private void check(final int scope, final Intent intent)
    {
        // At one instant the windows move and due recoveries happen before anything else, a check included.
        apply(event.plain(InputKind.TICK, scope));
        final long word = VirtualGate.word(machine, scope);
        final boolean none = !row.hasA();
        final Reason reason = none ? GateLaw.judge(word, VirtualGate.NO_GUARD, intent)
            : GateLaw.judge(word, VirtualGate.NO_GUARD, intent, row.a());
        final double size = reason == Reason.ALLOWED_REDUCED ? GateWord.sizeFactor(word) : reason.allowed() ? 1.0 : 0.0;
        output.check(timeMs, scopes.path(scope), intent, reason, size);
    }

    private void reject(final String message)
    {
        rejected++;
        output.rejected(timeMs, row.line(), message);
    }

    @Override
    public void onTransition(final Transition transition)
    {
        transitions++;
        output.transition(
            transition.timeNs(), scopes.path(transition.scopeId()), new TransitionEvent.Change(transition.from(), transition.to()),
            new TransitionEvent.Why(transition.cause(), transition.value(), transition.threshold()));
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent bad, final String why, final long timeNs)
    {
        reject(why);
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent command, final boolean accepted, final String message, final long timeNs)
    {
        if (!accepted)
        {
            reject(message);
        }
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // Only what changes a level is told.
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        // Seen in the checks that follow.
    }
}
