package io.interlock.console.metrics;

import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.port.EngineClock;

/**
 * What a check of a gate costs, measured by the console on its own thread: at each scrape a few batches of checks, each batch between two
 * readings of the clock, whose mean for one check is one observation. A clock on the trading thread would cost more than the check. So it
 * says what this machine makes of a check now, beside the trading threads, and not how long a given order waited; before the compiler has
 * seen the code the first scrapes show more.
 *
 * <p>Threading: any thread; a scrape at a time holds its lock for some 20 microseconds.
 */
public final class GateCost
{
    static final int BATCHES = 32;
    static final int CHECKS = 128;
    private static final double CONFIDENCE = 0.9;

    private final Gate gate;
    private final EngineClock clock;
    private final CostHistogram histogram = new CostHistogram();
    /** What the checks answered: without a use of it the compiler leaves them out. */
    private long answered;

    /**
     * Of one gate.
     *
     * @param gate  asked; the root's, since all take the same way.
     * @param clock where the console reads time.
     */
    public GateCost(final Gate gate, final EngineClock clock)
    {
        this.gate = gate;
        this.clock = clock;
    }

    synchronized CostHistogram.Snapshot sample()
    {
        for (int batch = 0; batch < BATCHES; batch++)
        {
            final long startNs = clock.nanoTime();
            answered += checks();
            histogram.record((double)(clock.nanoTime() - startNs) / CHECKS);
        }
        return histogram.snapshot();
    }

    private int checks()
    {
        int sum = 0;
        for (int i = 0; i < CHECKS; i++)
        {
            sum += gate.check(Intent.OPEN, CONFIDENCE).reason().ordinal();
        }
        return sum;
    }

    synchronized long answered()
    {
        return answered;
    }
}
