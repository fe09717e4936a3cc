package io.interlock.bench.harness;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Heap bytes that one operation allocates on the calling thread, counted by the JVM over a million operations after a warm-up: exact, in
 * contrast to {@code -prof gc}. Rows {@code bytes.*} in B per operation.
 *
 * <p>It does not count what the engine's own threads allocate for a report that became an event, nor how long anything takes. An
 * exclusive reporter, lanes on, listeners none (they run on threads of their own).
 *
 * <p>Threading: one thread beside the engine's.
 */
final class BytesHarness implements Harness
{
    private static final int OPERATIONS = 1_000_000;
    private static final int PASSES = 3;
    /** Between drains: well below what the ring holds, so that what is published is an event and is not folded. */
    private static final int BATCH = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final Runnable NOTHING = () ->
    {
        // Between batches there is nothing to wait for.
    };

    private final int operations;
    /** What a measured call returned goes here, so that no call is left out as useless. */
    private long sink;

    BytesHarness()
    {
        this(OPERATIONS);
    }

    /** For tests: fewer operations. */
    BytesHarness(final int operations)
    {
        this.operations = operations;
    }

    @Override
    public String name()
    {
        return "bytes";
    }

    @Override
    public void run(final Results results, final PrintStream progress)
    {
        try (BreakerEngine engine = Worlds.launch(false))
        {
            checks(results, engine);
            gathered(results, engine.scope("calm"));
            published(results, engine);
        }
        peers(results);
        progress.println("bytes: " + results.rows().size() + " rows over " + operations + " operations each, sink " + sink);
    }

    private void checks(final Results results, final BreakerEngine engine)
    {
        final Gate gate = engine.scope("venue").gate();
        row(results, "bytes.check", () -> sink += gate.check(Intent.OPEN, 0.82).reason().ordinal(), NOTHING);
        engine.desk().override("venue", true, "bench", "a refusal is measured");
        row(results, "bytes.checkRefused", () -> sink += gate.check(Intent.OPEN, 0.82).reason().ordinal(), NOTHING);
        if (gate.check(Intent.OPEN, 0.82).allowed())
        {
            throw new IllegalStateException("what should have been refused was allowed");
        }
    }

    private void gathered(final Results results, final io.interlock.core.engine.Scope scope)
    {
        final Gate gate = scope.gate();
        final Reporter reporter = scope.exclusiveReporter();
        row(results, "bytes.fill", () -> reporter.fill(1_500_000, Side.BUY, 50_000.0, 50_001.0), NOTHING);
        row(results, "bytes.apiLatency", () -> reporter.apiLatency(1_500_000), NOTHING);
        row(results, "bytes.success", reporter::success, NOTHING);
        row(results, "bytes.slippage", () -> reporter.slippage(Side.BUY, 50_000.0, 50_001.0), NOTHING);
        row(results, "bytes.guardedTrade", () ->
        {
            if (gate.check(Intent.OPEN, 0.82).allowed())
            {
                reporter.fill(1_500_000, Side.BUY, 50_000.0, 50_001.0);
            }
        }, NOTHING);
        row(results, "bytes.fourCalls", () ->
        {
            if (gate.check(Intent.OPEN, 0.82).allowed())
            {
                reporter.apiLatency(1_500_000);
                reporter.success();
                reporter.slippage(Side.BUY, 50_000.0, 50_001.0);
            }
        }, NOTHING);
        if (!gate.check(Intent.OPEN, 0.82).allowed())
        {
            throw new IllegalStateException("what should have been allowed was refused: this is no guarded trade");
        }
    }

    private void published(final Results results, final BreakerEngine engine)
    {
        final Reporter reporter = engine.scope("failing").exclusiveReporter();
        final long before = engine.status().counters().judged();
        row(results, "bytes.failure", () -> reporter.failure("rejected by the venue"), engine::drain);
        if (engine.status().counters().judged() - before < operations)
        {
            throw new IllegalStateException("failures were folded: this is no publishing");
        }
    }

    private void peers(final Results results)
    {
        final var breaker = Peers.resilience4j(SlidingWindowSynchronizationStrategy.LOCK_FREE);
        row(results, "bytes.resilience4jTrade", () ->
        {
            if (breaker.tryAcquirePermission())
            {
                breaker.onSuccess(1_500_000, TimeUnit.NANOSECONDS);
            }
        }, NOTHING);
        final var open = Peers.resilience4j(SlidingWindowSynchronizationStrategy.LOCK_FREE);
        open.transitionToForcedOpenState();
        row(results, "bytes.resilience4jRefused", () -> sink += open.tryAcquirePermission() ? 1 : 0, NOTHING);
        final CircuitBreaker<Object> failsafe = Peers.failsafe();
        row(results, "bytes.failsafeTrade", () ->
        {
            if (failsafe.tryAcquirePermit())
            {
                failsafe.recordSuccess();
            }
        }, NOTHING);
    }

    private void row(final Results results, final String name, final Runnable operation, final Runnable between)
    {
        results.row(name, bytesOf(operation, between), "B");
    }

    /**
     * Bytes of one operation. The least of some passes: what a call allocates comes in each of them, a class that is loaded once or a
     * recompilation in one.
     */
    double bytesOf(final Runnable operation, final Runnable between)
    {
        count(operation, between);
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++)
        {
            least = Math.min(least, count(operation, between));
        }
        return (double)least / operations;
    }

    private long count(final Runnable operation, final Runnable between)
    {
        long allocated = 0;
        for (int done = 0; done < operations; done += BATCH)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < Math.min(BATCH, operations - done); i++)
            {
                operation.run();
            }
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            between.run();
        }
        return allocated;
    }
}
