package io.interlock.host.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.model.Intent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The examples in Python, in a process of their own. Threading: the test's. */
final class Python implements AutoCloseable
{
    static final Path EXAMPLES = Path.of("../docs/examples").toAbsolutePath().normalize();
    private static final String DRIVER = """
        import sys
        sys.path.insert(0, sys.argv[1])
        from gate import Gate
        gates = {}
        for line in sys.stdin:
            directory, scope, limit, intent, confidence = line.rstrip("\\n").split("\\t")
            key = (directory, scope, limit)
            if key not in gates:
                gates[key] = Gate(directory, scope, float(limit))
            verdict = gates[key].check(intent, float(confidence) if confidence else None)
            print(verdict.allowed, verdict.size_factor, verdict.reason, verdict.detail, sep="\\t", flush=True)
        """;

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /** What the example answered. */
    record Answer(boolean allowed, double sizeFactor, String reason, String detail)
    {
    }

    private Python(final Process process)
    {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
    }

    private static ProcessBuilder command(final String... command)
    {
        final ProcessBuilder builder = new ProcessBuilder(command);
        // Nothing is left behind beside the examples.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return builder;
    }

    /** Skips the test where there is no Python 3.8 or later. */
    static void assumeInstalled()
    {
        assumeTrue(isInstalled(), "python3 (3.8 or later) is not installed: the examples in Python were not run");
    }

    private static boolean isInstalled()
    {
        try
        {
            final Process found = command("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))").start();
            return found.waitFor(60, TimeUnit.SECONDS) && found.exitValue() == 0;
        }
        catch (final IOException none)
        {
            return false;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Python start() throws IOException
    {
        return new Python(command("python3", "-c", DRIVER, EXAMPLES.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Runs a script to its end; its exit code, a colon and what it said. */
    static String run(final String stdin, final String script, final String... args) throws IOException, InterruptedException
    {
        final List<String> all = new ArrayList<>(List.of("python3", EXAMPLES.resolve(script).toString()));
        all.addAll(List.of(args));
        final Process process = command(all.toArray(String[]::new)).redirectErrorStream(true).start();
        try (BufferedWriter writer = process.outputWriter())
        {
            writer.write(stdin);
        }
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + ":" + said;
    }

    /** Asks the gate object of a directory and a scope, the same one each time. */
    Answer ask(final Path directory, final String scope, final double limitS, final Intent intent, final Double confidence)
        throws IOException
    {
        in.write(directory + "\t" + scope + "\t" + limitS + "\t" + intent + "\t" + (confidence == null ? "" : confidence) + "\n");
        in.flush();
        final String line = out.readLine();
        assertThat(line).as("the example ended").isNotNull();
        final String[] parts = line.split("\t", -1);
        return new Answer("True".equals(parts[0]), Double.parseDouble(parts[1]), parts[2], parts[3]);
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
    }
}
