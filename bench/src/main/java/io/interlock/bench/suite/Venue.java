package io.interlock.bench.suite;

import io.interlock.config.BreakerConfig;
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
 * One engine with one venue at CLOSED. Healthy reports go to lanes, so they may come without end.
 *
 * <p>Threading: JMH's.
 */
@State(Scope.Benchmark)
public class Venue
{
    /** Whether a transition and an issue listener are registered. */
    @Param({"false", "true"})
    public boolean listeners;

    /** Whether the engine has a directory and a journal in it; or a recording of inputs or a console beside that. */
    @Param({Worlds.NO_JOURNAL, "true", Worlds.RECORDED, Worlds.CONSOLE})
    public String journal;

    private Running running;
    private BreakerEngine engine;
    private io.interlock.core.engine.Scope scope;
    private Reporter shared;

    /** Starts the engine. */
    @Setup(Level.Trial)
    public void setUp()
    {
        final BreakerConfig config = Worlds.config("", journal);
        running = Worlds.launch(config, Worlds.context(config, listeners), !journal.equals(Worlds.NO_JOURNAL));
        engine = running.engine();
        scope = engine.scope("venue");
        shared = scope.reporter();
    }

    /** Ends the engine; a run that measured the ring in place of lanes, or another level, is no result. */
    @TearDown(Level.Trial)
    public void tearDown()
    {
        engine.drain();
        final long judged = engine.status().counters().judged();
        final long folded = engine.status().counters().folded();
        final io.interlock.core.model.Level level = scope.level();
        running.close();
        if (judged > 0 || folded > 0 || level != io.interlock.core.model.Level.CLOSED)
        {
            throw new IllegalStateException(judged + " reports were events and " + folded + " folded, the level is " + level);
        }
    }

    /**
     * The gate.
     *
     * @return of the venue.
     */
    public Gate gate()
    {
        return scope.gate();
    }

    /** Of all threads. */
    Reporter shared()
    {
        return shared;
    }

    /** What each thread has of its own. */
    @State(Scope.Thread)
    public static class Own extends Latencies
    {
        private Gate gate;
        private Reporter exclusive;

        /**
         * Takes them from the venue.
         *
         * @param venue where.
         */
        @Setup(Level.Trial)
        public void setUp(final Venue venue)
        {
            gate = venue.gate();
            exclusive = venue.scope.exclusiveReporter();
        }

        Gate gate()
        {
            return gate;
        }

        Reporter exclusive()
        {
            return exclusive;
        }
    }
}
