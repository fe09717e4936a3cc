package io.interlock.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams of one run and what is known about them: commands write to these and never to {@code System.out}. Text is UTF-8 whatever the
 * locale says, so that what a script reads does not depend on the host.
 *
 * <p>Threading: the main thread.
 *
 * @param in       data in; not buffered.
 * @param out      data out; not buffered, so that a failed write is seen where it happens.
 * @param err      everything else.
 * @param outIsTty whether a person looks at {@code out}.
 * @param errIsTty whether a person looks at {@code err}.
 * @param color    whether colour is wanted on {@code out}.
 * @param environment variables; secrets may be among them.
 */
public record Terminal(
    InputStream in, OutputStream out, PrintStream err, boolean outIsTty, boolean errIsTty, boolean color, Map<String, String> environment)
{
    /** The launcher's answer to {@code test -t 1}. */
    public static final String OUT_TTY_PROPERTY = "interlock.tty.out";
    /** The launcher's answer to {@code test -t 2}. */
    public static final String ERR_TTY_PROPERTY = "interlock.tty.err";

    /** The launcher's answer to {@code test -t 0}. */
    public static final String IN_TTY_PROPERTY = "interlock.tty.in";

    private static final int FIRST_JDK_WITH_A_CONSOLE_ALWAYS = 22;

    /**
     * Streams without an environment.
     *
     * @param in       data in.
     * @param out      data out.
     * @param err      everything else.
     * @param outIsTty whether a person looks at {@code out}.
     * @param errIsTty whether a person looks at {@code err}.
     * @param color    whether colour is wanted on {@code out}.
     */
    public Terminal(
        final InputStream in, final OutputStream out, final PrintStream err, final boolean outIsTty, final boolean errIsTty,
        final boolean color)
    {
        this(in, out, err, outIsTty, errIsTty, color, Map.of());
    }

    /**
     * The streams of this process.
     *
     * @param environment variables; {@code NO_COLOR} (set and not empty) and {@code TERM=dumb} switch colour off.
     * @return never null.
     */
    public static Terminal ofProcess(final Map<String, String> environment)
    {
        final boolean outIsTty = isTty(OUT_TTY_PROPERTY);
        final String noColor = environment.getOrDefault("NO_COLOR", "");
        final boolean color = outIsTty && noColor.isEmpty() && !"dumb".equals(environment.get("TERM"));
        final PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(
            System.in, new FileOutputStream(FileDescriptor.out), err, outIsTty, isTty(ERR_TTY_PROPERTY), color, environment);
    }

    /** Its streams and switches; what is in the environment is shown to nobody. */
    @Override
    public String toString()
    {
        return "Terminal[outIsTty=" + outIsTty + ", errIsTty=" + errIsTty + ", color=" + color + "]";
    }

    private static boolean isTty(final String property)
    {
        final String told = System.getProperty(property);
        if (told != null)
        {
            return Boolean.parseBoolean(told);
        }
        // Without the launcher only the pair of stdin and stdout is known, and from JDK 22 on a console is there even without a terminal.
        final Console console = System.console();
        return console != null && Runtime.version().feature() < FIRST_JDK_WITH_A_CONSOLE_ALWAYS;
    }

    /**
     * Whether a person can be asked: one reads what is written on {@code err}, and answers on {@code in}.
     *
     * @return false in a script or a pipe.
     */
    public boolean canAsk()
    {
        return errIsTty && !"false".equals(System.getProperty(IN_TTY_PROPERTY));
    }

    /**
     * A writer of text on {@link #out()}.
     *
     * @return flushes at each line end.
     */
    public PrintWriter outWriter()
    {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /**
     * A writer of text on {@link #err()}.
     *
     * @return flushes at each line end.
     */
    public PrintWriter errWriter()
    {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }
}
