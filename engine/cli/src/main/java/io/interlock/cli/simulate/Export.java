package io.interlock.cli.simulate;

import io.interlock.cli.ByteSink;
import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.PlainOutput;
import io.interlock.cli.Terminal;
import io.interlock.cli.Unreadable;
import io.interlock.cli.export.CsvExport;
import io.interlock.cli.export.RecordingExport;
import io.interlock.cli.export.RecordingRows;
import io.interlock.cli.replay.ProgressBar;
import io.interlock.cli.replay.RecordingInput;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.replay.Unrolled;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * {@code simulate --from}: a recording as rows on stdout, and on stderr how exactly they say what it was.
 *
 * <p>Threading: one thread.
 */
final class Export
{
    private final Terminal terminal;
    private final Path directory;

    Export(final Terminal terminal, final Path directory)
    {
        this.terminal = terminal;
        this.directory = directory;
    }

    int run()
    {
        final PlainOutput out = new PlainOutput(terminal.out());
        final ByteSink sink = new ByteSink(out);
        final ProgressBar progress = new ProgressBar(terminal, directory.resolve(InputLog.FOLDER));
        // A summary is only taken apart by the thresholds that its counts were counted against; of folded latencies the worst is shown.
        final RecordingExport export;
        try (FrameSource source = RecordingInput.inputs(directory))
        {
            export = new RecordingExport(new CsvExport(sink, new Unrolled()));
            export.write(new RecordingRows(source, RecordingInput::config, progress));
            sink.flush();
        }
        catch (final IOException | UncheckedIOException failed)
        {
            progress.clear();
            return failed(out, failed);
        }
        progress.clear();
        export.told().forEach(terminal.err()::println);
        return ExitCode.OK;
    }

    private int failed(final PlainOutput out, final Exception failed)
    {
        if (out.failure() == null)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(
                failed instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException)failed));
        }
        if (!out.isBrokenPipe())
        {
            throw new CliException(ExitCode.FAILED, "cannot write the rows: " + out.failure().getMessage());
        }
        // Whoever read us has seen enough: no word about it.
        return ExitCode.FAILED;
    }
}
