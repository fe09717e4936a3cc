package io.interlock.host.sim;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.CriticalError;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Intent;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.util.SplittableRandom;

/**
 * The threads that trade: each reporter's next reports, mostly healthy.
 *
 * <p>Threading: one thread.
 */
final class Reports
{
    private static final long MS = SimClock.MS;
    private static final int FORGOTTEN = 50;

    private final World world;
    private long made;

    Reports(final World world)
    {
        this.world = world;
    }

    /** Some reports of one reporter in a row. */
    void some(final SplittableRandom random, final int count)
    {
        if (world.isFrozen())
        {
            return;
        }
        final Life life = world.life();
        final Reporter reporter = life.reporter(random.nextInt(life.reporters()));
        final int badness = new int[] {0, 10, 100, 600}[random.nextInt(4)];
        for (int i = 0; i < count; i++)
        {
            final boolean bad = random.nextInt(1_000) < badness;
            made++;
            if (world.disk().mutation() != Mutation.REPORT_IS_FORGOTTEN || made % FORGOTTEN != 0)
            {
                one(reporter, random, bad);
            }
            life.offered();
        }
    }

    private void one(final Reporter reporter, final SplittableRandom random, final boolean bad)
    {
        if (!bad)
        {
            healthy(reporter, random);
            return;
        }
        switch (random.nextInt(20))
        {
            case 0, 1, 2, 3, 4, 5, 6 -> reporter.failure("rejected");
            case 7, 8 -> reporter.apiLatency(random.nextInt(5_000) * MS);
            case 9 -> reporter.slippage(Side.of(random.nextInt(3)), 50_000, 50_000 + random.nextInt(400));
            case 10 -> reporter.fill(random.nextInt(1_500) * MS, Side.BUY, 50_000, 50_000 + random.nextInt(200));
            case 11, 12 -> reporter.equity(90_000 + random.nextInt(20_000));
            case 13 -> reporter.loss(random.nextInt(80) / 1_000.0);
            case 14 -> reporter.exchange(ExchangeStatus.of(random.nextInt(4)));
            case 15 -> reporter.network(NetworkStatus.of(random.nextInt(2)));
            case 16, 17 -> invalid(reporter, random);
            case 18 -> rare(reporter, random);
            default -> reporter.success();
        }
    }

    private static void healthy(final Reporter reporter, final SplittableRandom random)
    {
        switch (random.nextInt(10))
        {
            case 0, 1, 2 -> reporter.apiLatency(random.nextInt(100) * MS);
            case 3 -> reporter.slippage(Side.SELL, 50_000, 50_010);
            case 4, 5 -> reporter.fill(random.nextInt(100) * MS, Side.BUY, 50_000, 50_001);
            case 6 -> reporter.exchange(ExchangeStatus.UP);
            case 7 -> reporter.network(NetworkStatus.CONNECTED);
            default -> reporter.success();
        }
    }

    private void invalid(final Reporter reporter, final SplittableRandom random)
    {
        world.counts().hit(FaultPoint.BAD_SAMPLE);
        switch (random.nextInt(4))
        {
            case 0 -> reporter.apiLatency(-1 - random.nextInt(9));
            case 1 -> reporter.equity(random.nextBoolean() ? Double.NaN : -1.0);
            case 2 -> reporter.slippage(Side.BUY, 0.0, 1.0);
            default -> reporter.loss(1.5);
        }
    }

    /** A critical error, once in a while: every gate refuses before the call returns. */
    private void rare(final Reporter reporter, final SplittableRandom random)
    {
        if (random.nextInt(4) != 0)
        {
            reporter.success();
            return;
        }
        world.criticalUnmarked(true);
        reporter.criticalError(CriticalError.of(random.nextInt(4)), "planted");
        for (final Scope scope : world.life().scopes())
        {
            world.require(!scope.gate().check(Intent.OPEN, 1.0).allowed() && !scope.gate().check(Intent.CLOSE).allowed(),
                "after a critical error \"" + scope.path() + "\" does not refuse at once");
        }
    }
}
