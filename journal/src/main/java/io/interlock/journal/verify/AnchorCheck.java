package io.interlock.journal.verify;

import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.Hash;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.store.FrameSource;

/**
 * Whether the record that an anchor names is there and is that record.
 *
 * <p>Threading: one thread.
 */
final class AnchorCheck
{
    private final Findings findings;
    private final ChainHead anchor;
    private final String name;
    private boolean judged;

    /** Without an anchor (null) it finds nothing. */
    AnchorCheck(final Findings findings, final ChainHead anchor, final String name)
    {
        this.findings = findings;
        this.anchor = anchor;
        this.name = name;
        judged = anchor == null || anchor.equals(ChainHead.START);
    }

    /** A record in its place, the first among them: the one before the first is known by the hash that the first carries. */
    void record(final FrameSource.Frame frame, final JournalRecord record, final Hash own, final boolean first)
    {
        if (judged)
        {
            return;
        }
        if (first && record.sequence() == anchor.sequence() + 1)
        {
            judge(frame, record, record.seal().predecessor());
        }
        else if (record.sequence() == anchor.sequence())
        {
            judge(frame, record, own);
        }
    }

    private void judge(final FrameSource.Frame frame, final JournalRecord record, final Hash found)
    {
        judged = true;
        if (!found.equals(anchor.hash()))
        {
            findings.at(Finding.Kind.ANCHOR, frame, record.sequence(),
                name + " says that record " + anchor.sequence() + " has the hash " + anchor.hash() + "; here it has " + found);
        }
    }

    /** Where the end could not be read, what is not there is not known to be cut off. */
    void end(final long first, final ChainHead head, final boolean unread)
    {
        if (judged)
        {
            return;
        }
        if (unread && anchor.sequence() > head.sequence())
        {
            findings.whole(
                Finding.Kind.ANCHOR, name + " names record " + anchor.sequence() + ", and the journal cannot be read up to there");
        }
        else if (anchor.sequence() > head.sequence())
        {
            findings.whole(Finding.Kind.CUT, name + " names record " + anchor.sequence() + "; the journal ends with record "
                + head.sequence() + ": " + (anchor.sequence() - head.sequence()) + " records were cut off");
        }
        else
        {
            findings.whole(Finding.Kind.ANCHOR, name + " names record " + anchor.sequence() + ", which is not there"
                + (anchor.sequence() < first ? ": the journal begins with record " + first + "; give a later anchor" : ""));
        }
    }
}
