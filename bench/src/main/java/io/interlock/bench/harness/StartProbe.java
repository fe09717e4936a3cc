package io.interlock.bench.harness;

import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.gate.Gate;
import io.interlock.core.model.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts an engine and says on standard output when its gate first allowed an OPEN: nanoseconds since {@code main} was entered, and the
 * wall time in milliseconds.
 *
 * <p>Threading: main thread.
 */
public final class StartProbe
{
    private StartProbe()
    {
    }

    /**
     * Runs.
     *
     * @param args none.
     * @throws IOException where there is no room for a directory.
     */
    public static void main(final String[] args) throws IOException
    {
        final long enteredNs = System.nanoTime();
        final Path directory = Files.createTempDirectory("interlock-start");
        try (BreakerEngine engine = BreakerEngine.launch(ConfigLoader.load("start", "preset: production"), directory.resolve("engine")))
        {
            final Gate gate = engine.scope("venue").gate();
            Waiting.until(() -> gate.check(Intent.OPEN, 0.82).allowed(), "a new engine allows");
            final long tookNs = System.nanoTime() - enteredNs;
            System.out.println(tookNs + " " + System.currentTimeMillis());
        }
        finally
        {
            delete(directory);
        }
    }

    static void delete(final Path directory) throws IOException
    {
        final List<Path> all;
        try (Stream<Path> found = Files.walk(directory))
        {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path path : all)
        {
            Files.delete(path);
        }
    }
}
