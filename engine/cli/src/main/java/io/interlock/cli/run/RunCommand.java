package io.interlock.cli.run;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.log.LogFile;
import io.interlock.cli.settings.BadTemplates;
import io.interlock.cli.settings.KnownHosts;
import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.JsonOutput;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.cli.stream.RowSource;
import io.interlock.cli.stream.TimelineOutput;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigError;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.host.UncaughtErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interlock run}. */
@Command(
    name = "run",
    description = "The engine with its journal, for gateways that are not in this JVM. Runs until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
        "%nGateways check through DIR/gate.dat; 'interlock status', 'stat' and 'operator --directory DIR' work on it too. Transitions and "
            + "the answers to 'check' rows go to stdout, what is wrong to stderr.",
        "%nReports come as rows of CSV, with the columns and the header of 'simulate'; their time is not looked at. A row that is none is "
            + "refused, told as FILE:LINE and raised as an issue (one a second at most), and the engine goes on. At the end of the input "
            + "it goes on as well, without --stop-at-end.",
        "%nA stop by SIGTERM or Ctrl-C is a planned one, exit code 0. Exit code 3 where configuration, directory or input cannot be used, "
            + "as where another engine has the directory, 70 "
            + "where the JVM could not even judge a critical error any more, as without memory: started again, it comes back at SHUTDOWN."})
public final class RunCommand implements Callable<Integer>
{
    private static final String STDIN = "-";
    private static final String PRESET = "production";

    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", required = true,
        description = "Configuration file (YAML); where it names no preset, production holds.")
    private Path config;

    @Option(names = "--directory", paramLabel = "DIR", required = true,
        description = "The engine's data directory, for it alone; made where there is none.")
    private Path directory;

    @Option(names = "--input", paramLabel = "FILE|-",
        description = "Where rows are read: a file, a named pipe, or - for stdin. Without it: nowhere.")
    private String input;

    @Option(names = "--stop-at-end", description = "Stop when the input has ended.")
    private boolean stopAtEnd;

    @Option(names = "--actor", paramLabel = "NAME", defaultValue = "${sys:user.name}",
        description = "Who the commands among the rows are recorded as. Usually ${DEFAULT-VALUE}.")
    private String actor;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it reads and writes.
     */
    public RunCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Runs until it is stopped.
     *
     * @return {@link ExitCode#OK} after a planned stop, {@link ExitCode#FAILED} where the journal does not say that it was planned.
     * @throws CliException with {@link ExitCode#BAD_INPUT} for a configuration, a directory or an input that cannot be used.
     */
    @Override
    public Integer call()
    {
        final BreakerConfig breaker = load();
        try (InputStream in = open(); LogFile log = LogFile.beside())
        {
            EarlyClasses.afterTheLog();
            final Complaints complaints = new Complaints(terminal.err(), STDIN.equals(input) ? "stdin" : String.valueOf(input));
            final ByteSink sink = new ByteSink(terminal.out());
            final LiveOutput output =
                new LiveOutput(json ? new JsonOutput(sink) : new TimelineOutput(sink, terminal.color()), complaints::say);
            final Service service = Service.launch(breaker, directory, output, complaints);
            service.reloadsFrom(config, PRESET);
            open(log, complaints);
            final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
            Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors(service.interlock(), before));
            service.interlock().ownsProcess();
            final Thread hook = new Thread(() -> service.stopAndEnd(log::close), "interlock-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try
            {
                // Only now: whoever waits for it may send SIGTERM at once, and that is a planned stop.
                service.sayReady(directory);
                new UnknownHosts(config, PRESET, new KnownHosts(), service::unknown).start();
                final int code = serve(service, in, output, complaints);
                service.stop();
                return Math.max(code, service.exitCode());
            }
            finally
            {
                service.stop();
                remove(hook);
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot read " + input + ": " + why(unreadable));
        }
    }

    /** Only now: the directory is this engine's, and made. Without the file the engine trades on. */
    private void open(final LogFile log, final Complaints complaints)
    {
        try
        {
            log.open(directory);
        }
        catch (final IOException unwritable)
        {
            complaints.say("the log is on stderr alone: logs/interlock.log in " + directory + " cannot be written: " + unwritable);
        }
    }

    private BreakerConfig load()
    {
        try
        {
            final BreakerConfig breaker = ConfigLoader.load(config, PRESET);
            final List<ConfigError> bad = BadTemplates.of(config, breaker);
            if (!bad.isEmpty())
            {
                throw new CliException(ExitCode.BAD_INPUT, bad.stream().map(ConfigError::format).collect(Collectors.joining("\n")));
            }
            if (!breaker.preset().equals(ConfigLoader.load(config, "default").preset()))
            {
                terminal.err().println("interlock run: " + config + " names no preset: production holds");
            }
            return breaker;
        }
        catch (final ConfigException bad)
        {
            throw new CliException(ExitCode.BAD_INPUT, bad.getMessage());
        }
    }

    private InputStream open() throws IOException
    {
        if (input == null)
        {
            return InputStream.nullInputStream();
        }
        return STDIN.equals(input) ? terminal.in() : RowSource.open(Path.of(input));
    }

    private static String why(final IOException unreadable)
    {
        return unreadable instanceof NoSuchFileException ? "there is no such file" : String.valueOf(unreadable.getMessage());
    }

    private int serve(final Service service, final InputStream in, final LiveOutput output, final Complaints complaints) throws IOException
    {
        if (input != null)
        {
            final CsvReader csv = new CsvReader(in, RunCommand::nothingToShow);
            final LiveInput rows = new LiveInput(csv, service.interlock(), output, complaints, actor);
            service.rows(rows::count);
            try
            {
                rows.run();
            }
            catch (final MalformedLineException header)
            {
                throw new CliException(ExitCode.BAD_INPUT, input + ":" + header.line() + ": " + header.getMessage());
            }
            if (stopAtEnd)
            {
                return ExitCode.OK;
            }
            complaints.say("the input has ended; the engine goes on");
        }
        forever();
        return ExitCode.OK;
    }

    /** What came of the rows so far is out already. */
    private static void nothingToShow()
    {
    }

    /** Until the process is told to stop. */
    private static void forever()
    {
        try
        {
            new CountDownLatch(1).await();
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(final Thread hook)
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        catch (final IllegalStateException ending)
        {
            // The process ends, and the hook with it.
            return;
        }
    }
}
