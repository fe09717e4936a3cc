package io.interlock.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded streams of everything that can happen, with reports repeated and out of order, against a slow model. */
class OrderTrackerModelTest
{
    private static final List<String> SYMBOLS = List.of("BTC", "ETH", "XRP");

    private static BigDecimal q(final long quantity)
    {
        return BigDecimal.valueOf(quantity);
    }

    @Test
    void shouldAgreeWithASlowModelOnSeededStreams()
    {
        for (long seed = 1; seed <= 400; seed++)
        {
            new Stream(seed).run();
        }
    }

    /** One stream: what the venue says waits in a list, and is delivered in any order and more than once. */
    private static final class Stream
    {
        private final long seed;
        private final Random random;
        private final TrackerModel model = new TrackerModel();
        private final List<Runnable> undelivered = new ArrayList<>();
        private final List<Execution> delivered = new ArrayList<>();
        private final List<TrackerModel.Fact> correctable = new ArrayList<>();
        private final OrderTracker tracker;
        private int ids;

        private Stream(final long seed)
        {
            this.seed = seed;
            random = new Random(seed);
            final Map<String, BigDecimal> start = new HashMap<>();
            for (final String symbol : SYMBOLS)
            {
                final long position = random.nextInt(41) - 20;
                model.start(symbol, position);
                start.put(symbol, q(position));
            }
            tracker = new OrderTracker(start);
        }

        private void run()
        {
            for (int step = 0; step < 120; step++)
            {
                step();
                compare();
            }
        }

        private void step()
        {
            final int choice = random.nextInt(12);
            if (model.orders.isEmpty() || choice < 2)
            {
                submit();
            }
            else if (choice < 4)
            {
                replace(any(model.orders));
            }
            else if (choice < 9)
            {
                say(any(model.orders));
            }
            deliver();
        }

        private <T> T any(final List<T> list)
        {
            return list.get(random.nextInt(list.size()));
        }

        private void submit()
        {
            final String id = "o" + ids++;
            final String symbol = any(SYMBOLS);
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long quantity = 1 + random.nextInt(15);
            final Intent expected = model.intent(symbol, side, quantity, null);
            final OrderRequest request = tracker.reserve(id, symbol, side, q(quantity), OrderContext.NONE);
            assertThat(request.intent()).as("seed %d", seed).isEqualTo(expected);
            assertThat(tracker.reserve(id, symbol, side, q(1), OrderContext.NONE)).isNull();
            final int fate = random.nextInt(8);
            if (fate == 0)
            {
                tracker.release(request);
                return;
            }
            final long sent = fate == 1 && quantity > 1 ? quantity / 2 : quantity;
            if (sent != quantity)
            {
                tracker.resize(request, q(sent));
            }
            request.sent(1, true);
            model.orders.add(new TrackerModel.Order(id, symbol, side, sent));
        }

        private void replace(final TrackerModel.Order order)
        {
            final String id = "r" + ids++;
            final long quantity = 1 + random.nextInt(15);
            final Intent expected = order.ended ? Intent.OPEN
                : model.intent(order.symbol, order.side, quantity - model.filled(order), order);
            final OrderRequest request =
                tracker.reserveReplace(any(order.requests), id, order.symbol, order.side, q(quantity), OrderContext.NONE);
            assertThat(request.intent()).as("seed %d", seed).isEqualTo(expected);
            if (random.nextInt(6) == 0)
            {
                tracker.release(request);
                return;
            }
            order.requests.add(id);
            order.pending.put(id, quantity);
            if (random.nextInt(3) == 0)
            {
                undelivered.add(() ->
                {
                    tracker.requestRejected(id);
                    order.pending.remove(id);
                });
                return;
            }
            undelivered.add(() ->
            {
                tell(execution(Execution.Kind.REPLACED, order, id, "e" + ids++, null, quantity));
                model.replaced(order, id, quantity);
            });
        }

        /** What the venue does with an order of its own accord. */
        private void say(final TrackerModel.Order order)
        {
            final String execId = "e" + ids++;
            final long quantity = 1 + random.nextInt(6);
            final TrackerModel.Fact fact = new TrackerModel.Fact(order, execId, quantity);
            final int choice = random.nextInt(16);
            if (choice < 8)
            {
                correctable.add(fact);
                undelivered.add(() ->
                {
                    tell(execution(Execution.Kind.TRADE, order, any(order.requests), execId, null, quantity));
                    model.trade(fact);
                });
            }
            else if (choice < 12 && !correctable.isEmpty())
            {
                mend(correctable.remove(random.nextInt(correctable.size())), execId, quantity, choice < 10);
            }
            else if (choice == 12)
            {
                undelivered.add(() ->
                {
                    tell(execution(Execution.Kind.ENDED, order, any(order.requests), execId, null, 0));
                    model.end(order);
                });
            }
            else if (choice == 13)
            {
                undelivered.add(() ->
                {
                    tell(execution(Execution.Kind.RESTATED, order, any(order.requests), execId, null, quantity));
                    order.quantity = quantity;
                });
            }
            else
            {
                final String cancel = "c" + ids++;
                assertThat(tracker.cancelRequested(order.current, cancel)).isNotNull();
                undelivered.add(() -> tracker.requestRejected(cancel));
                undelivered.add(() -> tell(execution(Execution.Kind.STATE, order, cancel, execId, null, 0)));
            }
        }

        private void mend(final TrackerModel.Fact fact, final String execId, final long quantity, final boolean bust)
        {
            final TrackerModel.Order order = fact.order();
            if (bust)
            {
                undelivered.add(() ->
                {
                    tell(execution(Execution.Kind.TRADE_CANCEL, order, any(order.requests), execId, fact.id(), 0));
                    model.bust(fact.id());
                });
                return;
            }
            final TrackerModel.Fact corrected = new TrackerModel.Fact(order, execId, quantity);
            correctable.add(corrected);
            undelivered.add(() ->
            {
                tell(execution(Execution.Kind.TRADE_CORRECT, order, any(order.requests), execId, fact.id(), quantity));
                model.correct(fact.id(), corrected);
            });
        }

        private Execution execution(
            final Execution.Kind kind, final TrackerModel.Order order, final String id, final String execId, final String ref,
            final long quantity)
        {
            return new Execution(
                kind, new Execution.Ids(execId, ref, id, order.requests.get(0)), order.symbol, order.side, q(quantity), null, q(quantity));
        }

        private void tell(final Execution report)
        {
            assertThat(tracker.execution(report)).as("seed %d", seed).isTrue();
            delivered.add(report);
        }

        private void deliver()
        {
            if (!undelivered.isEmpty() && random.nextInt(3) > 0)
            {
                undelivered.remove(random.nextInt(undelivered.size())).run();
            }
            if (!delivered.isEmpty() && random.nextInt(4) == 0)
            {
                assertThat(tracker.execution(any(delivered))).as("seed %d", seed).isFalse();
            }
        }

        private void compare()
        {
            for (final String symbol : SYMBOLS)
            {
                assertThat(tracker.position(symbol)).as("seed %d", seed).isEqualByComparingTo(q(model.position(symbol)));
                for (final Side side : List.of(Side.BUY, Side.SELL))
                {
                    assertThat(tracker.working(symbol, side)).as("seed %d", seed)
                        .isEqualByComparingTo(q(model.working(symbol, side, null)));
                    for (long quantity = 0; quantity <= 20; quantity += 4)
                    {
                        assertThat(tracker.intent(symbol, side, q(quantity))).as("seed %d", seed)
                            .isEqualTo(model.intent(symbol, side, quantity, null));
                    }
                }
            }
            assertThat(tracker.workingOrders()).as("seed %d", seed).containsExactlyElementsOf(model.workingOrders());
        }
    }

    @Test
    void shouldForgetOnlyTheOldestOfWhatHasEnded()
    {
        final OrderTracker tracker = new OrderTracker(Map.of(), 10, 50);
        tracker.reserve("live", "BTC", Side.BUY, q(5), OrderContext.NONE);
        for (int i = 0; i < 1_000; i++)
        {
            tracker.reserve("o" + i, "BTC", Side.BUY, q(1), OrderContext.NONE);
            assertThat(tracker.execution(trade(i))).isTrue();
        }
        assertThat(tracker.request("o100")).isNull();
        assertThat(tracker.request("o995")).isNotNull();
        assertThat(tracker.request("live")).isNotNull();
        assertThat(tracker.execution(trade(999))).as("repeated").isFalse();
        assertThat(tracker.position("BTC")).isEqualByComparingTo("1000");
        assertThat(tracker.workingOrders()).containsExactly("live");
    }

    private static Execution trade(final int order)
    {
        return new Execution(
            Execution.Kind.TRADE, new Execution.Ids("e" + order, null, "o" + order, null), "BTC", Side.BUY, null, null, q(1));
    }

    @Test
    void shouldKeepFewIdsOfAnOrderThatIsReplacedForEver()
    {
        final OrderTracker tracker = new OrderTracker(Map.of());
        tracker.reserve("r0", "BTC", Side.BUY, q(5), OrderContext.NONE);
        for (int i = 1; i <= 1_000; i++)
        {
            tracker.reserveReplace("r" + (i - 1), "r" + i, "BTC", Side.BUY, q(5 + i % 3), OrderContext.NONE);
            tracker.execution(new Execution(
                Execution.Kind.REPLACED, new Execution.Ids("e" + i, null, "r" + i, "r" + (i - 1)), "BTC", Side.BUY, null, null, null));
        }
        assertThat(tracker.request("r900")).isNull();
        assertThat(tracker.workingOrders()).containsExactly("r1000");
        assertThat(tracker.working("BTC", Side.BUY)).isEqualByComparingTo(q(5 + 1_000 % 3));
    }
}
