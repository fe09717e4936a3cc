package io.interlock.cli.demo;

import io.interlock.config.BreakerConfig;
import io.interlock.core.model.Level;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.JournalVerifier;
import io.interlock.journal.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an auditor finds in the journal that the demo has left: whether it is whole, and whether one byte that is edited in a copy of it is
 * found. Immutable.
 *
 * @param kept    the three promises.
 * @param records how many there are.
 * @param lives   of the engine.
 * @param head    the last record.
 * @param whole   whether nothing is wrong.
 * @param edit    what was edited in the copy, and what was found.
 * @param replay  what the recording says when it is judged again.
 */
record JournalAudit(List<Kept> kept, long records, int lives, ChainHead head, boolean whole, Edit edit, ReplayAudit replay)
{
    /**
     * An edit of a copy.
     *
     * @param what    was edited.
     * @param isFound whether verification found it, where it is.
     * @param message of the verification.
     */
    record Edit(String what, boolean isFound, String message)
    {
    }

    /** Where one record lies. */
    private record Place(String file, long frame, byte[] bytes, JournalRecord record)
    {
    }

    /** Of the journal in an engine's directory. */
    static Path folder(final Path directory)
    {
        return directory.resolve(FileJournal.FOLDER);
    }

    /**
     * Audits.
     *
     * @param directory of an engine that has stopped.
     * @param anchor    the head that the engine told: nothing up to it was replaced or cut.
     * @param whatIf    another configuration, for the recorded inputs.
     */
    static JournalAudit of(final Path directory, final ChainHead anchor, final BreakerConfig whatIf)
    {
        try
        {
            final Verification all = verify(folder(directory), anchor);
            final Edit edit = edit(directory);
            final ReplayAudit replay = ReplayAudit.of(directory, whatIf);
            final String found = all.whole() ? all.records() + " records, the last is the one that the engine says"
                : all.findings().get(0) + (all.findings().size() > 1 ? " and more" : "");
            return new JournalAudit(
                List.of(new Kept("demo", "the journal verifies", all.whole(), found),
                    new Kept("demo", "one edited byte in a copy is found, and its record named", edit.isFound(),
                        edit.what() + ": " + edit.message()), replay.kept()),
                all.records(), all.lives(), all.head(), all.whole(), edit, replay);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot read the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Verification verify(final Path folder, final ChainHead anchor) throws IOException
    {
        try (FrameSource source = ChronicleSource.open(folder))
        {
            return new JournalVerifier(null, null, anchor).verify(source);
        }
    }

    /** As somebody would who would like the kill never to have happened. */
    private static Edit edit(final Path directory) throws IOException
    {
        final Place place = shutdown(folder(directory));
        if (place == null)
        {
            return new Edit("no record of a SHUTDOWN is there", false, "nothing was edited");
        }
        final long record = place.record().sequence();
        final int at = place.bytes().length / 2;
        final String what = Words.format("byte %d of record %d (%s -> SHUTDOWN) was changed",
            at, record, place.record().content().change().from());
        final Path copy = Files.createTempDirectory(directory, "edited-copy");
        try
        {
            copy(folder(directory), copy);
            if (!flip(copy, place, at))
            {
                return new Edit(what, false, "its bytes are not in " + place.file());
            }
            final Verification edited = verify(copy, null);
            final boolean isFound = edited.findings().size() == 1 && edited.findings().get(0).index() == place.frame()
                && edited.findings().get(0).toString().contains("record " + record);
            return new Edit(what, isFound,
                edited.whole() ? "whole" : String.join("; ", edited.findings().stream().map(Object::toString).toList()));
        }
        finally
        {
            Workplace.delete(copy);
        }
    }

    private static Place shutdown(final Path folder) throws IOException
    {
        final RecordDecoder decoder = new RecordDecoder();
        try (FrameSource source = ChronicleSource.open(folder))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                if (decoder.decode(frame.bytes()) instanceof JournalRecord record && record.type() == RecordType.TRANSITION
                    && record.content().change().to() == Level.SHUTDOWN)
                {
                    return new Place(frame.file(), frame.index(), frame.bytes(), record);
                }
            }
        }
        return null;
    }

    private static void copy(final Path from, final Path to) throws IOException
    {
        for (final Path one : all(from))
        {
            final Path target = to.resolve(from.relativize(one).toString());
            if (Files.isDirectory(one))
            {
                Files.createDirectories(target);
            }
            else
            {
                Files.copy(one, target);
            }
        }
    }

    private static List<Path> all(final Path folder) throws IOException
    {
        try (Stream<Path> walk = Files.walk(folder))
        {
            return new ArrayList<>(walk.toList());
        }
    }

    /** Changes one byte of a record in its file. */
    private static boolean flip(final Path copy, final Place place, final int at) throws IOException
    {
        for (final Path file : all(copy))
        {
            if (file.getFileName().toString().equals(place.file()))
            {
                final byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i + place.bytes().length <= bytes.length; i++)
                {
                    if (Arrays.equals(bytes, i, i + place.bytes().length, place.bytes(), 0, place.bytes().length))
                    {
                        bytes[i + at] ^= 1;
                        Files.write(file, bytes);
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
