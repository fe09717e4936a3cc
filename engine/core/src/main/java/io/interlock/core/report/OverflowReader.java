package io.interlock.core.report;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Turns what one reporter folded since the last time into machine events, in the order that the law gives them: critical errors, bad
 * samples, latency, slippage, results, equity highest, lowest and last, loss, statuses worst and then last.
 *
 * <p>Threading: breaker thread only.
 */
public final class OverflowReader
{
    private final OverflowCounters counters;
    private final long[] seen = new long[OverflowLayout.RUNS / Long.BYTES];
    private long collected;
    private boolean noticed;

    /**
     * Reads one reporter's counters from their beginning.
     *
     * @param counters whose.
     */
    public OverflowReader(final OverflowCounters counters)
    {
        this.counters = counters;
    }

    /**
     * Looks whether its reporter folds: from here until it is collected, nothing that it reports goes to the ring. One that does not may
     * publish yet, and fold after that, so what it folds later is left for the next time.
     */
    public void notice()
    {
        noticed = counters.buffer().getLongVolatile(OverflowLayout.FOLDED) != collected;
    }

    /**
     * Judges what is new of a reporter that was noticed, then lets the reporter use the ring again.
     *
     * @param event reused for each.
     * @param judge applies it to the machine.
     * @param first collects the reporter's lane, which is older than what it folded.
     * @return reports that were folded and are judged now.
     */
    public long collect(final InputEvent event, final Consumer<InputEvent> judge, final Consumer<Lane> first)
    {
        if (!noticed)
        {
            return 0;
        }
        noticed = false;
        final UnsafeBuffer buffer = counters.buffer();
        final int scope = counters.scopeId();
        // Read first: what is folded after it is judged now or next time, but never let go unjudged.
        final long folded = buffer.getLongVolatile(OverflowLayout.FOLDED);
        first.accept(counters.lane());
        for (final CriticalError error : CriticalError.values())
        {
            for (long i = delta(OverflowLayout.CRITICAL + error.ordinal() * Long.BYTES); i > 0; i--)
            {
                judge.accept(event.criticalError(scope, error));
            }
        }
        final long invalid = delta(OverflowLayout.INVALID);
        if (invalid > 0)
        {
            judge.accept(event.folded(InputKind.FOLDED_INVALID, scope, invalid, 0, 0, 0));
        }
        samples(event, judge);
        results(event, judge);
        equity(event, judge, OverflowLayout.EQUITY_HIGH);
        equity(event, judge, OverflowLayout.EQUITY_LOW);
        equity(event, judge, OverflowLayout.EQUITY_LAST);
        final long loss = take(OverflowLayout.WORST_LOSS);
        if (loss != OverflowLayout.NONE)
        {
            judge.accept(event.loss(scope, Double.longBitsToDouble(loss)));
        }
        statuses(event, judge);
        final long count = folded - collected;
        collected = folded;
        buffer.putLongOrdered(OverflowLayout.COLLECTED, folded);
        return count;
    }

    private void samples(final InputEvent event, final Consumer<InputEvent> judge)
    {
        final int scope = counters.scopeId();
        final long alert = delta(OverflowLayout.LATENCY_ALERT);
        final long throttle = delta(OverflowLayout.LATENCY_THROTTLE);
        final long halt = delta(OverflowLayout.LATENCY_HALT);
        final long latency = take(OverflowLayout.WORST_LATENCY);
        if (latency != OverflowLayout.NONE || alert + throttle + halt > 0)
        {
            judge.accept(event.folded(InputKind.FOLDED_LATENCY, scope, Math.max(0, latency), alert, throttle, halt));
        }
        final long slippage = take(OverflowLayout.WORST_SLIPPAGE);
        if (slippage != OverflowLayout.NONE)
        {
            judge.accept(event.folded(InputKind.FOLDED_SLIPPAGE, scope, slippage, 0, 0, 0));
        }
    }

    private void results(final InputEvent event, final Consumer<InputEvent> judge)
    {
        final long successes = delta(OverflowLayout.SUCCESSES);
        final long runs = counters.buffer().getAndSetLong(OverflowLayout.RUNS, 0);
        final long failures = runs >>> OverflowLayout.FAILURES_SHIFT & OverflowLayout.RUN_MASK;
        final long longest = runs >>> OverflowLayout.LONGEST_SHIFT & OverflowLayout.RUN_MASK;
        if (successes + failures > 0)
        {
            judge.accept(event.folded(InputKind.FOLDED_RESULTS, counters.scopeId(), longest, successes, failures, 0));
        }
    }

    private void equity(final InputEvent event, final Consumer<InputEvent> judge, final int offset)
    {
        final long bits = take(offset);
        if (bits != OverflowLayout.NONE)
        {
            judge.accept(event.equity(counters.scopeId(), Double.longBitsToDouble(bits)));
        }
    }

    private void statuses(final InputEvent event, final Consumer<InputEvent> judge)
    {
        final int scope = counters.scopeId();
        final long exchange = take(OverflowLayout.EXCHANGE);
        if (exchange != OverflowLayout.NONE)
        {
            judge.accept(event.exchange(scope, ExchangeStatus.of((int)(exchange >>> 8))));
            judge.accept(event.exchange(scope, ExchangeStatus.of((int)(exchange & 0xFF))));
        }
        final long network = take(OverflowLayout.NETWORK);
        if (network != OverflowLayout.NONE)
        {
            judge.accept(event.network(scope, NetworkStatus.of((int)(network >>> 8))));
            judge.accept(event.network(scope, NetworkStatus.of((int)(network & 0xFF))));
        }
    }

    private long delta(final int offset)
    {
        final long now = counters.buffer().getLongVolatile(offset);
        final int index = offset / Long.BYTES;
        final long difference = now - seen[index];
        seen[index] = now;
        return difference;
    }

    private long take(final int offset)
    {
        return counters.buffer().getAndSetLong(offset, OverflowLayout.NONE);
    }
}
