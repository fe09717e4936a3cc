package io.interlock.cli.replay;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ConfigOption;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.Terminal;
import io.interlock.cli.Unreadable;
import io.interlock.cli.Version;
import io.interlock.config.BreakerConfig;
import io.interlock.core.text.CleanText;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.replay.Replay;
import io.interlock.journal.replay.ReplayResult;
import io.interlock.journal.replay.WhatIf;
import io.interlock.journal.replay.WhatIfResult;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock replay}. */
@Command(
    name = "replay",
    description = "Judges a recording again: compares every decision with the journal, or asks what another configuration had done.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = "%nWithout --config or --preset: each decision of the journal is compared, field by field, and each recorded state. Exit code "
        + "1 at a difference, and where there were decisions and none could be compared. What lies between a gap of the recording and the "
        + "snapshot after it cannot be compared, and is told.%n"
        + "With one of them: both timelines side by side, and the orders that would have been refused or cut. A file that names no preset "
        + "is laid over the preset of the recording. Nothing on the disk is changed.")
public final class ReplayCommand implements Callable<Integer>
{
    private final Terminal terminal;

    @ArgGroup(exclusive = true)
    private final ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "DIR", description = "Directory of an engine that recorded its inputs (journal.inputs: on).")
    private Path directory;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    /**
     * The command.
     *
     * @param terminal where it writes.
     */
    public ReplayCommand(final Terminal terminal)
    {
        this.terminal = terminal;
    }

    /**
     * Replays.
     *
     * @return {@link ExitCode#FAILED} where a decision differs from the journal's, or none could be compared.
     */
    @Override
    public Integer call()
    {
        final ProgressBar progress = new ProgressBar(terminal, directory.resolve(InputLog.FOLDER));
        final PlainOutput out = new PlainOutput(terminal.out());
        try
        {
            return config.isGiven() ? whatIf(progress, out) : compare(progress, out);
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
        catch (final UncheckedIOException failed)
        {
            if (out.failure() == null)
            {
                throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(failed.getCause()));
            }
            if (!out.isBrokenPipe())
            {
                throw new CliException(ExitCode.FAILED, "cannot write the result: " + out.failure().getMessage());
            }
            // Whoever read us has seen enough: no word about it.
            return ExitCode.FAILED;
        }
        finally
        {
            progress.clear();
        }
    }

    private int compare(final ProgressBar progress, final PlainOutput out) throws IOException
    {
        final ReplayResult result;
        try (FrameSource inputs = RecordingInput.inputs(directory); FrameSource journal = RecordingInput.journal(directory);
            FrameSource again = RecordingInput.journal(directory))
        {
            result = Replay.run(inputs, journal, again, RecordingInput::config, progress);
        }
        progress.clear();
        if (result.lives().isEmpty())
        {
            throw new CliException(ExitCode.BAD_INPUT,
                "the recording in " + CleanText.escaped(directory.toString()) + " is empty, or nothing in it can be read");
        }
        final ByteSink sink = new ByteSink(out);
        final ReplayText shown = new ReplayText(sink);
        if (json)
        {
            shown.json(result);
        }
        else
        {
            shown.text(result);
        }
        sink.flush();
        return result.isEqual() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int whatIf(final ProgressBar progress, final PlainOutput out) throws IOException
    {
        final BreakerConfig other = config.load(RecordingInput.preset(directory));
        final WhatIfResult result;
        try (FrameSource inputs = RecordingInput.inputs(directory))
        {
            result = WhatIf.run(inputs, other, RecordingInput::config, progress);
        }
        progress.clear();
        final ByteSink sink = new ByteSink(out);
        if (json)
        {
            new WhatIfJson(sink).json(result);
        }
        else
        {
            new WhatIfText(sink, config.shown()).text(result);
        }
        sink.flush();
        return ExitCode.OK;
    }
}
