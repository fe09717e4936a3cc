package io.interlock.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of the distribution's own start script, on this JVM's Java. Threading: one thread. */
public final class Launched implements AutoCloseable
{
    private final List<Process> processes = new ArrayList<>();

    /**
     * Starts {@code interlock}.
     *
     * @param script of the distribution.
     * @param err    where stderr goes; null for stdout.
     * @param args   of the command.
     * @return running; killed by {@link #close()} at the latest.
     * @throws IOException where it cannot be started.
     */
    public Process start(final Path script, final Path err, final String... args) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        final ProcessBuilder builder = new ProcessBuilder(command);
        if (err == null)
        {
            builder.redirectErrorStream(true);
        }
        else
        {
            builder.redirectError(err.toFile());
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        final Process process = builder.start();
        processes.add(process);
        return process;
    }

    @Override
    public void close()
    {
        processes.forEach(Process::destroyForcibly);
    }
}
