package io.interlock.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@code interlock} in a process of its own, on this JVM's Java. Threading: the test's. */
public final class MainChild implements AutoCloseable
{
    private final Process process;
    private final BufferedReader output;
    private final StringBuilder said = new StringBuilder();

    private MainChild(final Process process)
    {
        this.process = process;
        output = process.inputReader();
    }

    /** Starts an {@code interlock}. */
    public static MainChild start(final String... args) throws IOException
    {
        return of(Main.class, args);
    }

    /** Starts another class. */
    public static MainChild of(final Class<?> main, final String... args) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new MainChild(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads up to the line that has a text; gives that line. */
    public String until(final String part) throws IOException
    {
        String line = output.readLine();
        while (line != null && !line.contains(part))
        {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("%s, after %s", part, said).isNotNull();
        return line;
    }

    /** A line to its stdin. */
    public void row(final String row) throws IOException
    {
        process.getOutputStream().write((row + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Its process. */
    public long pid()
    {
        return process.pid();
    }

    /** SIGTERM; the exit code. */
    public int stop() throws InterruptedException
    {
        // Not Process.destroy(): that would close what it has yet to say.
        process.toHandle().destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException
    {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
    }
}
