package io.interlock.journal;

import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Decoded;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordFault;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.record.TailWords;
import io.interlock.journal.store.FileTail;
import io.interlock.journal.store.FrameSource;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Reads a journal for recovery (DESIGN, "After a crash"): what was last known of each scope, which life wrote last, and what is wrong.
 *
 * <p>A frame that is no record is a torn tail where it is the last, and alone. It stays in the file, and the next life goes on after it: so
 * it is a torn tail too where the record after it follows the record before it, since then nothing of the chain is lost. Anything else that
 * is no record, and any record that is not the next of the chain, is damage in the middle (SEMANTICS 3, JOURNAL_DAMAGE), until a DAMAGE
 * record bears its mark. Two undecodable frames at the end are damage as well: one crash tears one. Own hashes are not computed here, that
 * is {@link io.interlock.journal.verify.JournalVerifier}'s: recovery has to be quick and must not need the key.
 *
 * <p>Threading: one thread, the launching one.
 */
public final class JournalScan
{
    private static final Set<RecordType> BEGINS = EnumSet.of(RecordType.GENESIS, RecordType.STARTED);

    private final RecordDecoder decoder = new RecordDecoder();
    private final ScopeFold scopes = new ScopeFold();
    private final LifeFold lives = new LifeFold();
    private final NoticeFold notices = new NoticeFold();
    private final TransitionShelf transitions = new TransitionShelf();
    private final DamageFold damage = new DamageFold();
    private final TailWords tails = new TailWords();
    private final ChainHead retained;
    private final NamedHeads named;
    /** The file of the last record that does not begin a life: a start that dies behind it has not told of a torn tail before it. */
    private String file = "";
    private ChainHead head = ChainHead.START;
    private long records;
    private SealedEnd end;
    /** Frames since the last record that are none. */
    private int faults;

    private JournalScan(final ChainHead retained, final List<ChainHead> named)
    {
        this.retained = retained;
        this.named = new NamedHeads(named);
    }

    /**
     * Reads a journal to its end, beside which no file names a record.
     *
     * @param source   is left open.
     * @param retained the record before the first, for a part of a journal; null where the journal itself says what retention deleted.
     * @return what it says.
     * @throws JournalVersionException where it is of another version.
     * @throws IOException             where it cannot be read.
     */
    public static Replayed scan(final FrameSource source, final ChainHead retained) throws IOException
    {
        return scan(source, retained, List.of());
    }

    /** The same where files beside it name records as durable. */
    static Replayed scan(final FrameSource source, final ChainHead retained, final List<ChainHead> named) throws IOException
    {
        Objects.requireNonNull(source, "source");
        final JournalScan scan = new JournalScan(retained, named);
        for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
        {
            scan.frame(frame);
        }
        return scan.result(source.unmarked());
    }

    private void frame(final FrameSource.Frame frame) throws IOException
    {
        final Decoded decoded = decoder.decode(frame.bytes());
        if (decoded instanceof JournalRecord record)
        {
            place(frame, record);
            sealing(frame, record);
            record(record);
            if (!BEGINS.contains(record.type()))
            {
                file = frame.file();
            }
            end = SealedEnd.of(frame.bytes(), record);
            return;
        }
        final RecordFault fault = (RecordFault)decoded;
        if (fault.kind() == RecordFault.Kind.VERSION)
        {
            throw new JournalVersionException("frame " + frame.index() + " of " + frame.file() + ": " + fault.message());
        }
        final CRC32C crc = new CRC32C();
        crc.update(frame.bytes());
        faults++;
        damage.pending(new Replayed.Damage(
            frame.file(), frame.index(), new RecordContent.Numbers(false, crc.getValue(), frame.bytes().length), fault.message()));
    }

    private void place(final FrameSource.Frame frame, final JournalRecord record)
    {
        if (records == 0 && !begins(record) && faults == 0 && record.sequence() > 1)
        {
            // Until a record says that retention deleted what was before.
            damage.begins(new ChainHead(record.sequence() - 1, record.seal().predecessor()), new Replayed.Damage(
                frame.file(), frame.index(), new RecordContent.Numbers(false, 1, record.sequence()),
                "the journal begins with record " + record.sequence() + ", and no record says that retention deleted those before"));
            return;
        }
        final boolean follows = records == 0 ? begins(record) : record.follows(head);
        damage.settle(follows && faults <= 1);
        if (!follows && faults == 0)
        {
            final long expected = head.sequence() + 1;
            damage.middle(new Replayed.Damage(
                frame.file(), frame.index(), new RecordContent.Numbers(false, expected, record.sequence()),
                record.sequence() == expected ? "record " + expected + " does not carry the hash of the one before it"
                    : "record " + record.sequence() + " stands where record " + expected + " belongs"));
        }
        faults = 0;
    }

    /** Where sealing begins behind records without a seal, until a record says that a start has told so. */
    private void sealing(final FrameSource.Frame frame, final JournalRecord record)
    {
        if (records > 0 && end == null && record.seal().keyed())
        {
            damage.middle(SealedEnd.begun(frame.file(), frame.index(), head));
        }
    }

    private boolean begins(final JournalRecord record)
    {
        return record.follows(ChainHead.START)
            || retained != null && (record.follows(retained) || record.sequence() >= 1 && record.sequence() <= retained.sequence());
    }

    private void record(final JournalRecord record)
    {
        records++;
        named.record(record.head());
        if (record.sequence() > head.sequence())
        {
            // Out of order, an older record neither moves the head nor loosens what is known.
            head = record.head();
            scopes.record(record.content());
            lives.record(record.content());
            notices.record(record.content());
            transitions.record(record.sequence(), record.content());
        }
        else
        {
            scopes.stale(record.content());
        }
        damage.record(record);
        tails.record(record);
    }

    /** Of tails those behind which nothing stands: in what comes before a record the chain itself shows what is missing. */
    private Replayed result(final List<FileTail> unmarked)
    {
        final List<FileTail> untold = unmarked.stream()
            .filter(tail -> tail.file().compareTo(file) >= 0 && !tails.tells(tail.file(), tail.position())).toList();
        return new Replayed(scopes.scopes(), head, records, lives.last(), lives.starts(), damage.result(faults), scopes.since(), end,
            notices, transitions, untold, named.replaced());
    }
}
