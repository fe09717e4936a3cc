package io.interlock.bench.harness;

import io.interlock.bench.result.HarnessResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs a harness in a JVM of its own and reads what it measured. Its progress goes to this process's standard error.
 *
 * <p>Threading: any; blocks.
 */
public final class HarnessProcess
{
    /** Far more than any harness takes. */
    private static final long DEADLINE_MINUTES = 10;

    private HarnessProcess()
    {
    }

    /**
     * Runs one.
     *
     * @param name   of the harness, see {@link Harnesses#all()}.
     * @param folder where its file is kept; created if absent.
     * @return what it measured.
     * @throws IOException          where it failed, hung or left no result.
     * @throws InterruptedException where the caller was; the child is ended.
     */
    public static HarnessResults run(final String name, final Path folder) throws IOException, InterruptedException
    {
        final Path file = folder.resolve(name + ".json");
        Files.createDirectories(folder);
        Files.deleteIfExists(file);
        final ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(HarnessRun.class, name, folder.toString()));
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        final Process process = builder.start();
        try
        {
            if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES))
            {
                throw new IOException("the harness " + name + " did not end within " + DEADLINE_MINUTES + " minutes");
            }
        }
        finally
        {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0)
        {
            throw new IOException("the harness " + name + " failed with exit " + process.exitValue() + "; it says why above");
        }
        return HarnessResults.read(file);
    }
}
