package io.interlock.bench.suite;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.CriticalError;
import io.interlock.core.report.Reporter;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * An engine with one venue that stays at ALERT, so that every report is published, or at SHUTDOWN, see {@link Ended}. Its breaker thread
 * waits as the consumer of {@link RawRing} does.
 *
 * <p>Threading: JMH's.
 */
@State(Scope.Benchmark)
public class AlertVenue
{
    private static final long BREACH_NS = 600_000_000;
    private static final long BREACH_EVERY_NS = 250_000_000L;

    /** How the breaker thread waits: as the default does here, or spinning. */
    @Param({"adaptive", "yield"})
    public String wait;

    /** Whether a transition and an issue listener are registered. */
    @Param({"false", "true"})
    public boolean listeners;

    /** Whether the engine has a directory and a journal in it; or a recording of inputs or a console beside that. */
    @Param({Worlds.NO_JOURNAL, "true", Worlds.RECORDED, Worlds.CONSOLE})
    public String journal;

    private final Together together = new Together();
    private long breachedNs;
    private Running running;
    private BreakerEngine engine;
    private io.interlock.core.engine.Scope scope;
    private Reporter breaching;
    private Reporter shared;
    private io.interlock.core.model.Level expected = io.interlock.core.model.Level.ALERT;

    /** Starts the engine. */
    @Setup(Level.Trial)
    public void setUp()
    {
        final BreakerConfig config = Worlds.config("wait-strategy: " + wait, journal);
        running = Worlds.launch(config, Worlds.context(config, listeners), !journal.equals(Worlds.NO_JOURNAL));
        engine = running.engine();
        scope = engine.scope("venue");
        breaching = scope.reporter();
        shared = scope.reporter();
    }

    /**
     * Judges what is left, and breaches now and then, so that nothing recovers. Not each time: a breach is an issue, which the journal
     * keeps and forces, and thousands of them a second would be measured in place of the reports.
     */
    @Setup(Level.Iteration)
    public void drain()
    {
        final long nowNs = System.nanoTime();
        if (breachedNs == 0 || nowNs - breachedNs > BREACH_EVERY_NS)
        {
            breachedNs = nowNs;
            breaching.apiLatency(BREACH_NS);
        }
        engine.drain();
    }

    /** Ends the engine; a run in which reports were folded or gathered, or which ended at another level, is no result. */
    @TearDown(Level.Trial)
    public void tearDown()
    {
        engine.drain();
        final var counters = engine.status().counters();
        final io.interlock.core.model.Level level = scope.gate().level();
        running.close();
        if (counters.folded() > 0 || counters.reports().lanes() > 0 || level != expected)
        {
            throw new IllegalStateException(counters.folded() + " folded, " + counters.reports().lanes() + " gathered, level " + level);
        }
    }

    Gate gate()
    {
        return scope.gate();
    }

    /** Of all threads. */
    Reporter shared()
    {
        return shared;
    }

    /**
     * Asked for by benchmarks whose reports end trading, failures and critical errors: the venue is at SHUTDOWN before the first, so that
     * each finds it as the one before did.
     */
    @State(Scope.Benchmark)
    public static class Ended
    {
        /**
         * Ends it.
         *
         * @param venue to be ended.
         */
        @Setup(Level.Trial)
        public void setUp(final AlertVenue venue)
        {
            venue.breaching.criticalError(CriticalError.SYSTEM_ERROR, "reports at SHUTDOWN are measured");
            venue.expected = io.interlock.core.model.Level.SHUTDOWN;
        }
    }

    /** What each thread has of its own. */
    @State(Scope.Thread)
    public static class Own
    {
        private Reporter exclusive;

        /**
         * Takes it from the venue.
         *
         * @param venue where.
         */
        @Setup(Level.Trial)
        public void setUp(final AlertVenue venue)
        {
            exclusive = venue.scope.exclusiveReporter();
        }

        /**
         * Waits for the other threads, after the ring was drained.
         *
         * @param venue  of all.
         * @param params how many threads there are.
         */
        @Setup(Level.Iteration)
        public void begin(final AlertVenue venue, final BenchmarkParams params)
        {
            venue.together.begin(params.getThreads());
        }

        Reporter exclusive()
        {
            return exclusive;
        }
    }
}
