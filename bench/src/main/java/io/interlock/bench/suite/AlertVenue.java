package io.interlock.bench.suite;

import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.report.Reporter;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An engine with one venue that stays at ALERT, so that every report is published. Its breaker thread waits as the consumer of
 * {@link RawRing} does.
 *
 * <p>Threading: JMH's.
 */
@State(Scope.Benchmark)
public class AlertVenue
{
    private static final long BREACH_NS = 600_000_000;

    /** How the breaker thread waits: as the default does here, or spinning. */
    @Param({"adaptive", "yield"})
    public String wait;

    private BreakerEngine engine;
    private Gate gate;
    private Reporter exclusive;
    private Reporter shared;

    /** Starts the engine. */
    @Setup(Level.Trial)
    public void setUp()
    {
        engine = Worlds.launch(Worlds.config("wait-strategy: " + wait), false);
        final io.interlock.core.engine.Scope scope = engine.scope("venue");
        gate = scope.gate();
        exclusive = scope.exclusiveReporter();
        shared = scope.reporter();
    }

    /** Judges what is left and breaches once more. */
    @Setup(Level.Iteration)
    public void drain()
    {
        exclusive.apiLatency(BREACH_NS);
        engine.drain();
    }

    /** Ends the engine; a run in which reports were folded or gathered, or which ended at another level, is no result. */
    @TearDown(Level.Trial)
    public void tearDown()
    {
        engine.drain();
        final var counters = engine.status().counters();
        final io.interlock.core.model.Level level = gate.level();
        engine.close();
        if (counters.folded() > 0 || counters.reports().lanes() > 0 || level != io.interlock.core.model.Level.ALERT)
        {
            throw new IllegalStateException(counters.folded() + " folded, " + counters.reports().lanes() + " gathered, level " + level);
        }
    }

    Gate gate()
    {
        return gate;
    }

    Reporter exclusive()
    {
        return exclusive;
    }

    Reporter shared()
    {
        return shared;
    }
}
