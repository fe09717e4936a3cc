package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.config.LatencyConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Level;
import io.interlock.core.model.Side;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnrolledTest
{
    private static final long SEED = Long.getLong("interlock.unrolled.seed", 20261126L);
    private static final int CASES = 2_000;
    private static final Set<InputKind> EXPANDED = EnumSet.of(InputKind.LANE_SUMMARY, InputKind.FILL, InputKind.FOLDED_RESULTS,
        InputKind.FOLDED_LATENCY, InputKind.FOLDED_SLIPPAGE, InputKind.FOLDED_INVALID);

    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final InputEvent recorded = new InputEvent();

    private List<InputEvent> unroll(final Unrolled unrolled, final Exactness expected)
    {
        final List<InputEvent> events = new ArrayList<>();
        assertThat(unrolled.unroll(recorded, event -> events.add(new InputEvent().copyOf(event)))).isEqualTo(expected);
        return events;
    }

    private List<InputEvent> unroll(final Exactness expected)
    {
        return unroll(new Unrolled(), expected);
    }

    @Test
    void shouldLeaveEveryOtherKindAsItIs()
    {
        for (final InputKind kind : EnumSet.complementOf(EnumSet.copyOf(EXPANDED)))
        {
            recorded.plain(kind, 3);
            final List<InputEvent> events = new ArrayList<>();
            assertThat(new Unrolled().unroll(recorded, events::add)).isEqualTo(Exactness.EXACT);
            assertThat(events).containsExactly(recorded);
        }
    }

    @Test
    void shouldMakeOfALaneItsSuccessesThenTheWorstLatencyThenTheWorstSlippage()
    {
        recorded.folded(InputKind.LANE_SUMMARY, 7, 1_234_567, 3, 2, 400_000);

        final List<InputEvent> events = unroll(Exactness.WORST_OF_MANY);

        assertThat(events).extracting(InputEvent::kind).containsExactly(InputKind.ORDER_SUCCESS, InputKind.ORDER_SUCCESS,
            InputKind.ORDER_SUCCESS, InputKind.API_LATENCY, InputKind.SLIPPAGE);
        assertThat(events).allMatch(event -> event.scopeId() == 7);
        assertThat(events.get(3).number()).isEqualTo(1_234_567);
        assertThat(events.get(4).code()).isEqualTo(Side.BUY.ordinal());
    }

    @Test
    void shouldSayNothingThatALaneDidNotSay()
    {
        assertThat(unroll(recorded.folded(InputKind.LANE_SUMMARY, 1, 0, 2, 0, 0), Exactness.UNORDERED)).hasSize(2);
        assertThat(unroll(recorded.folded(InputKind.LANE_SUMMARY, 1, 9, 0, 1, 0), Exactness.UNORDERED)).hasSize(1);
        assertThat(unroll(recorded.folded(InputKind.LANE_SUMMARY, 1, 9, 0, 2, 0), Exactness.WORST_OF_MANY)).hasSize(1);
        assertThat(unroll(recorded.folded(InputKind.LANE_SUMMARY, 1, 0, 0, 0, 5), Exactness.WORST_OF_MANY)).hasSize(1);
        assertThat(unroll(recorded.plain(InputKind.LANE_SUMMARY, 1).numbers(-1, Double.NaN, -5), Exactness.UNORDERED)).isEmpty();
    }

    private List<InputEvent> unroll(final InputEvent filled, final Exactness expected)
    {
        assertThat(filled).isSameAs(recorded);
        return unroll(expected);
    }

    @Test
    void shouldTellMillionsOfSuccessesInOneCall()
    {
        recorded.folded(InputKind.LANE_SUMMARY, 2, 5, 40_000_000, 1, 0);
        final List<String> told = new ArrayList<>();
        new Unrolled().unroll(recorded, new Unrolled.Sink()
        {
            @Override
            public void event(final InputEvent event)
            {
                told.add(event.kind().name());
            }

            @Override
            public void successes(final InputEvent success, final long count)
            {
                told.add(success.kind() + " " + success.scopeId() + " x " + count);
            }
        });
        assertThat(told).containsExactly("ORDER_SUCCESS 2 x 40000000", "API_LATENCY");
    }

    @Test
    void shouldSplitAFillIntoItsThreeParts()
    {
        recorded.fill(4, 77, Side.SELL, 100.5, 100.25);

        final List<InputEvent> events = unroll(Exactness.SPLIT);

        assertThat(events).extracting(InputEvent::kind)
            .containsExactly(InputKind.ORDER_SUCCESS, InputKind.API_LATENCY, InputKind.SLIPPAGE);
        assertThat(events.get(1).number()).isEqualTo(77);
        assertThat(events.get(2)).satisfies(slippage ->
        {
            assertThat(slippage.code()).isEqualTo(Side.SELL.ordinal());
            assertThat(slippage.a()).isEqualTo(100.5);
            assertThat(slippage.b()).isEqualTo(100.25);
        });
    }

    @Test
    void shouldFindPricesThatAreJudgedAsExactlySoManyPartsPerBillion()
    {
        final BreakerConfig config = Judged.config(ConfigLoader.preset("default").scope("").latency(), new SlippageConfig(1, 2, 3));
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++)
        {
            final long ppb = switch (i % 4)
            {
                case 0 -> 1 + i;
                case 1 -> random.nextLong(1, 20_000_000);
                case 2 -> random.nextLong(1, 1_000_000_000_000L);
                // Up to what the two prices can say exactly.
                default -> random.nextLong(1, (1L << 53) - 1_000_000_000L);
            };
            recorded.folded(InputKind.FOLDED_SLIPPAGE, 0, ppb, 0, 0, 0);
            final Judged judged = new Judged(config);
            new Unrolled().unroll(recorded, judged::apply);
            assertThat(judged.breaches).as("seed %d, case %d", SEED, i).containsExactly(ppb);
        }
    }

    @Test
    void shouldKeepEachCountAndTheLongestRunOfFoldedResults()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++)
        {
            final int longest = random.nextInt(0, 7);
            final int successes = random.nextInt(0, 60);
            // Of failures in runs of at most so many, parted by successes.
            final int others = longest == 0 ? 0 : random.nextInt(0, longest * successes + 1);
            recorded.folded(InputKind.FOLDED_RESULTS, 0, longest, successes, longest + others, 0);

            final List<InputEvent> events = unroll(Exactness.UNORDERED);

            final String what = "seed " + SEED + ", case " + i + ": " + successes + " + " + (longest + others) + ", run " + longest;
            assertThat(events.stream().filter(event -> event.kind() == InputKind.ORDER_SUCCESS).count()).as(what).isEqualTo(successes);
            assertThat(events.size() - successes).as(what).isEqualTo(longest + others);
            assertThat(events.subList(0, longest)).as(what).allMatch(event -> event.kind() == InputKind.ORDER_FAILURE);
            assertThat(longestRun(events)).as(what).isEqualTo(longest);
        }
    }

    private static int longestRun(final List<InputEvent> events)
    {
        int run = 0;
        int longest = 0;
        for (final InputEvent event : events)
        {
            run = event.kind() == InputKind.ORDER_FAILURE ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 3, THROTTLE", "1, 90, 10, CLOSED", "1, 20, 10, THROTTLE", "0, 12, 0, CLOSED"})
    void shouldBeJudgedAsTheFoldedResultsWere(final long run, final long successes, final long failures, final Level level)
    {
        recorded.folded(InputKind.FOLDED_RESULTS, 0, run, successes, failures, 0);
        final Judged folded = new Judged(ConfigLoader.preset("default"));
        folded.apply(recorded);
        final Judged unrolled = new Judged(ConfigLoader.preset("default"));
        new Unrolled().unroll(recorded, unrolled::apply);

        assertThat(folded.level()).isEqualTo(level);
        assertThat(unrolled.level()).isEqualTo(level);
    }

    @Test
    void shouldTakeFailuresThatNoSuccessPartsForARun()
    {
        // The counters of successes and of failures are not read at one instant, so this can be.
        recorded.folded(InputKind.FOLDED_RESULTS, 0, 4, 0, 9, 0);

        assertThat(longestRun(unroll(Exactness.UNORDERED))).isEqualTo(9);
    }

    @Test
    void shouldReachTheLevelThatFoldedLatenciesReachedForEveryNumberOfConfirmations()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < CASES; i++)
        {
            final LatencyConfig limits = new LatencyConfig(500, 1000, 3000, random.nextInt(1, 6));
            final int halt = random.nextInt(3) == 0 ? random.nextInt(0, 4) : 0;
            final int throttle = halt + random.nextInt(0, 4);
            final int alert = throttle + random.nextInt(0, 4);
            final long worst = halt > 0 ? 3001 + random.nextInt(9) : throttle > 0 ? 1000 + random.nextInt(2001)
                : alert > 0 ? 500 + random.nextInt(500) : random.nextInt(500);
            recorded.folded(InputKind.FOLDED_LATENCY, 0, worst, alert, throttle, halt);
            final BreakerConfig config = Judged.config(limits, ConfigLoader.preset("default").scope("").slippage());
            final Judged folded = new Judged(config);
            final Judged unrolled = new Judged(config);
            final InputEvent before = new InputEvent().apiLatency(0, random.nextInt(4000));
            folded.apply(before);
            unrolled.apply(before);
            folded.apply(recorded);
            new Unrolled(scope -> limits).unroll(recorded, unrolled::apply);

            assertThat(unrolled.level()).as("seed %d, case %d", SEED, i).isEqualTo(folded.level());
        }
    }

    @Test
    void shouldShowOnlyTheWorstLatencyWhereTheThresholdsAreNotKnown()
    {
        recorded.folded(InputKind.FOLDED_LATENCY, 0, 2_000, 5, 3, 0);

        assertThat(unroll(Exactness.WORST_OF_MANY)).singleElement().extracting(InputEvent::number).isEqualTo(2_000L);
        assertThat(unroll(new Unrolled(scope -> new LatencyConfig(500, 1000, 3000, 1)), Exactness.WORST_OF_MANY))
            .extracting(InputEvent::number).containsExactly(2_000L, 1000L, 1000L, 500L, 500L);
    }

    @Test
    void shouldRejectEachFoldedBadSampleAgain()
    {
        recorded.folded(InputKind.FOLDED_INVALID, 0, 4, 0, 0, 0);
        final Judged judged = new Judged(ConfigLoader.preset("default"));
        assertThat(new Unrolled().unroll(recorded, judged::apply)).isEqualTo(Exactness.UNORDERED);
        assertThat(judged.rejected).isEqualTo(4);
        assertThat(judged.transitions).containsExactly("CLOSED-ALERT INVALID_SAMPLE " + Long.MIN_VALUE);
    }

    @Test
    void shouldAllocateNothingForEachInput()
    {
        final Unrolled unrolled = new Unrolled();
        final long[] told = {0};
        final Unrolled.Sink sink = event -> told[0] += event.number();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10 && least > 0; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++)
            {
                unrolled.unroll(recorded.folded(InputKind.LANE_SUMMARY, 0, 9, 3, 2, 5), sink);
                unrolled.unroll(recorded.fill(0, 9, Side.BUY, 10, 11), sink);
                unrolled.unroll(recorded.folded(InputKind.FOLDED_RESULTS, 0, 2, 3, 4, 0), sink);
                unrolled.unroll(recorded.apiLatency(0, 9), sink);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        // A compilation that ends during one round may cost it a little; not in each.
        assertThat(least).isZero();
    }

    @Test
    void shouldSayTheLessExactOfTwo()
    {
        assertThat(Exactness.EXACT.and(Exactness.SPLIT)).isEqualTo(Exactness.SPLIT);
        assertThat(Exactness.WORST_OF_MANY.and(Exactness.UNORDERED)).isEqualTo(Exactness.WORST_OF_MANY);
        assertThat(Exactness.values()).allMatch(exactness -> !exactness.meaning().isBlank());
    }
}
