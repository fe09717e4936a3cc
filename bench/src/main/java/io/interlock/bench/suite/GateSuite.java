package io.interlock.bench.suite;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Verdict;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * {@code Gate.check}, allowed and refused, for several numbers of scopes and depths; each check goes to the next scope.
 */
@State(Scope.Benchmark)
public class GateSuite extends SingleCore
{
    /** How many scopes are checked in turn. A power of two. */
    @Param({"1", "64", "4096"})
    public int scopes;

    /** How deep each scope lies below the root. */
    @Param({"1", "2", "3", "4"})
    public int depth;

    /** Whether a transition and an issue listener are registered. */
    @Param({"false", "true"})
    public boolean listeners;

    /** Whether the engine has a directory and a journal in it; or a recording of inputs or a console beside that. */
    @Param({Worlds.NO_JOURNAL, "true", Worlds.RECORDED, Worlds.CONSOLE})
    public String journal;

    private Running running;
    private BreakerEngine engine;
    private Gate[] allowed;
    private int next;

    /** Makes the scopes. */
    @Setup(Level.Trial)
    public void setUp()
    {
        final BreakerConfig config = Worlds.config("", journal);
        running = Worlds.launch(config, Worlds.context(config, listeners), !journal.equals(Worlds.NO_JOURNAL));
        engine = running.engine();
        allowed = new Gate[scopes];
        for (int i = 0; i < scopes; i++)
        {
            allowed[i] = engine.scope(Worlds.path("venue-" + i, depth)).gate();
        }
    }

    /** Ends the engine. */
    @TearDown(Level.Trial)
    public void tearDown()
    {
        running.close();
    }

    /**
     * Turns every scope's gate to refusing.
     *
     * <p>A state of its own: only the refused form asks for it.
     */
    @State(Scope.Benchmark)
    public static class Refusing
    {
        /**
         * Overrides the root.
         *
         * @param suite whose engine.
         */
        @Setup(Level.Trial)
        public void setUp(final GateSuite suite)
        {
            suite.engine.desk().override("", true, "bench", "refusals are measured");
            if (suite.allowed[0].check(Intent.OPEN, 0.9).allowed())
            {
                throw new IllegalStateException("the gate does not refuse");
            }
        }
    }

    /**
     * An order that may go out.
     *
     * @param order to be judged.
     * @return the verdict.
     */
    @Benchmark
    public Verdict checkAllowed(final Order order)
    {
        return allowed[next++ & (scopes - 1)].check(order.intent, order.confidence);
    }

    /**
     * An order that may not.
     *
     * @param refusing has turned the gates.
     * @param order    to be judged.
     * @return the verdict.
     */
    @Benchmark
    public Verdict checkRefused(final Refusing refusing, final Order order)
    {
        return allowed[next++ & (scopes - 1)].check(order.intent, order.confidence);
    }
}
