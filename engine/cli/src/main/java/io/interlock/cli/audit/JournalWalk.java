package io.interlock.cli.audit;

import io.interlock.journal.record.Contents;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordFault;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Goes over a journal's frames in order and tells each record that is asked for, and in its place everything that is not as it was written,
 * whatever is asked for: a reader must not take a hole for a quiet time. It looks no further than one record back, and so needs the same
 * memory for a journal of any size.
 *
 * <p>An undecodable frame whose mark a later DAMAGE record bears was a torn tail: it is told in its place, and is no damage in the end
 * (as {@code verify} has it). Notes directly before the first record that is asked for are told, since they may be of what was asked for.
 *
 * <p>Threading: one thread.
 */
final class JournalWalk
{
    /** So many marks of undecodable frames are held, and notes before the beginning. */
    private static final int MOST = 1_000;

    private final RecordDecoder decoder = new RecordDecoder();
    private final DumpOutput out;
    private final Since since;
    /** Empty for all. */
    private final Set<RecordType> types;
    private final List<Note> before = new ArrayList<>();
    /** Of undecodable frames that no DAMAGE record has named since. */
    private final List<RecordContent.Numbers> marks = new ArrayList<>();
    private boolean begun;
    private long records;
    private long damage;
    private boolean otherVersion;
    private boolean inVersionRun;
    private long last;
    /** Frames since the last record that are none: as many records may be missing without another note. */
    private long faults;

    JournalWalk(final DumpOutput out, final Since since, final Set<RecordType> types)
    {
        this.out = out;
        this.since = since;
        this.types = types;
        begun = since.equals(Since.BEGINNING);
    }

    void frame(final FrameSource.Frame frame)
    {
        final Decoded decoded = decoder.decode(frame.bytes());
        if (decoded instanceof JournalRecord record)
        {
            record(frame, record);
        }
        else
        {
            fault(frame, (RecordFault)decoded);
        }
    }

    private void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        records++;
        inVersionRun = false;
        place(frame, record.sequence());
        settle(record);
        faults = 0;
        last = Math.max(last, record.sequence());
        if (!begun && !since.reached(record))
        {
            before.clear();
            marks.clear();
            return;
        }
        begin();
        if (types.isEmpty() || types.contains(record.type()))
        {
            out.record(frame, record);
        }
    }

    private void place(final FrameSource.Frame frame, final long sequence)
    {
        final long missing = sequence - last - 1;
        if (missing > 0)
        {
            lost();
        }
        if (records == 1 || missing == 0 || missing > 0 && missing == faults)
        {
            return;
        }
        if (missing < 0)
        {
            note(new Note(Note.Kind.OUT_OF_ORDER, frame.file(), frame.index(),
                "record " + sequence + " comes after record " + last + ": it was put in, or moved"));
            return;
        }
        note(new Note(Note.Kind.MISSING, frame.file(), frame.index(),
            (missing == 1 ? "record " + (last + 1) + " is" : "records " + (last + 1) + " to " + (sequence - 1) + " are")
                + " missing before record " + sequence));
    }

    /** Records are missing where the latest undecodable frames stand: whatever names those later, they are no torn tails. */
    private void lost()
    {
        for (long i = 0; i < faults && !marks.isEmpty(); i++)
        {
            marks.remove(marks.size() - 1);
            damage += begun ? 1 : 0;
        }
    }

    /** Frames lie behind this place that nobody reaches. */
    void hidden(final FrameSource.Frame place)
    {
        damage++;
        out.note(new Note(Note.Kind.DAMAGED, place.file(), place.index(), "the header of this frame was changed, or lost with the power, "
            + "so that nobody reads it, nor what lies behind it: record " + (last + 1) + " belongs here"));
    }

    private void fault(final FrameSource.Frame frame, final RecordFault fault)
    {
        faults++;
        final boolean version = fault.kind() == RecordFault.Kind.VERSION;
        // One note for a row of them: a journal of a later program is full of these.
        if (!version || !inVersionRun)
        {
            note(new Note(version ? Note.Kind.VERSION : Note.Kind.DAMAGED, frame.file(), frame.index(), fault.message()));
        }
        otherVersion |= version;
        inVersionRun = version;
        if (!version && marks.size() == MOST)
        {
            damage++;
        }
        else if (!version)
        {
            final CRC32C crc = new CRC32C();
            crc.update(frame.bytes());
            marks.add(new RecordContent.Numbers(false, crc.getValue(), frame.bytes().length));
        }
    }

    private void settle(final JournalRecord record)
    {
        if (!marks.isEmpty() && record.type() == RecordType.DAMAGE && record.content().texts().subject().equals(Contents.TORN_TAIL))
        {
            marks.remove(record.content().change().numbers());
        }
    }

    /** Something that is told in its place. */
    void note(final Note note)
    {
        if (begun)
        {
            // A damaged frame counts as long as its mark is held.
            damage += note.kind().isDamage() && note.kind() != Note.Kind.DAMAGED ? 1 : 0;
            out.note(note);
        }
        else if (before.size() < MOST)
        {
            before.add(note);
        }
    }

    private void begin()
    {
        if (!begun)
        {
            begun = true;
            before.forEach(this::note);
            before.clear();
        }
    }

    /** A file cannot be read any further: told at once, since nobody knows what was in it. */
    void unreadable(final String why)
    {
        damage++;
        out.note(new Note(Note.Kind.UNREADABLE, "", -1, why));
    }

    /** There is no more: what lies behind the last record counts also where that is before the beginning. */
    void end()
    {
        begin();
    }

    /** Records read, whether or not they were asked for. */
    long records()
    {
        return records;
    }

    boolean isDamaged()
    {
        return damage > 0 || !marks.isEmpty();
    }

    boolean isOfAnotherVersion()
    {
        return otherVersion;
    }
}
