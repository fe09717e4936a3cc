package io.interlock.bench.harness;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A guarded trade at 50,000 a second, from the time that it is due to its end: permission, nothing in between, the result reported. Ours is
 * a check and a fill by an exclusive reporter, healthy, so that it goes to a lane. {@code control} is the same loop around nothing: what
 * it shows is the clock and what the host does to any thread. Peers keep 300 s of results, with the clocks that they come with.
 *
 * <p>It does not measure how many trades a second are possible, trades of several threads, or breaches. The engine runs during its own
 * blocks alone: what its threads cost is in our numbers and in nobody else's.
 *
 * <p>Threading: one thread, and the engine's.
 */
final class TradeHarness implements Harness
{
    private static final long LATENCY_NS = 1_500_000;
    private static final OpenLoop.Pace PACE = new OpenLoop.Pace(20_000, 10_000, 500);
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 200_000;

    private final double scale;

    TradeHarness()
    {
        this(1);
    }

    /** For tests: a part of the warm-up and of the rounds. */
    TradeHarness(final double scale)
    {
        this.scale = scale;
    }

    @Override
    public String name()
    {
        return "trade";
    }

    @Override
    public void run(final Results results, final PrintStream progress)
    {
        progress.println("trade: five series in turn, 50,000 a second");
        final OpenLoop loop = new OpenLoop(List.of(
            new Guarded(), new Control(), new Resilience4j("resilience4jSync", SlidingWindowSynchronizationStrategy.SYNCHRONIZED),
            new Resilience4j("resilience4jLockFree", SlidingWindowSynchronizationStrategy.LOCK_FREE), new Failsafe()), PACE);
        loop.warmUp((int)(WARM_UP * scale));
        loop.measure((int)Math.max(1, ROUNDS * scale));
        loop.report(results, "tradeLatency", "");
    }

    private static final class Control implements Subject
    {
        @Override
        public String name()
        {
            return "control";
        }

        @Override
        public void run()
        {
            // Nothing is the point.
        }
    }

    private static final class Guarded implements Subject
    {
        private BreakerEngine engine;
        private Gate gate;
        private Reporter reporter;
        private long refused;

        @Override
        public String name()
        {
            return "interlock";
        }

        @Override
        public void open()
        {
            engine = Worlds.launch(false);
            gate = engine.scope("venue").gate();
            reporter = engine.scope("venue").exclusiveReporter();
            refused = 0;
            Waiting.until(() -> gate.check(Intent.OPEN, 0.82).allowed(), "a new engine allows");
        }

        @Override
        public void run()
        {
            if (gate.check(Intent.OPEN, 0.82).allowed())
            {
                reporter.fill(LATENCY_NS, Side.BUY, 50_000.0, 50_001.0);
            }
            else
            {
                refused++;
            }
        }

        @Override
        public void close()
        {
            engine.drain();
            final long events = engine.status().counters().judged();
            engine.close();
            if (refused > 0 || events > 0)
            {
                throw new IllegalStateException(refused + " trades were refused and " + events + " were events: not what is measured");
            }
        }
    }

    private static final class Resilience4j implements Subject
    {
        private final String name;
        private final io.github.resilience4j.circuitbreaker.CircuitBreaker breaker;

        Resilience4j(final String name, final SlidingWindowSynchronizationStrategy strategy)
        {
            this.name = name;
            breaker = Peers.resilience4j(strategy);
        }

        @Override
        public String name()
        {
            return name;
        }

        @Override
        public void run()
        {
            if (breaker.tryAcquirePermission())
            {
                breaker.onSuccess(LATENCY_NS, TimeUnit.NANOSECONDS);
            }
        }
    }

    private static final class Failsafe implements Subject
    {
        private final CircuitBreaker<Object> breaker = Peers.failsafe();

        @Override
        public String name()
        {
            return "failsafe";
        }

        @Override
        public void run()
        {
            if (breaker.tryAcquirePermit())
            {
                breaker.recordSuccess();
            }
        }
    }
}
