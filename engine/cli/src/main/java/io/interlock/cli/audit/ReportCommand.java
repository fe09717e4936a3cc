package io.interlock.cli.audit;

import io.interlock.cli.CliException;
import io.interlock.cli.ConfigOption;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.ProgressLine;
import io.interlock.cli.Terminal;
import io.interlock.cli.Unreadable;
import io.interlock.cli.Version;
import io.interlock.cli.replay.RecordingInput;
import io.interlock.config.BreakerConfig;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.replay.Progress;
import io.interlock.journal.replay.WhatIf;
import io.interlock.journal.replay.WhatIfWords;
import io.interlock.journal.report.InputFeed;
import io.interlock.journal.report.InputsSource;
import io.interlock.journal.report.JournalFeed;
import io.interlock.journal.report.ReportData;
import io.interlock.journal.report.ReportFile;
import io.interlock.journal.report.ReportPage;
import io.interlock.journal.report.ReportRange;
import io.interlock.journal.report.WhatIfView;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock report}. */
@Command(
    name = "report",
    description = "Writes what happened as one page of HTML that opens without a network: levels over time, each transition with its "
        + "cause, safety actions, operators, and what to check.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nWith --config or --preset: what had been under that configuration is shown beside it (of the whole recording of inputs).%n"
        + "It works while an engine writes, and on a copy; nothing in DIR is changed. The path of the page goes to stderr. Exit "
        + "code 1 where the journal is not whole (the page is written all the same, and says where), 3 where there is no journal, an empty "
        + "one, one of another version, or no record in the time that was asked for.")
public final class ReportCommand implements Callable<Integer>
{
    private static final String STDOUT = "-";
    private static final long SILENT_NS = 1_000_000_000L;
    /** A clock is read once for so many records. */
    private static final long EACH = 1_024;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final InputsSource inputs;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory of an engine, or of its journal.")
    private Path directory;

    @Option(names = "--from", paramLabel = "WHEN", description = "Begin at a time with its offset (2026-11-26T08:00:00Z), so long ago "
        + "(90s, 15m, 2h, 3d), or at a record's sequence number (120).")
    private String from;

    @Option(names = "--to", paramLabel = "WHEN", description = "End there; the forms are those of --from.")
    private String to;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Where to write; - is stdout. Where it is not given: "
        + "interlock-report-TIME.html in the working directory, with the time of the first record.")
    private String file;

    @ArgGroup(exclusive = true)
    private final ConfigOption whatIf = new ConfigOption();

    @Option(names = "--key", paramLabel = "FILE", description = "Key that the records are sealed with.")
    private Path key;

    /**
     * The command.
     *
     * @param terminal where it writes.
     * @param inputs   where inputs are recorded.
     */
    public ReportCommand(final Terminal terminal, final InputsSource inputs)
    {
        this.terminal = terminal;
        this.inputs = inputs;
    }

    /**
     * Writes the report.
     *
     * @return {@link ExitCode#FAILED} where the journal is not whole.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is nothing to tell of.
     */
    @Override
    public Integer call()
    {
        final ReportData data = new ReportData(
            new ReportData.About(directory.toString(), "interlock " + Version.number(), System.currentTimeMillis(), ""), range());
        final ProgressLine progress = new ProgressLine(terminal, System::nanoTime, SILENT_NS);
        try (ChronicleSource source = JournalInput.open(directory))
        {
            JournalFeed.read(source, key == null ? null : JournalKey.read(key), data, records -> told(progress, records));
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
        finally
        {
            progress.clear();
        }
        judge(data);
        InputFeed.read(inputs, directory, data);
        write(new ReportPage(data, other()), data);
        return data.isWhole() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void told(final ProgressLine progress, final long records)
    {
        if (records % EACH == 0 && progress.isDue())
        {
            progress.show("reading the journal: " + records + " records");
        }
    }

    /** What had been under another configuration, where one is given; over the whole recording. */
    private WhatIfView other()
    {
        if (!whatIf.isGiven())
        {
            return null;
        }
        final BreakerConfig config = whatIf.load(RecordingInput.preset(directory));
        try (FrameSource recording = RecordingInput.inputs(directory))
        {
            return WhatIfWords.view(WhatIf.run(recording, config, RecordingInput::config, Progress.NONE), whatIf.shown());
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
    }

    private ReportRange range()
    {
        final long nowMs = System.currentTimeMillis();
        final Since begin = when("--from", from, nowMs);
        final Since end = when("--to", to, nowMs);
        final ReportRange range = new ReportRange(begin.sequence(), begin.wallMs(),
            end.sequence() == Long.MIN_VALUE ? Long.MAX_VALUE : end.sequence(),
            end.wallMs() == Long.MIN_VALUE ? Long.MAX_VALUE : end.wallMs());
        if (range.fromMs() > range.toMs() || range.fromSequence() > range.toSequence())
        {
            throw new ParameterException(spec.commandLine(), "--to " + to + " lies before --from " + from);
        }
        return range;
    }

    private Since when(final String option, final String text, final long nowMs)
    {
        try
        {
            return text == null ? Since.BEGINNING : Since.parse(text, nowMs);
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new ParameterException(spec.commandLine(), option + ": " + wrong.getMessage());
        }
    }

    /** A page without a record helps nobody: what is missing is said instead. */
    private void judge(final ReportData data)
    {
        if (data.records() > 0)
        {
            return;
        }
        if (data.verification().records() > 0)
        {
            throw new CliException(ExitCode.BAD_INPUT, "the journal in " + directory + " has no record in the time that was asked for: it "
                + "reaches " + data.reach());
        }
        final boolean version = data.verification().findings().stream().anyMatch(finding -> finding.kind() == Finding.Kind.VERSION);
        throw new CliException(ExitCode.BAD_INPUT, version
            ? "records in " + directory + " are of another version than this program reads: use the program that wrote them, or a later one"
            : data.isWhole() ? "the journal in " + directory + " is empty: no record was written yet"
            : "there is no record in " + directory + " that this program can read: damaged, or no journal of Interlock");
    }

    private void write(final ReportPage page, final ReportData data)
    {
        final String path = file == null ? "interlock-report-" + NAME.format(Instant.ofEpochMilli(data.startMs())) + ".html" : file;
        final PlainOutput plain = new PlainOutput(terminal.out());
        try
        {
            if (STDOUT.equals(path))
            {
                ReportFile.write(plain, page);
                return;
            }
            ReportFile.write(Path.of(path), page);
            terminal.err().println(path);
        }
        catch (final IOException unwritten)
        {
            if (!plain.isBrokenPipe())
            {
                throw new CliException(ExitCode.FAILED, STDOUT.equals(path)
                    ? "cannot write the report: " + unwritten.getMessage() : Unreadable.why(unwritten));
            }
        }
    }
}
