package io.interlock.journal.verify;

import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordFault;
import io.interlock.journal.record.TailWords;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and locates what was done to a journal: each record must be the next in sequence, carry the hash of the one before, have the hash
 * of its own bytes, and continue the decisions of its life.
 *
 * <p>What no chain can show by itself: without a key, whoever can write the files can make the whole chain anew; and the end can always be
 * cut. An anchor, {@code SEQ:HASH} of any record kept elsewhere, shows both up to that record; a key shows the first.
 *
 * <p>Retention deletes whole old files, and before each writes a RETAINED record, which names the last record of the file. What is left is
 * a continuation: the first record must follow a record so named. A caller who has only a part of a journal gives the place before it as
 * {@code retained}; where older records are there all the same, the chain must come through it. Else a journal begins with record 1.
 *
 * <p>Threading: one thread; to be used once for one source.
 */
public final class JournalVerifier
{
    private final RecordDecoder decoder = new RecordDecoder();
    private final Findings findings = new Findings();
    private final DecisionRow decisions = new DecisionRow(findings);
    private final TornTails torn = new TornTails(findings);
    private final ToldDamage told = new ToldDamage(findings);
    private final TailWords tails = new TailWords();
    private final List<Named> beside = new ArrayList<>();
    private final SealCheck seals;
    private final ChainHead retained;
    private final AnchorCheck anchor;
    private final AnchorCheck retention;
    private final Beginning beginning = new Beginning(findings);
    private ChainHead head = ChainHead.START;
    private long first;
    private long records;
    private long frames;
    private int tornFiles;
    /** Frames since the last record that are none: as many records may be missing without another finding. */
    private long faults;
    /** What was asked for last could not be read: more may be there. */
    private boolean unread;

    /**
     * A verifier.
     *
     * @param key      that the records are sealed with; null for none.
     * @param retained the record before the first, for a part of a journal; null where the journal itself says what was deleted.
     * @param anchor   a record that must be there; null for none.
     */
    public JournalVerifier(final JournalKey key, final ChainHead retained, final ChainHead anchor)
    {
        seals = new SealCheck(findings, key);
        this.retained = retained;
        this.anchor = new AnchorCheck(findings, anchor, "the anchor");
        retention = new AnchorCheck(findings, retained, "the anchor of retention");
    }

    /**
     * A record that something else beside the journal names as durable, such as the state file: the journal does not end before it, and
     * has it there as it was.
     *
     * @param name   what names it, for people.
     * @param record where it is, with its hash; {@link ChainHead#START} for none.
     * @return this.
     */
    public JournalVerifier beside(final String name, final ChainHead record)
    {
        beside.add(new Named(name, record));
        return this;
    }

    private record Named(String name, ChainHead record)
    {
    }

    private void beside(final Named named)
    {
        // Behind what cannot be read its record may be, and of frames that are none, as of another version, nobody knows which they are.
        if (!unread && (records > 0 || frames == 0) && named.record().sequence() > head.sequence())
        {
            findings.whole(Finding.Kind.CUT, named.name() + " names record " + named.record().sequence() + " as durable; the journal "
                + (records == 0 ? "has no record at all" : "ends with record " + head.sequence())
                + ": its end was cut off, or all was copied while an engine wrote it");
        }
    }

    /**
     * Reads a journal to its end.
     *
     * @param source is left open. Where it cannot be read, that is a finding, and what comes before and behind it counts all the same.
     * @return what was found.
     */
    public Verification verify(final FrameSource source)
    {
        for (FrameSource.Frame frame = next(source); frame != null; frame = next(source))
        {
            unread = false;
            frames++;
            frame(frame);
        }
        try
        {
            hidden(source.hidden());
            unmarked(source.unmarked());
        }
        catch (final IOException unreadable)
        {
            unread(unreadable);
        }
        seals.end();
        beginning.end();
        anchor.end(first, head, unread);
        retention.end(first, head, unread);
        beside.forEach(this::beside);
        return new Verification(
            findings.sorted(), findings.more(), first, head, records, decisions.lives(), torn.count() + tornFiles, told.accepted(),
            seals.firstSealed());
    }

    /** The next frame that can be read; null at the end, or where nothing behind it can. */
    private FrameSource.Frame next(final FrameSource source)
    {
        try
        {
            do
            {
                try
                {
                    return source.next();
                }
                catch (final IOException unreadable)
                {
                    unread(unreadable);
                }
            }
            while (source.passOver());
        }
        catch (final IOException unreadable)
        {
            unread(unreadable);
        }
        return null;
    }

    private void unread(final IOException unreadable)
    {
        unread = true;
        findings.whole(Finding.Kind.UNREADABLE, "it cannot be read beyond record " + head.sequence() + ": " + unreadable.getMessage());
    }

    /** Finished files are marked as such, but for one that a process left in the middle of a write: then a start has told so. */
    private void unmarked(final List<FileTail> unmarked)
    {
        for (final FileTail tail : unmarked)
        {
            if (tail.marked())
            {
                marked(tail);
            }
            else if (tails.tells(tail.file(), tail.position()))
            {
                tornFiles++;
            }
            else if (records > 0 && !findings.has(tail.file()))
            {
                findings.whole(Finding.Kind.CUT, tail.file() + " ends at byte " + tail.position()
                    + " without the mark of a finished file, " + tail.bytes()
                    + " bytes behind its last frame, and no start has told of a torn tail there: its end was cut off or changed");
            }
        }
    }

    private void marked(final FileTail tail)
    {
        if (!findings.has(tail.file()))
        {
            findings.whole(Finding.Kind.DAMAGED, tail.file() + " has the mark of its end at byte " + tail.position() + ", and "
                + tail.bytes() + " bytes from there on hold what it hides: it was put there, so that nobody reads them");
        }
    }

    /** What the chain alone does not show: from a record on, all was made anew. */
    private void replaced(final FrameSource.Frame frame)
    {
        for (int i = 0; i < beside.size(); i++)
        {
            final ChainHead named = beside.get(i).record();
            if (named.sequence() == head.sequence() && !named.equals(head))
            {
                findings.at(Finding.Kind.UNLINKED, frame, head.sequence(), beside.get(i).name()
                    + " beside the journal names it with another hash: it was replaced, with what comes before or behind it");
            }
        }
    }

    private void hidden(final FrameSource.Frame place)
    {
        if (place != null)
        {
            findings.at(Finding.Kind.DAMAGED, place, -1, "record " + (head.sequence() + 1) + " belongs here; "
                + "the header of its frame was changed, or lost with the power, so that nobody reads it, nor what lies behind it");
        }
    }

    private void frame(final FrameSource.Frame frame)
    {
        final Decoded decoded = decoder.decode(frame.bytes());
        if (decoded instanceof JournalRecord record)
        {
            records++;
            final Hash own = seals.record(frame, record);
            final boolean begins = first == 0;
            if (begins ? isFirst(frame, record) : isNext(frame, record))
            {
                head = record.head();
                replaced(frame);
                decisions.record(frame, record);
                anchor.record(frame, record, own, begins);
                retention.record(frame, record, own, begins);
                torn.record(record);
                told.record(frame, record);
                tails.record(record);
                beginning.record(record);
            }
            faults = 0;
        }
        else
        {
            final RecordFault fault = (RecordFault)decoded;
            faults++;
            final Finding.Kind kind = fault.kind() == RecordFault.Kind.VERSION ? Finding.Kind.VERSION : Finding.Kind.DAMAGED;
            // What is before it says which record it was; it cannot any more.
            final String which = first == 0 ? "" : "; record " + (head.sequence() + faults) + " belongs here";
            torn.fault(findings.at(kind, frame, -1, fault.message() + which), frame);
        }
    }

    private boolean isFirst(final FrameSource.Frame frame, final JournalRecord record)
    {
        final long sequence = record.sequence();
        if (sequence < 1)
        {
            findings.at(Finding.Kind.OUT_OF_ORDER, frame, sequence, "records are numbered from 1");
            return false;
        }
        first = sequence;
        final boolean continued = retained != null && sequence > 1;
        final long before = continued ? Math.min(retained.sequence(), sequence - 1) : 0;
        if (sequence - 1 > before)
        {
            torn.missing(faults);
        }
        // Those that cannot be read are found already.
        if (sequence - 1 - before > 0 && sequence - 1 - before != faults)
        {
            if (continued)
            {
                findings.at(Finding.Kind.MISSING, frame, sequence,
                    "it is the first, and records " + (before + 1) + " to " + (sequence - 1) + " are missing before it");
            }
            else
            {
                beginning.at(frame, record);
            }
        }
        if (sequence == 1 && !record.seal().predecessor().equals(Hash.ZERO))
        {
            findings.at(Finding.Kind.UNLINKED, frame, sequence, "it is the first, and names a predecessor");
        }
        return true;
    }

    private boolean isNext(final FrameSource.Frame frame, final JournalRecord record)
    {
        final long sequence = record.sequence();
        final long expected = head.sequence() + 1;
        if (sequence < expected)
        {
            findings.at(Finding.Kind.OUT_OF_ORDER, frame, sequence,
                "record " + expected + " belongs here: this one was put in, or moved");
            return false;
        }
        final long missing = sequence - expected;
        decisions.missing(missing);
        if (missing > 0)
        {
            torn.missing(faults);
        }
        if (missing > 0 && missing != faults)
        {
            findings.at(Finding.Kind.MISSING, frame, sequence, (missing == 1
                ? "record " + expected + " is" : "records " + expected + " to " + (sequence - 1) + " are") + " missing before it");
        }
        if (missing == 0 && !record.seal().predecessor().equals(head.hash()))
        {
            findings.at(Finding.Kind.UNLINKED, frame, sequence,
                "it does not carry the hash of record " + head.sequence() + ": one of the two was replaced");
        }
        return true;
    }
}
