package io.interlock.bench.harness;

import io.interlock.bench.result.Results;
import io.interlock.bench.suite.Worlds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A recording of ten million events and the journal of the same life, replayed and asked what another configuration had done, in a JVM of
 * its own with 64 MiB of heap. {@code replay.event/*}: time for each recorded event, reading included, the least of three passes;
 * {@code machineAlone}: the same events made and judged without being recorded. {@code replay.heap/*}: the most that is reachable at any
 * time of a replay, of a recording of one million and of ten.
 *
 * <p>It does not measure a cold disk: the recording was written just before and is read from memory.
 *
 * <p>Threading: one thread, and the recording's.
 */
final class ReplayHarness implements Harness
{
    private static final int MILLION = 1_000_000;
    private static final int MANY = 10;
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");
    private static final long DEADLINE_MINUTES = 3;

    private final int million;

    ReplayHarness()
    {
        this(MILLION);
    }

    /** For tests: what counts as a million. */
    ReplayHarness(final int million)
    {
        this.million = million;
    }

    @Override
    public String name()
    {
        return "replay";
    }

    @Override
    public void run(final Results results, final PrintStream progress) throws IOException, InterruptedException
    {
        final Path folder = Files.createTempDirectory("interlock-replay");
        try
        {
            final Path few = folder.resolve("few");
            final Path many = folder.resolve("many");
            Rehearsal.write(few, Worlds.config(), million);
            final long decisions = Rehearsal.write(many, Worlds.config(), MANY * million);
            progress.println("replay: " + MANY * million + " events recorded, " + decisions + " decisions");
            for (final String line : ask(few.toString(), many.toString(), String.valueOf(MANY * million), String.valueOf(decisions)))
            {
                final String[] row = line.split(" ");
                results.row(row[0], Double.parseDouble(row[1]), row[2]);
            }
        }
        finally
        {
            Worlds.delete(folder);
        }
    }

    private static List<String> ask(final String... arguments) throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(ChildJvm.command(SMALL_HEAP, ReplayProbe.class, arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (InputStream out = process.getInputStream();
            BufferedReader reader = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8)))
        {
            final List<String> lines = reader.lines().toList();
            if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0 || lines.isEmpty())
            {
                throw new IOException("a JVM that was to replay a recording failed, having said: " + lines);
            }
            return lines;
        }
        finally
        {
            process.destroyForcibly();
        }
    }
}
