package io.interlock.journal.verify;

import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.Retained;
import io.interlock.journal.store.FrameSource;

/**
 * Whether a journal that does not begin with record 1 may begin where it does: a RETAINED record further on says that retention deleted
 * what was before.
 *
 * <p>Threading: one thread.
 */
final class Beginning
{
    private final Findings findings;
    private FrameSource.Frame frame;
    /** The record before the first; null where nothing has to be shown. */
    private ChainHead before;

    Beginning(final Findings findings)
    {
        this.findings = findings;
    }

    /** It begins with a record other than the first. */
    void at(final FrameSource.Frame first, final JournalRecord record)
    {
        frame = first;
        before = new ChainHead(record.sequence() - 1, record.seal().predecessor());
    }

    void record(final JournalRecord record)
    {
        if (before != null && before.equals(Retained.of(record.content())))
        {
            before = null;
        }
    }

    void end()
    {
        if (before != null)
        {
            findings.at(Finding.Kind.MISSING, frame, before.sequence() + 1, "it is the first: " + (before.sequence() == 1
                ? "record 1 is" : "records 1 to " + before.sequence() + " are") + " missing before it, and no record says that retention "
                + "deleted them");
        }
    }
}
