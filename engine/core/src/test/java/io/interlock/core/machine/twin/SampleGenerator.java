package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;

import io.interlock.config.LatencyConfig;
import io.interlock.config.SlippageConfig;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;
import java.util.SplittableRandom;

/**
 * Chooses the numbers of samples: at, just under and just over every threshold of their scope, and some that cannot be true.
 *
 * <p>Threading: one test thread.
 */
final class SampleGenerator
{
    private static final double[] GARBAGE =
        {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, -1.0, -Double.MIN_VALUE, -Double.MAX_VALUE};
    private static final Side[] SIDES = Side.values();
    private static final Intent[] INTENTS = Intent.values();
    private static final Reason[] REASONS = Reason.values();

    private final SplittableRandom random;

    SampleGenerator(final SplittableRandom random)
    {
        this.random = random;
    }

    LawEvent latency(final long nowNs, final LawScope scope, final boolean healthy)
    {
        return LawEvent.latency(nowNs, scope.id, healthy ? healthyNs(scope) : badNs(scope));
    }

    private long healthyNs(final LawScope scope)
    {
        return random.nextInt(4) == 0 ? scope.config.latency().alertNs() - 1 : random.nextLong(scope.config.latency().alertNs());
    }

    private long badNs(final LawScope scope)
    {
        final LatencyConfig from = scope.config.latency();
        final long threshold = switch (random.nextInt(3))
        {
            case 0 -> from.alertNs();
            case 1 -> from.throttleNs();
            default -> from.haltNs();
        };
        return switch (random.nextInt(6))
        {
            case 0 -> threshold - 1;
            case 1, 2 -> threshold;
            case 3 -> threshold + 1;
            case 4 -> threshold + random.nextLong(1000 * MS);
            default -> random.nextInt(10) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextLong(2 * threshold);
        };
    }

    LawEvent slippage(final long nowNs, final LawScope scope, final boolean healthy)
    {
        return priced(nowNs, scope, InputKind.SLIPPAGE, 0, healthy);
    }

    LawEvent fill(final long nowNs, final LawScope scope, final boolean healthy)
    {
        // one part bad, or the other, or both
        final boolean slow = !healthy && random.nextBoolean();
        return priced(nowNs, scope, InputKind.FILL, slow ? badNs(scope) : healthyNs(scope), healthy || slow && random.nextBoolean());
    }

    private LawEvent priced(final long nowNs, final LawScope scope, final InputKind kind, final long ns, final boolean healthy)
    {
        final Side side = SIDES[random.nextInt(3)];
        final SlippageConfig from = scope.config.slippage();
        final long threshold = switch (random.nextInt(3))
        {
            case 0 -> from.alertPpb();
            case 1 -> from.throttlePpb();
            default -> from.haltPpb();
        };
        // expected 2e9 makes the difference half parts per billion; 5e4 and 1 are prices whose products are not exact
        final double expected = switch (random.nextInt(5))
        {
            case 0 -> 2e9;
            case 1 -> 1e9;
            case 2 -> 50_000.0;
            case 3 -> 1.0;
            default -> Math.exp(random.nextDouble(-20, 20));
        };
        // A better price is none too far away, however far it is.
        final boolean better = side != Side.UNKNOWN && (healthy ? random.nextInt(3) == 0 : random.nextInt(8) == 0);
        final double halves = healthy && !(better && random.nextBoolean()) ? random.nextLong(Math.max(1, 2 * from.alertPpb() - 1)) :
            2.0 * threshold + random.nextInt(-2, 4) + (random.nextInt(6) == 0 ? random.nextLong(2 * threshold + 2) : 0);
        final double sign = side == Side.SELL || side == Side.UNKNOWN && random.nextBoolean() ? -1.0 : 1.0;
        final double adverse = sign * (better ? -1.0 : 1.0);
        double actual = expected == 2e9 ? expected + adverse * halves : expected + adverse * expected * halves / 2e9;
        if (!healthy && random.nextInt(8) == 0)
        {
            actual = random.nextBoolean() ? Math.nextUp(actual) : Math.nextDown(actual);
        }
        return new LawEvent(nowNs, scope.id, kind, ns, expected, actual > 0.0 ? actual : expected / 2, side);
    }

    LawEvent equity(final long nowNs, final LawScope scope, final boolean healthy)
    {
        final double high = scope.window.hasEquity() ? scope.window.highEquity() : 1000.0 * (1 + random.nextInt(1000));
        if (healthy || !scope.window.hasEquity())
        {
            return LawEvent.amount(nowNs, scope.id, InputKind.EQUITY, high * (1.0 + random.nextInt(-10, 2) * 1e-4));
        }
        final double fall = scope.config.loss().haltPpb() * 1e-9 * (1.0 + random.nextInt(-1, 3) * (random.nextBoolean() ? 1e-9 : 0.1));
        return LawEvent.amount(nowNs, scope.id, InputKind.EQUITY, Math.max(high * (1.0 - fall), high * 1e-6));
    }

    LawEvent loss(final long nowNs, final LawScope scope)
    {
        final double halves = 2.0 * scope.config.loss().haltPpb() + random.nextInt(-3, 4);
        final double fraction = random.nextInt(3) == 0 ? random.nextDouble() : Math.min(1.0, halves / 2e9);
        return LawEvent.amount(nowNs, scope.id, InputKind.LOSS, fraction);
    }

    LawEvent garbage(final long nowNs, final LawScope scope)
    {
        final double bad = GARBAGE[random.nextInt(GARBAGE.length)];
        return switch (random.nextInt(8))
        {
            case 0 -> LawEvent.latency(nowNs, scope.id, random.nextBoolean() ? -1 : Long.MIN_VALUE + random.nextInt(2));
            case 1 -> new LawEvent(nowNs, scope.id, InputKind.SLIPPAGE, 0, bad, 100.0, Side.BUY);
            case 2 -> new LawEvent(nowNs, scope.id, InputKind.SLIPPAGE, 0, 100.0, bad, Side.SELL);
            case 3 -> LawEvent.amount(nowNs, scope.id, InputKind.EQUITY, bad);
            case 4 -> LawEvent.amount(nowNs, scope.id, InputKind.LOSS, bad == 0.0 ? Math.nextUp(1.0) : bad);
            case 5 -> new LawEvent(nowNs, scope.id, InputKind.FILL, -random.nextInt(3), 100.0, 100.05, Side.BUY);
            case 6 -> new LawEvent(nowNs, scope.id, InputKind.FILL, badNs(scope), bad, 100.0, Side.UNKNOWN);
            default -> new LawEvent(nowNs, scope.id, InputKind.FILL, -1, 100.0, bad, Side.SELL);
        };
    }

    /** What a lane gathered: nothing in it is bad, and there may be no success in it. */
    LawEvent gathered(final long nowNs, final LawScope scope)
    {
        final int latencies = random.nextInt(20);
        return LawEvent.counted(
            nowNs, scope.id, InputKind.LANE_SUMMARY, latencies * random.nextLong(scope.config.latency().alertNs()), random.nextInt(8),
            latencies, random.nextInt((int)scope.config.slippage().alertPpb()));
    }

    /** What was folded: numbers that can come of some reports, good or bad. */
    LawEvent folded(final long nowNs, final LawScope scope)
    {
        final int some = random.nextInt(4);
        final int more = random.nextInt(4);
        return switch (random.nextInt(8))
        {
            case 0, 1 -> LawEvent.counted(
                nowNs, scope.id, InputKind.FOLDED_LATENCY, some + more == 0 ? healthyNs(scope) : badNs(scope), some + more, more,
                random.nextInt(more + 1));
            case 2, 3 -> LawEvent.counted(
                nowNs, scope.id, InputKind.FOLDED_SLIPPAGE, Math.max(0, foldedPpb(scope) + random.nextInt(-2, 3)), 0, 0, 0);
            case 4 -> LawEvent.counted(nowNs, scope.id, InputKind.FOLDED_INVALID, 1 + some, 0, 0, 0);
            default -> LawEvent.counted(
                nowNs, scope.id, InputKind.FOLDED_RESULTS, more == 0 ? 0 : 1 + random.nextInt(more), more == 0 ? some + 1 : some, more, 0);
        };
    }

    private long foldedPpb(final LawScope scope)
    {
        return random.nextBoolean() ? scope.config.slippage().alertPpb() : scope.config.slippage().haltPpb();
    }

    /** What some gate was asked and answered: whatever that was, the machine makes nothing of it. */
    LawEvent intent(final long nowNs, final int scope)
    {
        final double confidence = confidence();
        final boolean stated = confidence != LawGate.NONE;
        final Reason reason = REASONS[random.nextInt(REASONS.length)];
        return new LawEvent(
            nowNs, scope, InputKind.ORDER_INTENT, IntentCode.of(INTENTS[random.nextInt(INTENTS.length)], stated, reason),
            stated ? confidence : Double.NaN, random.nextInt(4) == 0 ? GARBAGE[random.nextInt(GARBAGE.length)] : random.nextInt(1_000),
            reason.allowed() ? 0.5 : 0.0, null);
    }

    /** Of a check; {@link LawGate#NONE} where none is given. */
    double confidence()
    {
        return switch (random.nextInt(6))
        {
            case 0 -> Double.NaN;
            case 1 -> LawGate.NONE;
            case 2 -> random.nextBoolean() ? Math.nextUp(1.0) : -Double.MIN_VALUE;
            default -> random.nextInt(101) / 100.0;
        };
    }
}
