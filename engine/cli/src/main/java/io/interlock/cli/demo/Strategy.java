package io.interlock.cli.demo;

import io.interlock.core.model.Side;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A rule on the tape, simple on purpose: buys while the price is above its moving average and there is room, sells otherwise. Long or flat,
 * so every buy adds risk and every sell takes it off. Its confidence is how the price's
 * distance from the average ranks among the last ones.
 *
 * <p>Threading: the trading loop only.
 */
final class Strategy
{
    static final BigDecimal UNIT = new BigDecimal("2");

    private static final BigDecimal LIMIT = new BigDecimal("8");
    private static final double WEIGHT = 0.05;
    private static final int REMEMBERED = 64;
    private static final double LOWEST_CONFIDENCE = 0.45;

    private final double[] distances = new double[REMEMBERED];
    private BigDecimal price;
    private double average;
    private int seen;

    /** What it wants to do, how sure it is (0 to 1), and the price it saw. */
    record Decision(Side side, BigDecimal quantity, double confidence, BigDecimal price)
    {
    }

    void price(final BigDecimal next)
    {
        price = next;
        average = seen == 0 ? next.doubleValue() : average + WEIGHT * (next.doubleValue() - average);
        distances[seen++ % REMEMBERED] = Math.abs(distance());
    }

    private double distance()
    {
        return price.doubleValue() / average - 1;
    }

    Decision decide(final BigDecimal position)
    {
        final boolean room = position.add(UNIT).compareTo(LIMIT) <= 0;
        final boolean buys = position.signum() <= 0 || room && distance() >= 0;
        return new Decision(buys ? Side.BUY : Side.SELL, buys ? UNIT : UNIT.min(position), confidence(), price);
    }

    private double confidence()
    {
        final int known = Math.min(seen, REMEMBERED);
        final double now = Math.abs(distance());
        final long below = Arrays.stream(distances, 0, known).filter(distance -> distance <= now).count();
        return LOWEST_CONFIDENCE + (1 - LOWEST_CONFIDENCE) * below / Math.max(1, known);
    }
}
