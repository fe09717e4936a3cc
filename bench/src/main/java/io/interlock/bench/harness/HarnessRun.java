package io.interlock.bench.harness;

import io.interlock.bench.result.HarnessResults;
import io.interlock.bench.result.Results;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs one harness in this JVM and writes {@code OUTDIR/NAME.json}. Arguments: {@code NAME OUTDIR}. The JVM needs the engine's flags:
 * {@code --add-opens java.base/jdk.internal.misc=ALL-UNNAMED}; {@link HarnessProcess} sets them.
 *
 * <p>Threading: main thread.
 */
public final class HarnessRun
{
    private static final int USAGE = 2;

    private HarnessRun()
    {
    }

    /**
     * Runs.
     *
     * @param args see above; a wrong one exits with 2.
     * @throws Exception where the harness could not measure or the file cannot be written; the JVM then exits with 1 and leaves no file.
     */
    public static void main(final String[] args) throws Exception
    {
        final Harness harness = args.length == 2 ? Harnesses.find(args[0]) : null;
        if (harness == null)
        {
            System.err.println("usage: HarnessRun NAME OUTDIR, NAME being one of " + Harnesses.names());
            System.exit(USAGE);
            return;
        }
        final Path folder = Files.createDirectories(Path.of(args[1]));
        final Results results = new Results();
        harness.run(results, System.err);
        new HarnessResults(results).write(folder.resolve(harness.name() + ".json"));
        // A thread that a library left behind is no reason to stay.
        System.exit(0);
    }
}
