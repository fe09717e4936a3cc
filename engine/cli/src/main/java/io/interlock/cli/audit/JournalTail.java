package io.interlock.cli.audit;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.port.AttemptRecord;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.Consumer;

/**
 * Transitions and issues of a journal as they are written, without what the console keeps of its own.
 *
 * <p>Threading: the calling thread; {@code flush} is called whenever there is nothing more for now.
 */
public final class JournalTail implements DumpOutput
{
    private final Consumer<Happening> sink;
    private final Consumer<String> notes;
    private final Runnable flush;

    private JournalTail(final Consumer<Happening> sink, final Consumer<String> notes, final Runnable flush)
    {
        this.sink = sink;
        this.notes = notes;
        this.flush = flush;
    }

    /**
     * Reads.
     *
     * @param directory of an engine.
     * @param from      as {@code journal dump --from} has it.
     * @param follow    on and on, until interrupted; else to the present end.
     * @param sink      is told each.
     * @param notes     is told what is not as it was written.
     * @param flush     hands on what was told.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is no journal, or none of this version.
     */
    public static void read(
        final Path directory, final String from, final boolean follow, final Consumer<Happening> sink, final Consumer<String> notes,
        final Runnable flush)
    {
        final Since since;
        try
        {
            since = Since.parse(from, System.currentTimeMillis());
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new CliException(ExitCode.USAGE, "--from: " + wrong.getMessage());
        }
        final JournalTail tail = new JournalTail(sink, notes, flush);
        try (ChronicleSource source = JournalInput.open(directory))
        {
            final Dump dump = new Dump(source, new JournalWalk(tail, since, EnumSet.of(RecordType.TRANSITION, RecordType.ISSUE)), tail);
            if (follow)
            {
                dump.follow();
            }
            else
            {
                dump.once();
            }
        }
    }

    @Override
    public void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final RecordContent content = record.content();
        final boolean change = record.type() == RecordType.TRANSITION;
        if (!change && AttemptRecord.TYPE.equals(content.texts().subject()))
        {
            return;
        }
        final RecordContent.Change what = content.change();
        sink.accept(new Happening(record.sequence(), content.stamp().wallMs(), content.texts().scope(),
            change ? new Happening.Change(String.valueOf(what.from()), String.valueOf(what.to())) : null,
            change ? String.valueOf(what.cause()) : content.texts().subject(), new Happening.Numbers(
                Figures.number(what, what.numbers().value()), Figures.number(what, what.numbers().threshold()), Figures.unit(content)),
            change ? "" : content.texts().details()));
    }

    @Override
    public void note(final Note note)
    {
        if (note.kind() == Note.Kind.TORN_TAIL)
        {
            // Of a live engine it is what is being written now.
            return;
        }
        notes.accept(note.kind() + ": " + note.what());
    }

    @Override
    public void flush()
    {
        flush.run();
    }
}
