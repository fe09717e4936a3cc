package io.interlock.cli.demo;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.log.LogFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock demo}: a venue, a gateway and the breaker between them, through everything that can go wrong. */
@Command(
    name = "demo",
    description = "Guards a strategy's FIX orders to a paper venue through slow answers, rejects, a crash of the price and more.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nExit code 1 where the breaker breaks one of the demo's promises.")
public final class DemoCommand implements Callable<Integer>
{
    private static final int LONGEST_STAY_S = 86_400;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--headless", description = "No live view, also on a terminal: a line for each thing that happens.")
    private boolean headless;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "" + Pace.USUAL,
        description = "About how long it takes: " + Pace.SHORTEST + " to " + Pace.LONGEST + ". Usually ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--stay", paramLabel = "N", defaultValue = "0", description = "Goes on trading for N more seconds at the end, up to "
        + LONGEST_STAY_S + ": time to try the dashboard's commands. A kill ends it.")
    private int stay;

    @Option(names = "--notify", description = "Also starts a mail server and a webhook's end on 127.0.0.1, has the engine send to both, "
        + "and shows what arrived of each transition.")
    private boolean notifies;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the report as JSON.")
    private Path json;

    @Option(names = "--directory", paramLabel = "DIR", description = "Where the engine writes, and what is left there is kept. "
        + "Without it: a temporary directory, deleted at the end.")
    private Path directory;

    /**
     * The command.
     *
     * @param terminal where it writes: the view and the report on stdout, progress lines on stderr.
     */
    public DemoCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Runs the demo.
     *
     * @return {@link ExitCode#OK}, or {@link ExitCode#FAILED} when a promise is broken.
     * @throws CliException for a directory or file that cannot be used.
     */
    @Override
    public Integer call()
    {
        if (seconds < Pace.SHORTEST || seconds > Pace.LONGEST)
        {
            throw new ParameterException(spec.commandLine(), "--seconds is " + seconds + ": " + Pace.SHORTEST + " to " + Pace.LONGEST
                + " are allowed; the venue's slow answers and the cooldowns need their time");
        }
        if (stay < 0 || stay > LONGEST_STAY_S)
        {
            throw new ParameterException(spec.commandLine(), "--stay is " + stay + ": 0 to " + LONGEST_STAY_S + " seconds are allowed");
        }
        final boolean live = terminal.outIsTty() && !headless && !"dumb".equals(System.getenv("TERM"));
        final Screen screen = live ? new Screen(terminal.out()) : null;
        try (OutputStream file = json == null ? OutputStream.nullOutputStream() : Files.newOutputStream(json);
            Workplace place = Workplace.at(directory))
        {
            final Report report = run(place, screen);
            final PrintWriter out = terminal.outWriter();
            ReportText.lines(report).forEach(out::println);
            ReportJson.write(new ByteSink(file), report);
            report.broken().forEach(one -> terminal.err().println(
                "interlock demo: promise broken: " + one.step() + ": " + one.promise() + ": " + one.found()));
            return report.broken().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
        catch (final IOException e)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot write " + json + ": " + e);
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    private Report run(final Workplace place, final Screen screen) throws InterruptedException
    {
        // Ctrl-C: the terminal as it was, and nothing left behind.
        final Thread hook = new Thread(() ->
        {
            if (screen != null)
            {
                screen.close();
            }
            try
            {
                place.close();
            }
            catch (final UncheckedIOException inUse)
            {
                // The engine still writes while the process ends.
                terminal.err().println("interlock demo: " + inUse.getMessage());
            }
        });
        final LogFile log = logTo(place.path().resolve("demo.log"));
        Runtime.getRuntime().addShutdownHook(hook);
        try
        {
            return new Demo(new Demo.Settings(new Pace(seconds), place.path(), place.kept(), notifies, stay),
                new Viewer.Look(screen, terminal.err(), terminal.color())).run();
        }
        finally
        {
            if (screen != null)
            {
                screen.close();
            }
            removeHook(hook);
            log.close();
        }
    }

    /** The log would run through the picture. */
    private static LogFile logTo(final Path file)
    {
        try
        {
            Files.deleteIfExists(file);
            return LogFile.alone(file);
        }
        catch (final IOException e)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot write " + file + ": " + e);
        }
    }

    private static void removeHook(final Thread hook)
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The process ends: the hook runs already, and cleans up as this thread would have.
            return;
        }
    }
}
