package io.interlock.core.engine;

import io.interlock.core.dump.SampleRing;
import io.interlock.core.model.Level;
import io.interlock.core.port.MetricsSample;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;

/**
 * Samples metrics every second; from ALERT on at once and then every 250 ms, when they are logged and journaled too (in calm times one a
 * minute is). Takes the complete state for the
 * log where a scope reaches HALT. The logging itself is done behind the audit ring.
 *
 * <p>Threading: breaker thread only.
 */
final class Sampler
{
    private static final long CALM_NS = 1_000_000_000L;
    private static final long ALERT_NS = 250_000_000L;
    /** In calm times a sample is handed on this often: enough to see later what was normal. */
    private static final long KEPT_NS = 60_000_000_000L;

    private final BreakerAgent breaker;
    private final Decisions decisions;
    private final SampleRing last = new SampleRing();
    private long lastNs = -ALERT_NS;
    private long nextNs;
    private long nextKeptNs;
    private long taken;
    private boolean stateDue;

    /** The complete state, to be written to the log. */
    record State(EngineStatus status)
    {
    }

    Sampler(final BreakerAgent breaker, final Decisions decisions)
    {
        this.breaker = breaker;
        this.decisions = decisions;
    }

    void tick(final long timeNs)
    {
        if (timeNs < nextNs)
        {
            return;
        }
        Level worst = Level.CLOSED;
        for (int id = 0; id < breaker.machine().scopeCount(); id++)
        {
            worst = Level.max(worst, breaker.machine().scope(id).level());
        }
        taken++;
        lastNs = timeNs;
        final boolean alert = worst.isAbove(Level.CLOSED);
        nextNs = timeNs + (alert ? ALERT_NS : CALM_NS);
        final MetricsStatus metrics = breaker.latencies().snapshot(timeNs);
        final int streak = breaker.machine().scope(0).streak();
        last.add(breaker.wallMs(), worst, streak, metrics);
        if (alert || timeNs >= nextKeptNs)
        {
            nextKeptNs = timeNs + KEPT_NS;
            breaker.parts().audit().offerOrCount(new MetricsSample(breaker.wallMs(), worst, streak,
                new MetricsSample.Latency(metrics.samples(), metrics.avgMs(), metrics.p50Ms(), metrics.p99Ms(), metrics.maxMs())));
        }
    }

    /** A scope tightened: the next tick samples, unless one has within the last 250 ms, however many scopes tighten how often. */
    void tightened(final Level to)
    {
        nextNs = Math.min(nextNs, lastNs + ALERT_NS);
        stateDue |= to.isAbove(Level.THROTTLE);
    }

    /** Takes the complete state where a scope halted, once a round however many did: of thousands of scopes it takes milliseconds. */
    void roundEnds()
    {
        if (stateDue)
        {
            stateDue = false;
            decisions.audit(new State(StatusBuilder.build(breaker)));
        }
    }

    /** The last samples, for a dump. */
    SampleRing last()
    {
        return last;
    }

    /** How many samples there were. */
    long taken()
    {
        return taken;
    }
}
