package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long a fresh JVM takes to the first check that allows an OPEN: the median of some JVMs, each started by itself.
 * {@code start.firstCheck} runs from the entry of {@code main}: configuration, launch with a new directory, a scope, its gate.
 * {@code start.jvmToFirstCheck} runs from before this process asks the system for a new one, so it holds the JVM's own start too.
 *
 * <p>It does not measure a start from a slow or cold disk, nor a recovery: the directory is new.
 *
 * <p>Threading: one thread.
 */
final class StartHarness implements Harness
{
    private static final int JVMS = 5;
    private static final long DEADLINE_S = 60;
    private static final double NANOS_PER_MILLI = 1e6;

    private final int jvms;

    StartHarness()
    {
        this(JVMS);
    }

    /** For tests: fewer JVMs. */
    StartHarness(final int jvms)
    {
        this.jvms = jvms;
    }

    @Override
    public String name()
    {
        return "start";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException, InterruptedException
    {
        final double[] fromMain = new double[jvms];
        final double[] fromStart = new double[jvms];
        for (int i = 0; i < jvms; i++)
        {
            final long wallMs = System.currentTimeMillis();
            final String[] said = ask();
            fromMain[i] = Long.parseLong(said[0]) / NANOS_PER_MILLI;
            fromStart[i] = Long.parseLong(said[1]) - wallMs;
        }
        progress.println("start: first checks after " + Arrays.toString(fromMain) + " ms of main");
        results.row("start.firstCheck", median(fromMain), "ms");
        results.row("start.jvmToFirstCheck", median(fromStart), "ms");
    }

    private static double median(final double[] values)
    {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String[] ask() throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(ChildJvm.command(StartProbe.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            final String line = out.readLine();
            if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS) || process.exitValue() != 0 || line == null)
            {
                throw new IOException("a JVM that was to start an engine failed, having said: " + line);
            }
            return line.split(" ");
        }
        finally
        {
            process.destroyForcibly();
        }
    }
}
