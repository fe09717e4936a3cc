package io.interlock.host.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole engine under a scheduler that a seed drives, with faults everywhere and the law beside it. See {@code docs/simulation.md};
 * {@code -Dinterlock.sim.seed=N} runs one seed, {@code -Dinterlock.sim.steps="..."} given steps under its configuration.
 */
class SimulationTest
{
    private static final int SEEDS = Runs.of(1_000, 100_000);
    private static final int STEPS = Runs.of(1_000, 10_000);
    private static final long FIRST = 1;
    /** Of the long form; the short one does all its seeds. */
    private static final long BOX_NS = TimeUnit.MINUTES.toNanos(Long.getLong("interlock.sim.minutes", 6));
    /** Of each fault; the box is up to twice as long where one has not happened as often. */
    private static final long ENOUGH = Runs.of(10, 1_000);
    private static final long FILES_FROM = 900_001;
    private static final int FILES_STEPS = 400;
    private static final int FILES_LIFE = 70;
    private static final int MOST_SHRINKS = 400;
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    private Path temp;
    private final FaultCounts counts = new FaultCounts();
    private final AtomicLong next = new AtomicLong(FIRST);
    private final AtomicLong done = new AtomicLong();
    private Quiet quiet;

    @BeforeEach
    void shouldBeQuiet()
    {
        quiet = new Quiet();
    }

    @AfterEach
    void shouldBeLoudAgain()
    {
        quiet.close();
    }

    /** Its files are small and many: in memory where there is such a place. */
    private Path folder() throws IOException
    {
        return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "interlock-sim") : temp;
    }

    private static void delete(final Path folder) throws IOException
    {
        if (folder.startsWith(MEMORY))
        {
            try (Stream<Path> files = Files.walk(folder))
            {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
                {
                    Files.delete(file);
                }
            }
        }
    }

    /** Steps that a person has given, or those of the seed. */
    private static List<Step> steps(final long seed)
    {
        final String given = System.getProperty("interlock.sim.steps");
        return given == null ? Step.of(seed, STEPS) : Step.parse(given);
    }

    private void one(final Simulation simulation, final long seed)
    {
        final List<Step> steps = steps(seed);
        final InvariantBroken broken = simulation.find(seed, steps, Mutation.NONE);
        if (broken != null)
        {
            final int[] tries = {0};
            final List<Step> least = Shrunk.of(broken.upTo(steps),
                some -> tries[0]++ < MOST_SHRINKS && simulation.find(seed, some, Mutation.NONE) != null);
            fail("seed " + seed + ": " + broken.getMessage() + "\nshrunk to " + least.size() + " of " + steps.size()
                + " steps; again with -Dinterlock.sim.seed=" + seed + " -Dinterlock.sim.steps=\"" + Step.text(least) + "\"", broken);
        }
        done.incrementAndGet();
    }

    private Void many(final Path folder) throws IOException
    {
        final Path own = Files.createTempDirectory(folder, "worker");
        final long startNs = System.nanoTime();
        for (long seed = next.getAndIncrement(); seed < FIRST + SEEDS; seed = next.getAndIncrement())
        {
            final long tookNs = System.nanoTime() - startNs;
            if (Runs.nightly() && tookNs > BOX_NS && (least() >= ENOUGH || tookNs > 2 * BOX_NS))
            {
                break;
            }
            final Simulation simulation = new Simulation(own);
            one(simulation, seed);
            counts.add(simulation.counts());
        }
        return null;
    }

    private long least()
    {
        return Stream.of(FaultPoint.values()).mapToLong(counts::of).min().orElse(0);
    }

    @Test
    void shouldBreakNoInvariantWhateverGoesWrong() throws Exception
    {
        final Path folder = folder();
        try
        {
            final Long seed = Long.getLong("interlock.sim.seed");
            if (seed != null)
            {
                one(new Simulation(folder), seed);
                return;
            }
            run(folder);
        }
        finally
        {
            delete(folder);
        }
        for (final FaultPoint point : FaultPoint.values())
        {
            assertThat(counts.of(point)).as("how often " + point + " happened").isGreaterThanOrEqualTo(ENOUGH);
        }
        Runs.done("seeds simulated, of " + STEPS + " events each", done.get(), counts.events() + " events, " + counts.lives()
            + " lives, " + counts.transitions() + " transitions, 0 invariants broken");
        for (final FaultPoint point : FaultPoint.values())
        {
            Runs.done("simulated: " + point, counts.of(point), "0 invariants broken");
        }
    }

    private void run(final Path folder) throws Exception
    {
        final int cores = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        final ExecutorService workers = Executors.newFixedThreadPool(cores);
        try
        {
            final List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < cores; i++)
            {
                all.add(workers.submit(() -> many(folder)));
            }
            for (final Future<Void> each : all)
            {
                each.get();
            }
        }
        catch (final ExecutionException failed)
        {
            if (failed.getCause() instanceof AssertionError broken)
            {
                throw broken;
            }
            throw failed;
        }
        finally
        {
            // Where one has failed the others end with the seed that they are at: what they use is about to be deleted.
            next.set(FIRST + SEEDS);
            workers.shutdown();
            workers.awaitTermination(2, TimeUnit.MINUTES);
        }
    }

    /** With a kill or a stop now and then, which are what the real files are there for. */
    private static List<Step> withEnds(final List<Step> steps)
    {
        final List<Step> ends = new ArrayList<>(steps);
        for (int i = FILES_LIFE; i < ends.size(); i += FILES_LIFE)
        {
            final int number = ends.get(i).number();
            ends.set(i, new Step((number & 3) == 0 ? Step.Turn.STOP : Step.Turn.CRASH, number));
        }
        return ends;
    }

    /** The same over Chronicle's files and the state file on a real disk, as far as that disk does what it should. */
    @Test
    void shouldBreakNoInvariantOnRealFiles() throws Exception
    {
        final Simulation simulation = new Simulation(temp);
        final int seeds = Runs.of(4, 200);
        for (long seed = FILES_FROM; seed < FILES_FROM + seeds; seed++)
        {
            simulation.runOnFiles(seed, withEnds(Step.of(seed, FILES_STEPS)));
        }
        Runs.done("seeds simulated on real files, of " + FILES_STEPS + " events each", seeds,
            simulation.counts().lives() + " lives, 0 invariants broken");
    }

    @Test
    void shouldDoTheSameForTheSameSeed() throws Exception
    {
        final Path folder = folder();
        try
        {
            final List<String> seen = new ArrayList<>();
            for (int i = 0; i < 2; i++)
            {
                final Simulation simulation = new Simulation(folder);
                for (long seed = 5_001; seed <= 5_005; seed++)
                {
                    simulation.run(seed, Step.of(seed, 400), Mutation.NONE);
                }
                seen.add(simulation.counts() + " " + simulation.counts().transitions() + " " + simulation.counts().lives());
            }
            assertThat(seen.get(1)).isEqualTo(seen.get(0));
        }
        finally
        {
            delete(folder);
        }
    }

    @Test
    void shouldReadBackTheStepsThatItPrints()
    {
        final List<Step> steps = Step.of(7, 200);
        assertThat(Step.parse(Step.text(steps))).isEqualTo(steps);
        final Map<Step.Turn, Long> turns = Step.of(7, 20_000).stream().collect(
            Collectors.groupingBy(Step::turn, Collectors.counting()));
        assertThat(turns).hasSize(Step.Turn.values().length);
    }
}
