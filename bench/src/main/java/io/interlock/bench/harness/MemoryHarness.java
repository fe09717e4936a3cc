package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Side;
import io.interlock.core.report.Reporter;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory. {@code memory.scope}: off-heap bytes that a scope adds, its line of gate words, its shared reporter with a lane and its part of
 * the mapped file included: the difference between an engine of many scopes and one of few, by the JVM's own count of direct and mapped
 * buffers. {@code memory.lane}: what an exclusive reporter adds, likewise. {@code memory.heapAfter10M} and {@code 100M}: what is still
 * reachable after so many events, most of them judged by a machine alone, the rest reported to a live engine, to lanes and through the
 * ring, with breaches and recoveries in both.
 *
 * <p>It does not measure heap objects of a scope, thread stacks, or what the allocator of the system adds to a buffer.
 *
 * <p>Threading: one thread, and the engine's.
 */
final class MemoryHarness implements Harness
{
    private static final int MANY = 2_048;
    private static final int FEW = 16;
    private static final int MILLIONS = 1_000_000;
    private static final int FIRST_MILLIONS = 10;
    private static final int LAST_MILLIONS = 100;
    private static final int COLLECTIONS = 5;
    private static final String VENUE = "calm";
    private static final String NOISY = "noisy";

    /** Of each million: to a lane, and breaches through the ring; a recovery for so many breaches. The rest is the machine's. */
    private static final int LANE = 100_000;
    private static final int CYCLES = 40;
    private static final int BREACHES = 25;
    private static final long BREACH_NS = 2_000_000_000L;

    private final int million;

    MemoryHarness()
    {
        this(MILLIONS);
    }

    /** For tests: what counts as a million. */
    MemoryHarness(final int million)
    {
        this.million = million;
    }

    @Override
    public String name()
    {
        return "memory";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException
    {
        scopes(results);
        lanes(results);
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final MachineLoad load = new MachineLoad(Worlds.config());
            events(engine, load, FIRST_MILLIONS);
            results.row("memory.heapAfter10M", retained(), "B");
            progress.println("memory: 10 M events, " + load);
            events(engine, load, LAST_MILLIONS - FIRST_MILLIONS);
            results.row("memory.heapAfter100M", retained(), "B");
            progress.println("memory: 100 M events, " + load);
        }
    }

    private static void scopes(final Results results) throws IOException
    {
        results.row("memory.scope", (double)(engineOf(MANY) - engineOf(FEW)) / (MANY - FEW), "B");
    }

    /** Off-heap bytes of a running engine with so many scopes, the root counted. */
    private static long engineOf(final int scopes) throws IOException
    {
        final BreakerConfig config = ConfigLoader.load("bench", "engine: { stale-limit: 60s, max-scopes: " + scopes + " }");
        final Path directory = Files.createTempDirectory("interlock-memory");
        final long before = offHeap();
        try (BreakerEngine engine = BreakerEngine.launch(config, directory.resolve("engine")))
        {
            for (int i = 1; i < scopes; i++)
            {
                engine.scope("venue-" + i);
            }
            return offHeap() - before;
        }
        finally
        {
            StartProbe.delete(directory);
        }
    }

    private static void lanes(final Results results)
    {
        try (BreakerEngine engine = Worlds.launch(false))
        {
            final Scope scope = engine.scope(VENUE);
            final Reporter[] reporters = new Reporter[MANY];
            final long before = offHeap();
            for (int i = 0; i < MANY; i++)
            {
                reporters[i] = scope.exclusiveReporter();
                reporters[i].success();
            }
            results.row("memory.lane", (double)(offHeap() - before) / MANY, "B");
        }
    }

    /** What no longer has an owner is given back first, so that it does not hide what is new. */
    private static long offHeap()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++)
        {
            System.gc();
            least = Math.min(least, ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum());
        }
        return least;
    }

    private static long retained()
    {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++)
        {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private void events(final BreakerEngine engine, final MachineLoad load, final int millions)
    {
        final Reporter calm = engine.scope(VENUE).exclusiveReporter();
        final Reporter noisy = engine.scope(NOISY).exclusiveReporter();
        for (int i = 0; i < millions; i++)
        {
            for (int j = 0; j < LANE; j++)
            {
                calm.fill(1_500_000, Side.BUY, 50_000.0, 50_001.0);
            }
            for (int cycle = 0; cycle < CYCLES; cycle++)
            {
                for (int breach = 0; breach < BREACHES; breach++)
                {
                    noisy.apiLatency(BREACH_NS);
                }
                if (!engine.desk().forceRecovery(NOISY, "bench", "next breach").accepted())
                {
                    throw new IllegalStateException("the level could not be taken back");
                }
            }
            load.run(million - LANE - CYCLES * BREACHES);
        }
        engine.drain();
    }
}
