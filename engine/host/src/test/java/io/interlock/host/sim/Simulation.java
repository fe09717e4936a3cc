package io.interlock.host.sim;

import io.interlock.config.BreakerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Runs simulations: of a seed, or of given steps under the configuration of a seed. The same seed does the same every time.
 *
 * <p>Threading: one thread for each object.
 */
final class Simulation
{
    private final Path folder;
    private final FaultCounts counts = new FaultCounts();
    private int runs;

    /** In a folder of its own, below one that is there. */
    Simulation(final Path folder)
    {
        this.folder = folder;
    }

    FaultCounts counts()
    {
        return counts;
    }

    /** Throws {@link InvariantBroken} where something is. */
    void run(final long seed, final List<Step> steps, final Mutation mutation)
    {
        final Path directory = folder.resolve("engine-" + runs++);
        try
        {
            run(seed, steps, directory, null, mutation);
        }
        finally
        {
            delete(directory);
        }
    }

    /** Over the product's own files, with kills and stops alone. */
    void runOnFiles(final long seed, final List<Step> steps)
    {
        final Path directory = folder.resolve("files-" + runs++);
        try
        {
            run(seed, steps, directory, new RealFiles(directory), Mutation.NONE);
        }
        finally
        {
            delete(directory);
        }
    }

    private void run(final long seed, final List<Step> steps, final Path directory, final RealFiles files, final Mutation mutation)
    {
        final BreakerConfig law = SimConfigs.of(new SplittableRandom(seed));
        new World(law, directory, files, mutation, counts).run(steps);
    }

    /** What is broken; null for nothing. */
    InvariantBroken find(final long seed, final List<Step> steps, final Mutation mutation)
    {
        try
        {
            run(seed, steps, mutation);
            return null;
        }
        catch (final InvariantBroken broken)
        {
            return broken;
        }
    }

    private static void delete(final Path directory)
    {
        if (!Files.exists(directory))
        {
            return;
        }
        try (Stream<Path> files = Files.walk(directory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }
}
