package io.interlock.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTrackerTest
{
    private static final String SYMBOL = "BTC";

    private static BigDecimal q(final long quantity)
    {
        return BigDecimal.valueOf(quantity);
    }

    private static OrderTracker holding(final long position)
    {
        return new OrderTracker(Map.of(SYMBOL, q(position)));
    }

    private static Execution report(final Execution.Kind kind, final String execId, final String id, final long last)
    {
        return new Execution(kind, new Execution.Ids(execId, null, id, null), SYMBOL, Side.BUY, null, null, q(last));
    }

    private static Execution about(final Execution.Kind kind, final String execId, final String refId, final long last)
    {
        return new Execution(kind, new Execution.Ids(execId, refId, "a", null), SYMBOL, Side.BUY, null, null, q(last));
    }

    private static OrderRequest replace(final OrderTracker tracker, final String orig, final String id, final long quantity)
    {
        return tracker.reserveReplace(orig, id, SYMBOL, Side.SELL, q(quantity), OrderContext.NONE);
    }

    @Test
    void shouldCallAnOrderThatWouldFlipThePositionOpen()
    {
        assertThat(holding(10).intent(SYMBOL, Side.SELL, q(10))).isEqualTo(Intent.CLOSE);
        assertThat(holding(10).intent(SYMBOL, Side.SELL, q(11))).isEqualTo(Intent.OPEN);
        assertThat(holding(-10).intent(SYMBOL, Side.BUY, q(10))).isEqualTo(Intent.CLOSE);
        assertThat(holding(-10).intent(SYMBOL, Side.SELL, q(1))).isEqualTo(Intent.OPEN);
        assertThat(holding(0).intent(SYMBOL, Side.BUY, q(1))).isEqualTo(Intent.OPEN);
        assertThat(holding(10).intent(SYMBOL, Side.SELL, q(0))).isEqualTo(Intent.OPEN);
        assertThat(holding(-10).intent(SYMBOL, Side.UNKNOWN, q(1))).isEqualTo(Intent.OPEN);
    }

    @Test
    void shouldCountWhatWorksOnTheSameSide()
    {
        final OrderTracker tracker = holding(10);
        tracker.reserve("a", SYMBOL, Side.SELL, q(6), OrderContext.NONE);
        tracker.reserve("a", SYMBOL, Side.SELL, q(6), OrderContext.NONE);
        assertThat(tracker.intent(SYMBOL, Side.SELL, q(4))).isEqualTo(Intent.CLOSE);
        assertThat(tracker.intent(SYMBOL, Side.SELL, q(5))).isEqualTo(Intent.OPEN);
        assertThat(replace(tracker, "a", "b", 10).intent()).isEqualTo(Intent.CLOSE);
        assertThat(replace(tracker, "a", "c", 11).intent()).isEqualTo(Intent.OPEN);
        assertThat(replace(tracker, "unknown", "d", 1).intent()).isEqualTo(Intent.OPEN);
    }

    @Test
    void shouldCountTheGreaterQuantityWhileAReplaceIsUnderWay()
    {
        final OrderTracker tracker = holding(0);
        tracker.reserve("a", SYMBOL, Side.BUY, q(6), OrderContext.NONE);
        tracker.reserveReplace("a", "b", SYMBOL, Side.BUY, q(9), OrderContext.NONE);
        assertThat(tracker.working(SYMBOL, Side.BUY)).isEqualTo(q(9));
        tracker.requestRejected("b");
        assertThat(tracker.working(SYMBOL, Side.BUY)).isEqualTo(q(6));
        tracker.reserveReplace("a", "c", SYMBOL, Side.BUY, q(2), OrderContext.NONE);
        assertThat(tracker.working(SYMBOL, Side.BUY)).isEqualTo(q(6));
        tracker.execution(report(Execution.Kind.REPLACED, "1", "c", 0));
        assertThat(tracker.working(SYMBOL, Side.BUY)).isEqualTo(q(2));
        assertThat(tracker.workingOrders()).containsExactly("c");
    }

    @Test
    void shouldBookBustsAndCorrectionsOnce()
    {
        final OrderTracker tracker = holding(0);
        tracker.reserve("a", SYMBOL, Side.BUY, q(10), OrderContext.NONE);
        assertThat(tracker.execution(report(Execution.Kind.TRADE, "1", "a", 4))).isTrue();
        assertThat(tracker.execution(report(Execution.Kind.TRADE, "1", "a", 4))).isFalse();
        assertThat(tracker.position(SYMBOL)).isEqualTo(q(4));
        tracker.execution(about(Execution.Kind.TRADE_CORRECT, "2", "1", 3));
        assertThat(tracker.position(SYMBOL)).isEqualTo(q(3));
        tracker.execution(about(Execution.Kind.TRADE_CANCEL, "3", "2", 0));
        tracker.execution(about(Execution.Kind.TRADE_CANCEL, "4", "2", 0));
        assertThat(tracker.position(SYMBOL)).isEqualTo(q(0));
        assertThat(tracker.working(SYMBOL, Side.BUY)).isEqualTo(q(10));
    }

    @Test
    void shouldTrackAnOrderThatAppears()
    {
        final OrderTracker tracker = holding(5);
        tracker.execution(new Execution(
            Execution.Kind.TRADE, new Execution.Ids("1", null, "x", null), SYMBOL, Side.SELL, q(10), q(7), q(2)));
        assertThat(tracker.position(SYMBOL)).isEqualTo(q(3));
        assertThat(tracker.working(SYMBOL, Side.SELL)).isEqualTo(q(3));
    }

    @Test
    void shouldRefuseAnOrderWithoutASide()
    {
        assertThatIllegalArgumentException().isThrownBy(() -> holding(0).reserve("a", SYMBOL, Side.UNKNOWN, q(1), OrderContext.NONE));
    }

    /** The model books into plain longs by order index, with no ids, chains or lock. */
    @Test
    void shouldAgreeWithANaiveModelOnSeededStreams()
    {
        for (long seed = 1; seed <= 300; seed++)
        {
            stream(seed);
        }
    }

    private static void stream(final long seed)
    {
        final Random random = new Random(seed);
        final long start = random.nextInt(21) - 10;
        final OrderTracker tracker = holding(start);
        final List<long[]> model = new ArrayList<>();
        long position = start;
        for (int step = 0; step < 100; step++)
        {
            if (model.isEmpty() || random.nextInt(3) == 0)
            {
                final long[] order = {random.nextBoolean() ? 1 : -1, 1 + random.nextInt(8), 0, 0};
                tracker.reserve("o" + model.size(), SYMBOL, order[0] > 0 ? Side.BUY : Side.SELL, q(order[1]), OrderContext.NONE);
                model.add(order);
            }
            final int index = random.nextInt(model.size());
            final long[] order = model.get(index);
            final long open = order[1] - order[2];
            if (random.nextInt(4) == 0)
            {
                order[3] = 1;
                tracker.execution(report(Execution.Kind.ENDED, "e" + step, "o" + index, 0));
            }
            else if (open > 0)
            {
                final long last = 1 + random.nextInt((int)open);
                order[2] += last;
                position += order[0] * last;
                tracker.execution(report(Execution.Kind.TRADE, "e" + step, "o" + index, last));
                tracker.execution(report(Execution.Kind.TRADE, "e" + step, "o" + index, last));
            }
            compare(seed, tracker, model, position);
        }
    }

    private static void compare(final long seed, final OrderTracker tracker, final List<long[]> model, final long position)
    {
        assertThat(tracker.position(SYMBOL)).as("seed %d", seed).isEqualTo(q(position));
        for (final Side side : List.of(Side.BUY, Side.SELL))
        {
            final long sign = side == Side.BUY ? 1 : -1;
            final long working = model.stream().filter(o -> o[0] == sign && o[3] == 0).mapToLong(o -> o[1] - o[2]).sum();
            assertThat(tracker.working(SYMBOL, side)).as("seed %d", seed).isEqualTo(q(working));
            for (long quantity = 1; quantity <= 12; quantity++)
            {
                final long after = position + sign * (working + quantity);
                final boolean closes = position * sign < 0 && after * sign <= 0;
                assertThat(tracker.intent(SYMBOL, side, q(quantity))).as("seed %d", seed)
                    .isEqualTo(closes ? Intent.CLOSE : Intent.OPEN);
            }
        }
    }
}
