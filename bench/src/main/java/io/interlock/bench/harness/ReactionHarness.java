package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Running;
import io.interlock.bench.suite.Worlds;
import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.report.Reporter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * From a breach being due to be reported until the thread that reports it is refused by the gate. An exclusive reporter reports a latency
 * that demands THROTTLE, then asks the gate for an OPEN without confidence until it is refused; an operator's command takes the level back
 * outside the measured time. THROTTLE and not HALT, since after a HALT other threads log and act, which on two cores takes a core from one
 * of the two that are measured; the way to the gate is the same.
 *
 * <p>It alternates with a raw Disruptor hop: publish to a ring of as many slots for several producers, until the consumer's answer, one
 * volatile long, is seen. The consumer waits by the same idle strategy. Rows {@code reaction.*} have both threads spinning, on a core of
 * their own where the system lets them ({@link Cores}); rows {@code reaction.*,idle=default} have the engine's default, which parks on two
 * cores and so measures how long a parked thread takes to wake.
 *
 * <p>It does not measure the safety actions. Rows {@code rare=true} are fifty a second in place of some hundreds. Only rows
 * {@code journal=true} have a directory, with the journal and the mirrored file; rows {@code force=true} have neither, but a listener that
 * forces as many bytes into a plain file, to tell what the disk does to two cores from what the journal does to the engine. Engine and
 * consumer are started anew for each block, so that a spinning thread of one is not in the way of the other.
 *
 * <p>Threading: the measured thread, and the engine's or the consumer of the hop.
 */
final class ReactionHarness implements Harness
{
    /**
     * Rare, as a reaction is: each tells an audit thread, which has no core of its own on a machine of two, and at thousands a second the
     * pauses that this makes, milliseconds on a virtual machine, are what is measured.
     */
    private static final OpenLoop.Pace SPINNING = new OpenLoop.Pace(3_700_000, 250, 10);
    /** Rarer: the command that takes a level back waits for parked threads too, and what it keeps waiting would count. */
    private static final OpenLoop.Pace PARKING = new OpenLoop.Pace(4_000_000, 125, 5);
    /**
     * As rare as leaves the journal at rest when the next is due: each sample is a trip and an operator's command, so two forced records,
     * and two cores that both spin leave its thread none meanwhile. What a journal costs the next reaction is then what it leaves behind
     * in the caches, and not a queue of its own: where a force takes longer than half of the pace, a journaled sample would be late by all
     * that the disk had still to do, and say nothing of a reaction (123 ms at 270 a second on a disk that took 2 ms a force). So the rows
     * that are journaled, and those without to hold them against, are measured at this pace alone.
     */
    private static final OpenLoop.Pace RARE = new OpenLoop.Pace(20_000_000, 40, 5);
    private static final String BREAKER = "interlock-breaker";
    private static final String LISTENING = "interlock,listeners=true";
    private static final String JOURNALED = "interlock,journal=true";
    /** No journal, but as much work for the disk: what of the row above is the machine's. */
    private static final String FORCING = "interlock,force=true";
    private static final int SPINNING_ROUNDS = 10;
    private static final int PARKING_ROUNDS = 12;
    private static final int RARE_ROUNDS = 20;
    private static final int WARM_UP = 30_000;
    /** The series before it has compiled all. */
    private static final int RARE_WARM_UP = 2_500;
    private static final int PARKING_WARM_UP = 500;

    private final double scale;

    ReactionHarness()
    {
        this(1);
    }

    /** For tests: a part of the warm-up and of the rounds. */
    ReactionHarness(final double scale)
    {
        this.scale = scale;
    }

    @Override
    public String name()
    {
        return "reaction";
    }

    @Override
    public void run(final Results results, final PrintStream progress)
    {
        progress.println("reaction: both threads spinning, alternating with a raw hop");
        series(results, new Series("", true, SPINNING, SPINNING_ROUNDS, WARM_UP));
        progress.println("reaction: both threads spinning, as rare as lets a journal come to rest");
        series(results, new Series(",rare=true", true, RARE, RARE_ROUNDS, RARE_WARM_UP));
        progress.println("reaction: waiting as the engine does by default");
        series(results, new Series(",idle=default", false, PARKING, PARKING_ROUNDS, PARKING_WARM_UP));
        progress.println("reaction: the same, as rare as lets a journal come to rest");
        series(results, new Series(",rare=true,idle=default", false, RARE, RARE_ROUNDS, PARKING_WARM_UP));
    }

    /** What is measured in turn; {@code suffix} is that of its rows. */
    private record Series(String suffix, boolean spinning, OpenLoop.Pace pace, int rounds, int warmUp)
    {
    }

    private void series(final Results results, final Series series)
    {
        final boolean own = series.spinning() && Cores.areFree();
        final ThreadFactory breaker = own ? Cores.factory(BREAKER, 1) : Thread::new;
        final ThreadFactory consumer = own ? Cores.factory(RawConsumer.NAME, 1) : Thread::new;
        final BreakerConfig config = Worlds.config("wait-strategy: " + (series.spinning() ? "busy-spin" : "adaptive"));
        final List<Subject> subjects = new ArrayList<>(List.of(new Reaction(config, breaker, "interlock"),
            new RawHop(series.spinning() ? BusySpinIdleStrategy::new : ReactionHarness::adaptive, consumer)));
        if (series.pace() == RARE)
        {
            subjects.addAll(List.of(new Reaction(config, breaker, JOURNALED), new Reaction(config, breaker, FORCING)));
        }
        else
        {
            subjects.add(new Reaction(config, breaker, LISTENING));
        }
        final OpenLoop loop = new OpenLoop(subjects, series.pace());
        try
        {
            if (own)
            {
                Cores.pin(0);
            }
            loop.warmUp((int)(series.warmUp() * scale));
            loop.measure((int)Math.max(1, series.rounds() * scale));
        }
        finally
        {
            if (own)
            {
                Cores.free();
            }
        }
        loop.report(results, "reaction", series.suffix());
    }

    /** What the engine chooses by itself. */
    private static IdleStrategy adaptive()
    {
        return Runtime.getRuntime().availableProcessors() > 2 ? new BackoffIdleStrategy(100, 1_000, 1_000, 100_000)
            : new BackoffIdleStrategy(0, 2, 50_000, 250_000);
    }

    /** The engine. */
    private static final class Reaction implements Subject
    {
        private static final String SCOPE = "venue";
        private static final long BREACH_NS = 2_000_000_000L;

        private final BreakerConfig config;
        private final ThreadFactory factory;
        private final String name;
        private Running running;
        private BreakerEngine engine;
        private Gate gate;
        private Reporter reporter;

        /** The configuration is read once for all: what a parser leaves to be compiled would be compiled while blocks are measured. */
        Reaction(final BreakerConfig config, final ThreadFactory factory, final String name)
        {
            this.config = config;
            this.factory = factory;
            this.name = name;
        }

        @Override
        public String name()
        {
            return name;
        }

        @Override
        public void open()
        {
            final EngineContext context = Worlds.context(config, name.equals(LISTENING)).threadFactory(factory);
            running = name.equals(FORCING) ? Worlds.launchBesideAForce(context) : Worlds.launch(config, context, name.equals(JOURNALED));
            engine = running.engine();
            gate = engine.scope(SCOPE).gate();
            reporter = engine.scope(SCOPE).exclusiveReporter();
            Waiting.until(() -> gate.check(Intent.OPEN).allowed(), "a new engine allows");
        }

        @Override
        public void run()
        {
            reporter.apiLatency(BREACH_NS);
            Waiting.until(() -> !gate.check(Intent.OPEN).allowed(), "a breach is refused");
        }

        @Override
        public void reset()
        {
            if (!engine.desk().forceRecovery(SCOPE, "bench", "next sample").accepted())
            {
                throw new IllegalStateException("the level could not be taken back");
            }
            Waiting.until(() -> gate.check(Intent.OPEN).allowed(), "a recovered scope allows");
        }

        @Override
        public void close()
        {
            running.close();
        }
    }

    /** Just the hop. */
    private static final class RawHop implements Subject
    {
        private final Supplier<IdleStrategy> idle;
        private final ThreadFactory factory;
        private RawConsumer consumer;
        private long number;

        RawHop(final Supplier<IdleStrategy> idle, final ThreadFactory factory)
        {
            this.idle = idle;
            this.factory = factory;
        }

        @Override
        public String name()
        {
            return "rawHop";
        }

        @Override
        public void open()
        {
            consumer = new RawConsumer(idle.get(), factory);
        }

        @Override
        public void run()
        {
            final long mine = ++number;
            consumer.publish(mine);
            Waiting.until(() -> consumer.answer() == mine, "the consumer answers");
        }

        @Override
        public void close()
        {
            consumer.close();
        }
    }
}
