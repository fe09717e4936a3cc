package io.interlock.cli.export;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import java.util.List;
import java.util.SplittableRandom;

/** Fills an input of any kind, bad samples among them. Threading: pure but for the generator given. */
final class AnyInput
{
    /** Commands and what ends everything are rarer than reports. */
    private static final List<InputKind> OFTEN = List.of(InputKind.API_LATENCY, InputKind.ORDER_SUCCESS, InputKind.ORDER_FAILURE,
        InputKind.SLIPPAGE, InputKind.FILL, InputKind.EQUITY, InputKind.LANE_SUMMARY, InputKind.FOLDED_RESULTS, InputKind.TICK);

    private AnyInput()
    {
    }

    static void fill(final InputEvent event, final SplittableRandom random, final int scopes, final List<String> texts)
    {
        final InputKind[] kinds = InputKind.values();
        final InputKind kind = random.nextInt(5) > 0 ? OFTEN.get(random.nextInt(OFTEN.size())) : kinds[random.nextInt(kinds.length)];
        final int scope = random.nextInt(scopes);
        switch (kind)
        {
            case API_LATENCY -> event.apiLatency(scope, latencyNs(random));
            case SLIPPAGE -> event.slippage(scope, Side.of(random.nextInt(3)), price(random), price(random));
            case FILL -> event.fill(scope, latencyNs(random), Side.of(random.nextInt(3)), price(random), price(random));
            case EQUITY -> event.equity(scope, random.nextInt(20) == 0 ? any(random) : 1e6 * (1 + random.nextDouble() / 15));
            case LOSS -> event.loss(scope, random.nextInt(4) == 0 ? any(random) : random.nextDouble() / 15);
            case EXCHANGE -> event.exchange(scope, ExchangeStatus.of(random.nextInt(4)));
            case NETWORK -> event.network(scope, NetworkStatus.of(random.nextInt(2)));
            case CRITICAL_ERROR -> event.criticalError(scope, CriticalError.of(random.nextInt(4)));
            case ACCEPT -> event.accept(scope, Cause.of(random.nextInt(Cause.values().length)));
            case LANE_SUMMARY -> event.folded(
                kind, scope, random.nextLong(400_000_000), random.nextInt(9), random.nextInt(9), random.nextInt(900_000));
            case FOLDED_RESULTS ->
            {
                final int run = random.nextInt(3);
                final int successes = random.nextInt(9);
                event.folded(kind, scope, run, successes, run + (run == 0 ? 0 : random.nextInt(successes + 1)), 0);
            }
            case FOLDED_LATENCY -> event.folded(kind, scope, random.nextLong(4_000_000_000L), 1, 0, 0);
            case FOLDED_SLIPPAGE -> event.folded(kind, scope, random.nextLong(6_000_000), 0, 0, 0);
            case FOLDED_INVALID -> event.folded(kind, scope, random.nextInt(4), 0, 0, 0);
            case OVERLOAD, JOURNAL_FAILED, JOURNAL_DAMAGED, JOURNAL_HEALTHY, RESTARTS -> event.folded(kind, 0, 3, 0, 0, 0);
            default -> event.plain(kind, scope).text(texts.get(random.nextInt(texts.size())));
        }
    }

    private static long latencyNs(final SplittableRandom random)
    {
        return switch (random.nextInt(12))
        {
            case 0 -> -random.nextLong(Long.MAX_VALUE);
            // As far as a double of milliseconds has every nanosecond.
            case 1 -> random.nextLong(1L << 52);
            case 2 -> 500_000_000L * random.nextInt(8);
            case 3 -> -1;
            default -> random.nextLong(600_000_000);
        };
    }

    private static double price(final SplittableRandom random)
    {
        return switch (random.nextInt(12))
        {
            case 0 -> any(random);
            case 1 -> 50_000 + 50 * random.nextInt(6);
            case 2 -> 100 * (1 + random.nextDouble() / 100);
            default -> Math.round(1e6 * (1 + random.nextDouble() / 1500)) / 100.0;
        };
    }

    /** Every double there is: none, infinite, the smallest and the largest. */
    private static double any(final SplittableRandom random)
    {
        return Double.longBitsToDouble(random.nextLong());
    }
}
