package io.interlock.journal;

import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordLayout;

/**
 * The last record of a journal, sealed with a key. Whoever goes on must have that key: a chain that went on with another, or with none,
 * would verify with neither.
 *
 * <p>Threading: immutable.
 */
final class SealedEnd
{
    private final byte[] frame;
    private final JournalRecord record;

    private SealedEnd(final byte[] frame, final JournalRecord record)
    {
        this.frame = frame;
        this.record = record;
    }

    /** Null where the record is not sealed with a key. */
    static SealedEnd of(final byte[] frame, final JournalRecord record)
    {
        return record.seal().keyed() ? new SealedEnd(frame, record) : null;
    }

    /**
     * There is a key, and what is before it is not sealed. Either the key is new, or somebody without it made all that anew, which nothing
     * else would show: an operator knows, and a sealed record says so from then on. Until that record is there every start finds it.
     */
    static Replayed.Damage begun(final String file, final long index, final ChainHead unsealed)
    {
        return new Replayed.Damage(file, index, new RecordContent.Numbers(false, 0, unsealed.sequence()),
            "there is a key, and record " + unsealed.sequence() + " before it is not sealed: where the key was not new then, who does not "
                + "have it made this");
    }

    /** Says what is wrong with a key; null where it is the right one. */
    String refusal(final JournalKey key)
    {
        if (key != null && record.seal().own().equals(
            new Chain(ChainHead.START, key).hash(frame, frame.length - RecordLayout.TRAILER, true)))
        {
            return null;
        }
        return "record " + record.sequence() + ", its last, is sealed with a key, and "
            + (key == null ? "journal.key-file names none" : "that of journal.key-file is another")
            + ": give the key that it was sealed with, or begin a new directory";
    }
}
