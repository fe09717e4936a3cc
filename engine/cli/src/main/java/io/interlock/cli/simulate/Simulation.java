package io.interlock.cli.simulate;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
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
    private static final String[] HEADER = {"time_ms", "scope", "event", "a", "b", "text"};
    private static final int TIME = 0;
    private static final int SCOPE = 1;
    private static final int EVENT = 2;
    private static final int A = 3;
    private static final int B = 4;
    private static final int TEXT = 5;
    private static final long NS_PER_MS = 1_000_000;

    private static final WordTable EVENTS = Word.table();
    private static final WordTable SIDES = WordTable.of(Side.BUY, Side.SELL);
    private static final WordTable EXCHANGES = WordTable.of(ExchangeStatus.values());
    private static final WordTable NETWORKS = WordTable.of(NetworkStatus.values());
    private static final WordTable ERRORS = WordTable.of(CriticalError.values());
    private static final WordTable INTENTS = WordTable.of(Intent.values());
    private static final WordTable CAUSES = WordTable.of(Cause.values());

    private final CsvReader csv;
    private final SimulationOutput output;
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
    Simulation(final BreakerConfig config, final CsvReader csv, final SimulationOutput output, final LongConsumer progress)
    {
        this.csv = csv;
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
        header();
        while (csv.next())
        {
            row();
            if ((++rows & 0xFFFF) == 0)
            {
                progress.accept(rows);
            }
        }
        final Map<String, Level> levels = new LinkedHashMap<>();
        scopes.sorted().forEach(id -> levels.put(scopes.path(id), machine.scope(id).level()));
        output.summary(levels, transitions, rejected, rows);
    }

    private void header() throws IOException
    {
        boolean right = csv.next() && csv.fields() == HEADER.length;
        for (int i = 0; right && i < HEADER.length; i++)
        {
            right = csv.text(i).equals(HEADER[i]);
        }
        if (!right)
        {
            throw new MalformedLineException(1, "the first line must be the header " + String.join(",", HEADER));
        }
    }

    private void row()
    {
        if (csv.fields() != HEADER.length)
        {
            final boolean blank = csv.fields() == 1 && csv.from(0) == csv.to(0);
            throw malformed(blank ? "a blank line" : "the number of columns is " + csv.fields() + ", not " + HEADER.length);
        }
        final long time = Decimals.time(csv.data(), csv.from(TIME), csv.to(TIME));
        if (time == Decimals.NO_TIME)
        {
            throw malformed("time_ms is not a whole number of milliseconds up to " + Decimals.MAX_TIME_MS + ": " + shown(TIME));
        }
        if (time < timeMs)
        {
            throw malformed("time_ms falls from " + timeMs + " to " + time);
        }
        final int code = EVENTS.get(csv.data(), csv.from(EVENT), csv.to(EVENT));
        if (code == WordTable.ABSENT)
        {
            throw malformed("unknown event " + shown(EVENT));
        }
        final Word word = Word.of(code);
        final int said = word(word);
        final int scope = scopes.id(csv, SCOPE);
        timeMs = time;
        judge(word, scope, said);
    }

    /** The code of the fixed word in the text column; -1 for an event that takes none, or for an unknown cause to accept. */
    private int word(final Word word)
    {
        return switch (word)
        {
            case SLIPPAGE -> csv.from(TEXT) == csv.to(TEXT) ? Side.UNKNOWN.ordinal() : fixed(SIDES, "BUY, SELL or nothing");
            case EXCHANGE -> fixed(EXCHANGES, "UP, SLOW, DEGRADED or DOWN");
            case NETWORK -> fixed(NETWORKS, "CONNECTED or DISCONNECTED");
            case CRITICAL_ERROR -> fixed(ERRORS, "MEMORY_ERROR, SECURITY_BREACH, DATABASE_CORRUPTION or SYSTEM_ERROR");
            case CHECK -> fixed(INTENTS, "OPEN, CLOSE or CANCEL");
            case ACCEPT -> CAUSES.get(csv.data(), csv.from(TEXT), csv.to(TEXT));
            default -> WordTable.ABSENT;
        };
    }

    private int fixed(final WordTable words, final String allowed)
    {
        final int code = words.get(csv.data(), csv.from(TEXT), csv.to(TEXT));
        if (code == WordTable.ABSENT)
        {
            throw malformed("text of " + csv.text(EVENT) + " is " + shown(TEXT) + ", not " + allowed);
        }
        return code;
    }

    private void judge(final Word word, final int scope, final int said)
    {
        switch (word)
        {
            case API_LATENCY -> apply(event.apiLatency(scope, Decimals.latencyNs(number(A))));
            case SLIPPAGE -> apply(event.slippage(scope, Side.of(said), number(A), number(B)));
            case EQUITY -> apply(event.equity(scope, number(A)));
            case LOSS -> apply(event.loss(scope, number(A)));
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
            reject("accept: unknown cause " + shown(TEXT));
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
        final boolean none = csv.from(A) == csv.to(A);
        final Reason reason = none ? GateLaw.judge(word, VirtualGate.NO_GUARD, intent)
            : GateLaw.judge(word, VirtualGate.NO_GUARD, intent, number(A));
        final double size = reason == Reason.ALLOWED_REDUCED ? GateWord.sizeFactor(word) : reason.allowed() ? 1.0 : 0.0;
        output.check(timeMs, scopes.path(scope), intent, reason, size);
    }

    private double number(final int field)
    {
        return Decimals.number(csv.data(), csv.from(field), csv.to(field));
    }

    private String shown(final int field)
    {
        return Shown.text(csv.text(field));
    }

    private MalformedLineException malformed(final String message)
    {
        return new MalformedLineException(csv.line(), message);
    }

    private void reject(final String message)
    {
        rejected++;
        output.rejected(timeMs, csv.line(), message);
    }

    @Override
    public void onTransition(final Transition transition)
    {
        transitions++;
        output.transition(scopes.path(transition.scopeId()), transition);
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
