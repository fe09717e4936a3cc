package io.interlock.cli.doctor;

import io.interlock.config.JournalConfig;
import io.interlock.config.JournalFiles;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.text.CleanText;
import io.interlock.core.text.Durations;
import io.interlock.journal.FileJournal;
import io.interlock.journal.GateHead;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordFault;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.state.StateRead;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.JournalFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at the journal that an engine left in its directory, or writes there now, and at the room for it. Reads its newest files alone, so
 * it is quick; {@code interlock verify} reads all. Changes nothing: no file is made, no lock is taken.
 *
 * <p>Threading: one thread.
 */
final class JournalCheck
{
    private static final String NAME = "journal";
    private static final String SPACE = "space";
    private static final String KEY = "key";
    private static final String INPUTS = "inputs";
    private static final String HALTS = "; the next start goes to HALT until an operator accepts JOURNAL_DAMAGE";
    private static final long MIB = 1 << 20;
    /** The file that is written may have no record yet: then the head is in the one before. */
    private static final int NEWEST_FILES = 2;

    private JournalCheck()
    {
    }

    /** Room, and where there is a journal, what it is like. */
    static List<Finding> journal(final Path directory, final JournalFiles files)
    {
        final Path folder = directory.resolve(FileJournal.FOLDER);
        final List<Finding> findings = new ArrayList<>();
        try
        {
            final long usedMib = used(folder) / MIB;
            findings.add(space(usable(directory) / MIB, usedMib, files));
        }
        catch (final IOException | UncheckedIOException unreadable)
        {
            findings.add(Finding.fail(SPACE, "cannot be told: " + CleanText.escaped(unreadable.toString()),
                "make " + directory + " readable for this user"));
        }
        findings.add(Files.exists(folder) ? head(directory, folder) : Files.notExists(folder) ? none(directory)
            : Finding.fail(NAME, "cannot be told: this user may not look at " + folder, "run it as the engine's user"));
        if (Files.exists(directory))
        {
            findings.addAll(state(directory));
        }
        return findings;
    }

    /** Room for recorded inputs, where they are configured. */
    static List<Finding> inputs(final Path directory, final JournalConfig journal)
    {
        if (!journal.inputs())
        {
            return List.of();
        }
        try
        {
            return List.of(inputs(usable(directory) / MIB, used(directory.resolve(InputLog.FOLDER)) / MIB, journal));
        }
        catch (final IOException | UncheckedIOException unreadable)
        {
            return List.of(Finding.fail(INPUTS, "cannot be told: " + CleanText.escaped(unreadable.toString()),
                "make " + directory + " readable for this user"));
        }
    }

    static Finding inputs(final long freeMib, final long usedMib, final JournalConfig journal)
    {
        final int keepMib = journal.inputFiles().keepMib();
        final String found = freeMib + " MiB free; recorded inputs have " + usedMib + " MiB and may grow to " + keepMib
            + " MiB (journal.inputs-keep-mib)";
        return freeMib < Math.max(0, keepMib - usedMib) + journal.files().lowSpaceMib()
            ? Finding.warn(INPUTS, found, "a disk with more room, or a smaller journal.inputs-keep-mib: below journal.low-space-mib the "
                + "recording stops, so that the journal does not")
            : Finding.ok(INPUTS, found);
    }

    /** Whether a start can seal with the configured key; nothing of the key is told. Empty where none is configured. */
    static List<Finding> key(final JournalFiles files)
    {
        if (files.keyFile().isEmpty())
        {
            return List.of();
        }
        try
        {
            JournalKey.read(Path.of(files.keyFile()));
            return List.of(Finding.ok(KEY, CleanText.escaped(files.keyFile()) + " (journal.key-file) can be used"));
        }
        catch (final IOException unusable)
        {
            return List.of(Finding.fail(KEY, CleanText.escaped(String.valueOf(unusable.getMessage())),
                "the engine does not start without it: a file of 16 to 4096 bytes, 0600, of this user (journal.key-file)"));
        }
    }

    private static long usable(final Path directory) throws IOException
    {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there))
        {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }

    private static long used(final Path folder) throws IOException
    {
        if (!Files.isDirectory(folder))
        {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder, 2))
        {
            // A file may be moved while an engine finishes it: it then counts in neither place, which is near enough.
            return files.map(Path::toFile).filter(java.io.File::isFile).mapToLong(java.io.File::length).sum();
        }
    }

    static Finding space(final long freeMib, final long usedMib, final JournalFiles files)
    {
        final long toComeMib = Math.max(0, files.keepMib() - usedMib);
        final String found = freeMib + " MiB free; the journal has " + usedMib + " MiB and may grow to " + files.keepMib()
            + " MiB (journal.keep-mib)";
        if (freeMib < files.lowSpaceMib())
        {
            return Finding.warn(SPACE, found + "; below " + files.lowSpaceMib() + " MiB (journal.low-space-mib) the engine raises an issue",
                "free some, before the disk is full and the journal fails");
        }
        return freeMib < toComeMib + files.lowSpaceMib()
            ? Finding.warn(SPACE, found, "a disk with more room, or a smaller journal.keep-mib: a full disk fails the journal")
            : Finding.ok(SPACE, found);
    }

    /** Whether the last record can be read, so that a restart knows where it stands. */
    private static Finding head(final Path directory, final Path folder)
    {
        // First: of a journal that is being written what they name is in it by then.
        final ChainHead byGate = GateHead.read(directory);
        final ChainHead byState = StateReader.head(new FileStateDirectory(directory));
        final String advice = "interlock verify " + folder + " tells all that is wrong";
        try (ChronicleSource source = ChronicleSource.openNewest(folder, NEWEST_FILES))
        {
            final RecordDecoder decoder = new RecordDecoder();
            JournalRecord last = null;
            RecordFault fault = null;
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                final Decoded decoded = decoder.decode(frame.bytes());
                last = decoded instanceof JournalRecord record ? record : last;
                fault = decoded instanceof RecordFault wrong ? wrong : fault;
                if (fault != null && fault.kind() == RecordFault.Kind.VERSION)
                {
                    return Finding.fail(NAME, folder + ": " + fault.message(), "use the program that wrote it, or a later one");
                }
            }
            if (last == null)
            {
                return Finding.warn(NAME, folder + " has no record in its newest files", advice);
            }
            final String cut = cut(last.head(), byGate, byState);
            if (cut != null)
            {
                return Finding.fail(NAME, folder + cut, advice + HALTS);
            }
            final long ageMs = System.currentTimeMillis() - last.content().stamp().wallMs();
            final String found = "head " + last.head() + ", " + last.type() + " " + Durations.text(ageMs) + " ago";
            return fault == null ? Finding.ok(NAME, found)
                : Finding.warn(NAME, found + "; a frame near it is no record: " + fault.message(), advice);
        }
        catch (final JournalFormatException unreadable)
        {
            return Finding.fail(NAME, CleanText.escaped(unreadable.getMessage()), advice);
        }
        catch (final IOException failed)
        {
            return Finding.fail(NAME, folder + " cannot be read: " + CleanText.escaped(failed.toString()), "look at the disk");
        }
    }

    /** Both files beside it may know of one. */
    private static Finding none(final Path directory)
    {
        final String cut = cut(ChainHead.START, GateHead.read(directory), StateReader.head(new FileStateDirectory(directory)));
        return cut == null ? Finding.ok(NAME, "none yet in " + directory)
            : Finding.fail(NAME, directory.resolve(FileJournal.FOLDER) + " is gone: it" + cut, "look for a copy of it" + HALTS);
    }

    /** What is wrong with a journal's end, as a start will find it too; null for nothing. */
    private static String cut(final ChainHead end, final ChainHead byGate, final ChainHead byState)
    {
        final boolean state = byState.sequence() >= byGate.sequence();
        final ChainHead named = state ? byState : byGate;
        final String what = " ends with record " + end.sequence() + ", and " + (state ? StateFile.NAME : GateFile.NAME)
            + " beside it names record " + named.sequence();
        return named.sequence() > end.sequence() ? what + ": its end was cut off"
            : named.sequence() == end.sequence() && !named.equals(end) ? what + " with another hash: its end was replaced" : null;
    }

    private static List<Finding> state(final Path directory)
    {
        try
        {
            final StateRead read = StateReader.read(new FileStateDirectory(directory));
            return read == null || read.faults().isEmpty() ? List.of()
                : List.of(Finding.warn("state", read.faults().get(0).message(),
                    "the next start takes the journal's word and writes it anew; look at the disk where it comes again"));
        }
        catch (final IOException failed)
        {
            return List.of(Finding.fail(
                "state", "the state file cannot be read: " + CleanText.escaped(failed.toString()), "look at the disk"));
        }
    }
}
