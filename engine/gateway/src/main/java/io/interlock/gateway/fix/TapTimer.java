package io.interlock.gateway.fix;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a tap does by itself: probes and overdue orders. Threading: one thread of its own; its work must not be slow. */
final class TapTimer implements AutoCloseable
{
    private static final long LONGEST_PERIOD_NS = 50_000_000L;
    private static final long SHORTEST_PERIOD_NS = 1_000_000L;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work ->
    {
        final Thread thread = new Thread(work, "interlock-fix-tap");
        thread.setDaemon(true);
        return thread;
    });
    private final TapLog log = new TapLog();

    /** Looks several times within the shortest of the times that it keeps. */
    void start(final FixTapContext context, final OverdueWatch overdue, final LatencyProbe probe)
    {
        final long shortestNs = Math.min(
            context.overdueAfter().toNanos(), Math.min(context.probeInterval().toNanos(), context.probeTimeout().toNanos()));
        final long periodNs = Math.max(SHORTEST_PERIOD_NS, Math.min(LONGEST_PERIOD_NS, shortestNs / 4));
        executor.scheduleWithFixedDelay(() -> check(overdue, probe), periodNs, periodNs, TimeUnit.NANOSECONDS);
    }

    private void check(final OverdueWatch overdue, final LatencyProbe probe)
    {
        try
        {
            final long nowNs = System.nanoTime();
            overdue.check(nowNs);
            probe.check(nowNs);
        }
        catch (final Throwable thrown)
        {
            // The executor would never come again.
            log.fault("the tap's timer", thrown);
        }
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }
}
