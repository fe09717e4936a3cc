package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Off-heap memory by scope and by lane, as the JVM counts it (direct and mapped buffers together): an engine with 4,096 scopes beside one
 * with 64, and a thousand reporters more. And the heap that is left after a collection when ten and a hundred million events were judged,
 * 40 us of virtual time apart, so that every window is full at the first count; as many reports went into a lane.
 *
 * <p>Threading: the caller's, beside the engine's threads.
 */
final class MemoryHarness implements Harness
{
    private static final int FEW = 64;
    private static final int MANY = 4_096;
    private static final int REPORTERS = 1_000;
    private static final int MILLION = 1_000_000;
    private static final long STEP_NS = 40_000;
    private static final int JUDGED_SCOPES = 64;

    @Override
    public String name()
    {
        return "memory";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException
    {
        final double few = engineBytes(FEW);
        final double many = engineBytes(MANY);
        results.row("memory.scope", (many - few) / (MANY - FEW), "B");
        results.row("memory.lane", laneBytes(), "B");
        flat(results, progress);
    }

    private static double offHeapBytes()
    {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    /** An engine with a directory of its own, with room for exactly so many scopes, all of them made. */
    private static double engineBytes(final int scopes) throws IOException
    {
        final Path directory = Files.createTempDirectory("interlock-memory");
        final double before = offHeapBytes();
        final BreakerConfig config = ConfigLoader.load("bench", "engine: { stale-limit: 60s, max-scopes: " + scopes + " }");
        try (BreakerEngine engine = BreakerEngine.launch(new EngineContext().config(config).directory(directory)))
        {
            for (int i = 1; i < scopes; i++)
            {
                engine.scope("venue-" + i);
            }
            return offHeapBytes() - before;
        }
        finally
        {
            try (var files = Files.walk(directory))
            {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static double laneBytes()
    {
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final var scope = engine.scope("venue");
            scope.exclusiveReporter();
            final double before = offHeapBytes();
            final List<Reporter> kept = new ArrayList<>();
            for (int i = 0; i < REPORTERS; i++)
            {
                kept.add(scope.exclusiveReporter());
            }
            return (offHeapBytes() - before) / kept.size();
        }
    }

    private static void flat(final Results results, final PrintStream progress)
    {
        final BreakerConfig config = Worlds.config("");
        final BreakerStateMachine machine = new BreakerStateMachine(config);
        for (int i = 1; i <= JUDGED_SCOPES; i++)
        {
            machine.addScope(new ScopeDefinition(i, 0, "venue-" + i, config.scope("venue-" + i)));
        }
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final Reporter reporter = engine.scope("venue").exclusiveReporter();
            final InputEvent event = new InputEvent();
            long timeNs = 1;
            for (int millions = 1; millions <= 100; millions++)
            {
                for (int i = 0; i < MILLION; i++)
                {
                    timeNs += STEP_NS;
                    machine.apply(event(event, i), timeNs, NoEffects.INSTANCE);
                    reporter.fill(i, Side.BUY, 50_000.0, 50_001.0);
                }
                if (millions == 10 || millions == 100)
                {
                    results.row("memory.heapAfter" + millions + "M", heapBytes(), "B");
                    progress.println("memory: " + millions + " million events");
                }
            }
            engine.drain();
        }
    }

    private static InputEvent event(final InputEvent event, final int i)
    {
        final int scope = 1 + i % JUDGED_SCOPES;
        return switch (i >> 6 & 7)
        {
            case 0 -> event.apiLatency(scope, 1_500_000 + i);
            case 1 -> event.plain(InputKind.ORDER_FAILURE, scope);
            case 2 -> event.equity(scope, 100_000.0 + i % 1_000);
            case 3 -> event.slippage(scope, Side.BUY, 50_000.0, 50_001.0);
            default -> event.fill(scope, 1_500_000, Side.BUY, 50_000.0, 50_001.0);
        };
    }

    /** What is left after collections: the least of some, since other threads go on. */
    private static double heapBytes()
    {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 4; i++)
        {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
