package io.interlock.core.engine;

import io.interlock.core.model.Level;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.MetricsStatus;
import java.util.Locale;

/**
 * Samples metrics every second; from ALERT on at once and then every 250 ms, when they are logged too. Takes the complete state for the
 * log where a scope reaches HALT. The logging itself is done behind the audit ring.
 *
 * <p>Threading: breaker thread only.
 */
final class Sampler
{
    private static final long CALM_NS = 1_000_000_000L;
    private static final long ALERT_NS = 250_000_000L;

    private final BreakerAgent breaker;
    private final Decisions decisions;
    private long lastNs = -ALERT_NS;
    private long nextNs;
    private long taken;
    private boolean stateDue;

    /** To be written to the log; put into words by who writes it. */
    record Sample(Level worst, MetricsStatus last, int streak)
    {
        String text()
        {
            return String.format(
                Locale.ROOT, "state=%s samples=%d avg_ms=%.3f p50_ms=%.3f p99_ms=%.3f max_ms=%.3f streak=%d",
                worst, last.samples(), last.avgMs(), last.p50Ms(), last.p99Ms(), last.maxMs(), streak);
        }
    }

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
        final MetricsStatus last = breaker.latencies().snapshot(timeNs);
        if (alert)
        {
            breaker.parts().audit().offerOrCount(new Sample(worst, last, breaker.machine().scope(0).streak()));
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

    /** How many samples there were. */
    long taken()
    {
        return taken;
    }
}
