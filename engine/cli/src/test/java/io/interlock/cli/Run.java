package io.interlock.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the command in this JVM, with what it said. */
public record Run(int exitCode, String out, String err)
{
    /** Runs with text on stdin. */
    public static Run of(final String stdin, final String... args)
    {
        return of(stdin.getBytes(StandardCharsets.UTF_8), args);
    }

    /** Runs with an environment. */
    public static Run in(final Map<String, String> environment, final String... args)
    {
        return of(new byte[0], environment, args);
    }

    /** Runs with bytes on stdin. */
    public static Run of(final byte[] stdin, final String... args)
    {
        return of(stdin, Map.of(), args);
    }

    private static Run of(final byte[] stdin, final Map<String, String> environment, final String... args)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        final Terminal terminal = new Terminal(new ByteArrayInputStream(stdin), out, errStream, false, false, false, environment);
        final int exitCode = Main.run(terminal, args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of stdout. */
    public List<String> lines()
    {
        return out.lines().toList();
    }
}
