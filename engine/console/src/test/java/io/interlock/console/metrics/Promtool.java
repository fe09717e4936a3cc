package io.interlock.console.metrics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus's own checker, where it is installed; {@code -Dinterlock.promtool=PATH} names another than the one on the path. */
final class Promtool
{
    private static final String COMMAND = System.getProperty("interlock.promtool", "promtool");
    private static final int SECONDS = 120;

    /** How it ended and what it said. */
    record Result(int exit, String output)
    {
    }

    private Promtool()
    {
    }

    /** Skips the test that asks, and says so, where promtool is not installed. */
    static void assumeInstalled()
    {
        boolean there;
        try
        {
            there = run("", "--version").exit() == 0;
        }
        catch (final IOException absent)
        {
            there = false;
        }
        assumeTrue(there, "SKIPPED: promtool is not installed (Debian: package prometheus): metrics and rules are not checked with it");
    }

    static Result run(final String input, final String... arguments) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        final Path said = Files.createTempFile("promtool", ".txt");
        try
        {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            try (OutputStream in = process.getOutputStream())
            {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            catch (final IOException gone)
            {
                // One that reads nothing may have ended already; its exit says whether all is well.
                if (process.isAlive())
                {
                    throw gone;
                }
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
                throw new IOException("promtool did not end within " + SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        }
        catch (final InterruptedException stopped)
        {
            throw new IOException(stopped);
        }
        finally
        {
            Files.deleteIfExists(said);
        }
    }
}
