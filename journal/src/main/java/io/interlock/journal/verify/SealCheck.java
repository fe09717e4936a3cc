package io.interlock.journal.verify;

import io.interlock.journal.record.Chain;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalKey;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordLayout;
import io.interlock.journal.store.FrameSource;

/**
 * Whether each record's own hash is right, and made with the key.
 *
 * <p>A key that is configured later seals from then on: records before may be without, since the first sealed one carries the hash of the
 * last of them. A start says so in a DAMAGE record, since it looks the same where somebody without the key made them anew. After the first
 * sealed record none may be without, and with a key at least one must be sealed; so whoever has no key cannot end a journal as he likes.
 *
 * <p>Threading: one thread.
 */
final class SealCheck
{
    private final Findings findings;
    private final Chain chain;
    private long sealed;
    private long firstSealed;
    private long wrong;
    private boolean asked;
    private FrameSource.Frame first;
    private long firstSequence;
    private FrameSource.Frame firstWrong;
    private long firstWrongSequence;

    SealCheck(final Findings findings, final JournalKey key)
    {
        this.findings = findings;
        chain = new Chain(ChainHead.START, key);
    }

    /** The own hash as it ought to be; the stated one where that cannot be known. */
    Hash record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final boolean keyed = record.seal().keyed();
        if (first == null)
        {
            first = frame;
            firstSequence = record.sequence();
        }
        if (keyed && firstSealed == 0)
        {
            firstSealed = record.sequence();
        }
        if (keyed && !chain.keyed())
        {
            if (!asked)
            {
                findings.at(Finding.Kind.KEY_NEEDED, frame, record.sequence(),
                    "it is sealed with a key, and none was given: without it an edit cannot be excluded");
            }
            asked = true;
            return record.seal().own();
        }
        if (!keyed && sealed > 0)
        {
            findings.at(Finding.Kind.NOT_KEYED, frame, record.sequence(),
                "it is not sealed with the key, though records before it are: whoever made it did not have the key");
        }
        sealed += keyed ? 1 : 0;
        final Hash own = chain.hash(frame.bytes(), frame.bytes().length - RecordLayout.TRAILER, keyed);
        if (!own.equals(record.seal().own()))
        {
            mismatch(frame, record, keyed);
        }
        return own;
    }

    private void mismatch(final FrameSource.Frame frame, final JournalRecord record, final boolean keyed)
    {
        if (keyed && wrong++ == 0)
        {
            firstWrong = frame;
            firstWrongSequence = record.sequence();
        }
        findings.at(Finding.Kind.EDITED, frame, record.sequence(), keyed
            ? "its own hash is not what the key makes of its bytes: it was edited, or sealed with another key"
            : "its own hash is not that of its bytes: it was edited");
    }

    /** The first record that is sealed; 0 where none is. */
    long firstSealed()
    {
        return firstSealed;
    }

    /** The end: where no sealed record fits, it is the key, and one finding says so instead of one a record. */
    void end()
    {
        if (chain.keyed() && first != null && sealed == 0)
        {
            findings.at(Finding.Kind.NOT_KEYED, first, firstSequence, "a key was given, and neither this nor any other record is sealed");
        }
        if (wrong > 1 && wrong == sealed)
        {
            findings.removeIf(finding -> finding.kind() == Finding.Kind.EDITED);
            findings.at(Finding.Kind.WRONG_KEY, firstWrong, firstWrongSequence,
                "none of the " + sealed + " sealed records fits the key: it is another key, or all were made anew");
        }
    }
}
