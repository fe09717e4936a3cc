package io.interlock.cli.simulate;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ConfigOption;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.ProgressLine;
import io.interlock.cli.Terminal;
import io.interlock.cli.Version;
import io.interlock.cli.stream.CsvReader;
import io.interlock.cli.stream.DecisionOutput;
import io.interlock.cli.stream.JsonOutput;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.cli.stream.RowSource;
import io.interlock.cli.stream.TimelineOutput;
import io.interlock.config.BreakerConfig;
import io.interlock.core.text.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock simulate}. */
@Command(
    name = "simulate",
    description = "Feeds a recorded metric stream (CSV) through the real state machine in virtual time.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
        "%nThe columns are time_ms,scope,event,a,b,text, with that header, in time order.",
        "A malformed line stops with exit code 3 and FILE:LINE: what is wrong.",
        "With --from: summaries become so many successes, the worst latency and slippage; what no row can say becomes a note."})
public final class SimulateCommand implements Callable<Integer>
{
    private static final String STDIN = "-";
    private static final int LONGEST_NAME = 4096;

    private final Terminal terminal;

    @ArgGroup(exclusive = true)
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "One JSON object a line instead of a timeline.")
    private boolean json;

    @Option(names = "--from", paramLabel = "DIR", description = "Writes the recording of an engine's directory as rows, and simulates "
        + "nothing: to be cut, edited, kept, and simulated.")
    private Path from;

    @Parameters(paramLabel = "FILE.csv", arity = "0..1", description = "What to read; - or nothing: stdin.")
    private String given;

    private String file;

    @Spec
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param terminal where it reads and writes.
     */
    public SimulateCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Runs the simulation.
     *
     * @return {@link ExitCode#OK} at the end of the stream.
     * @throws CliException with {@link ExitCode#BAD_INPUT} for what cannot be read, {@link ExitCode#USAGE} for an unknown preset.
     */
    @Override
    public Integer call()
    {
        if (from != null)
        {
            if (given != null || json || config.isGiven())
            {
                throw new ParameterException(
                    spec.commandLine(), "--from writes rows, and takes neither a file nor --json, --config, --preset");
            }
            return new Export(terminal, from).run();
        }
        file = given == null ? STDIN : given;
        final BreakerConfig breaker = config.load("default");
        final PlainOutput out = new PlainOutput(terminal.out());
        final ByteSink sink = new ByteSink(out);
        final DecisionOutput output = json ? new JsonOutput(sink) : new TimelineOutput(sink, terminal.color());
        try (InputStream in = open())
        {
            return run(breaker, in, output);
        }
        catch (final IOException | UncheckedIOException e)
        {
            if (out.failure() == null)
            {
                throw new CliException(ExitCode.BAD_INPUT, "cannot read " + CleanText.line(file, LONGEST_NAME) + ": " + why(e));
            }
            if (!out.isBrokenPipe())
            {
                throw new CliException(ExitCode.FAILED, "cannot write the result: " + out.failure().getMessage());
            }
            // Whoever read us has seen enough: no word about it.
            return ExitCode.FAILED;
        }
    }

    private int run(final BreakerConfig breaker, final InputStream in, final DecisionOutput output) throws IOException
    {
        final ProgressLine progress = new ProgressLine(terminal);
        try
        {
            new Simulation(breaker, new CsvReader(in, output::flush), output, rows -> told(progress, rows)).run();
            return ExitCode.OK;
        }
        catch (final MalformedLineException e)
        {
            output.flush();
            progress.clear();
            terminal.err().println(CleanText.line(file, LONGEST_NAME) + ":" + e.line() + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
        finally
        {
            output.flush();
            progress.clear();
        }
    }

    /** Only where it does not cut through the output. */
    private void told(final ProgressLine progress, final long rows)
    {
        if (!terminal.outIsTty() && progress.isDue())
        {
            progress.show(rows + " rows");
        }
    }

    private InputStream open() throws IOException
    {
        try
        {
            return STDIN.equals(file) ? terminal.in() : RowSource.open(Path.of(file));
        }
        catch (final InvalidPathException e)
        {
            throw new IOException("that is no file name", e);
        }
    }

    private static String why(final Exception e)
    {
        if (e instanceof NoSuchFileException)
        {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    }
}
