package io.interlock.journal.replay;

import io.interlock.config.LatencyConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Side;
import java.util.function.IntFunction;

/**
 * Turns one recorded input into events that another configuration, and the CSV of {@code simulate}, can judge: summaries of lanes and of
 * what was folded into so many successes, failures and the worst samples, a fill into its three parts. All other inputs stay as they are.
 * Where the recording does not say what happened, the reading that is safer for the account is taken, and the answer says so.
 *
 * <p>Owns the one event that it shows to the sink again and again, and allocates nothing for each.
 *
 * <p>Threading: one thread.
 */
public final class Unrolled
{
    /** Expected price of a slippage that is only known in parts per billion: actual less expected are these parts, exactly. */
    private static final double EXPECTED_PRICE = 1e9;

    private final IntFunction<LatencyConfig> recordedUnder;
    private final InputEvent event = new InputEvent();

    /** Told of the events, in the order in which they are to be judged. */
    public interface Sink
    {
        /**
         * One event.
         *
         * @param event written over by the next; copy what outlives the call.
         */
        void event(InputEvent event);

        /**
         * Successes in a row in one scope: of a lane they may be millions.
         *
         * @param success one of them.
         * @param count   how many, above 0.
         */
        default void successes(final InputEvent success, final long count)
        {
            for (long i = 0; i < count; i++)
            {
                event(success);
            }
        }
    }

    /** Knows no thresholds: of latencies that were folded it shows the worst alone. */
    public Unrolled()
    {
        this(scope -> null);
    }

    /**
     * Knows which thresholds the counts of folded latencies were counted against.
     *
     * @param recordedUnder the thresholds of a scope, by id, in the recording; null where they are not known.
     */
    public Unrolled(final IntFunction<LatencyConfig> recordedUnder)
    {
        this.recordedUnder = recordedUnder;
    }

    /**
     * Shows the events that an input stands for.
     *
     * @param recorded any input; not changed.
     * @param sink     told of each.
     * @return how exact they are.
     */
    public Exactness unroll(final InputEvent recorded, final Sink sink)
    {
        return switch (recorded.kind())
        {
            case LANE_SUMMARY -> lane(recorded, sink);
            case FILL -> fill(recorded, sink);
            case FOLDED_RESULTS -> results(recorded, sink);
            case FOLDED_LATENCY -> latencies(recorded, sink);
            case FOLDED_SLIPPAGE ->
            {
                sink.event(slippage(recorded.scopeId(), recorded.number()));
                yield Exactness.WORST_OF_MANY;
            }
            case FOLDED_INVALID -> invalid(recorded, sink);
            default ->
            {
                sink.event(recorded);
                yield Exactness.EXACT;
            }
        };
    }

    /** Successes first: they were there before whatever made the breaker look at the lane. */
    private Exactness lane(final InputEvent recorded, final Sink sink)
    {
        final int scope = recorded.scopeId();
        final long successes = count(recorded.a());
        final long latencies = count(recorded.b());
        final long slippagePpb = count(recorded.c());
        if (successes > 0)
        {
            sink.successes(event.plain(InputKind.ORDER_SUCCESS, scope), successes);
        }
        if (latencies > 0)
        {
            sink.event(event.apiLatency(scope, recorded.number()));
        }
        if (slippagePpb > 0)
        {
            sink.event(slippage(scope, slippagePpb));
        }
        return latencies > 1 || slippagePpb > 0 ? Exactness.WORST_OF_MANY : Exactness.UNORDERED;
    }

    private Exactness fill(final InputEvent recorded, final Sink sink)
    {
        final int scope = recorded.scopeId();
        sink.event(event.plain(InputKind.ORDER_SUCCESS, scope));
        sink.event(event.apiLatency(scope, recorded.number()));
        sink.event(event.slot(InputKind.SLIPPAGE, scope, recorded.code(), 0).numbers(recorded.a(), recorded.b(), 0.0));
        return Exactness.SPLIT;
    }

    /**
     * The longest run of failures comes first, so that it lengthens the streak by as much as it did when it was judged. The other failures
     * are spread evenly among the successes: so neither a longer run nor a higher rate shows up on the way than there was. Where no
     * success is there to part them, they follow the run: the recording does not say what did.
     */
    private Exactness results(final InputEvent recorded, final Sink sink)
    {
        final int scope = recorded.scopeId();
        final long successes = count(recorded.a());
        final long failures = count(recorded.b());
        final long run = Math.min(failures, Math.max(recorded.number(), failures > 0 ? 1 : 0));
        final long others = failures - run;
        failures(scope, successes == 0 ? failures : run, sink);
        long shown = 0;
        long left = successes;
        while (left > 0)
        {
            // So many successes until one more of the others is due.
            final long parts = others - shown;
            final long step = parts == 0 ? left : Math.max(1, left / (parts + 1));
            sink.successes(event.plain(InputKind.ORDER_SUCCESS, scope), step);
            left -= step;
            final long due = left == 0 ? parts : Math.min(parts, Math.max(1, parts / (left + 1)));
            failures(scope, due, sink);
            shown += due;
        }
        return Exactness.UNORDERED;
    }

    private void failures(final int scope, final long count, final Sink sink)
    {
        for (long i = 0; i < count; i++)
        {
            sink.event(event.plain(InputKind.ORDER_FAILURE, scope));
        }
    }

    /**
     * Those that reached the worst one's level are as bad as it, the others at the threshold that they reached; the worst first, so that
     * each count of confirmations grows by as much as it did when they were judged.
     */
    private Exactness latencies(final InputEvent recorded, final Sink sink)
    {
        final int scope = recorded.scopeId();
        final long worstNs = recorded.number();
        final LatencyConfig limits = recordedUnder.apply(scope);
        if (limits == null || count(recorded.a()) == 0)
        {
            sink.event(event.apiLatency(scope, worstNs));
            return Exactness.WORST_OF_MANY;
        }
        final long halt = count(recorded.c());
        final long throttle = Math.max(halt, count(recorded.b()));
        final long alert = Math.max(throttle, count(recorded.a()));
        for (long i = 0; i < alert; i++)
        {
            final long atLeastNs = i < halt ? worstNs : i < throttle ? limits.throttleNs() : limits.alertNs();
            // The first is the worst, whatever its level.
            sink.event(event.apiLatency(scope, i == 0 ? worstNs : Math.min(worstNs, atLeastNs)));
        }
        return Exactness.WORST_OF_MANY;
    }

    private Exactness invalid(final InputEvent recorded, final Sink sink)
    {
        for (long i = 0; i < recorded.number(); i++)
        {
            // What they were is not known; a negative latency is a bad sample wherever it comes.
            sink.event(event.apiLatency(recorded.scopeId(), -1));
        }
        return Exactness.UNORDERED;
    }

    /** Prices that are away from each other by just so many parts per billion; exactly up to 2^53, which no price ever was. */
    private InputEvent slippage(final int scope, final long ppb)
    {
        return event.slippage(scope, Side.BUY, EXPECTED_PRICE, EXPECTED_PRICE + ppb);
    }

    /** A count as recordings keep it; nothing for what is none. */
    private static long count(final double recorded)
    {
        return recorded > 0.0 ? (long)recorded : 0;
    }
}
