package io.interlock.journal.verify;

import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.UUID;

/**
 * Whether the decisions of each life are all there (DESIGN, invariant 4): transitions and commands share one row, from 1. After a GAP
 * record those that were not certain to be kept are appended again, so the row may step back there, once.
 *
 * <p>Threading: one thread.
 */
final class DecisionRow
{
    private final Findings findings;
    private UUID boot;
    private long last;
    /** The first life of a journal whose older files were deleted begins anywhere. */
    private boolean anywhere;
    private boolean afterGap;
    /** Records that are missing since the last decision: found already, and decisions may have been among them. */
    private long missing;
    private int lives;

    DecisionRow(final Findings findings)
    {
        this.findings = findings;
    }

    void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final UUID current = record.content().stamp().bootId();
        if (!current.equals(boot))
        {
            anywhere = boot == null && record.sequence() != 1;
            boot = current;
            last = 0;
            missing = 0;
            lives++;
            afterGap = false;
        }
        afterGap |= record.type() == RecordType.GAP;
        if (record.type() == RecordType.TRANSITION || record.type() == RecordType.COMMAND)
        {
            decision(frame, record, record.content().stamp().decision());
        }
    }

    /** So many records are missing, and that is said elsewhere. */
    void missing(final long records)
    {
        missing += records;
    }

    private void decision(final FrameSource.Frame frame, final JournalRecord record, final long decision)
    {
        // Behind a GAP some come again, and some may be missing: the record says so itself.
        final boolean again = afterGap && decision >= 1;
        final boolean explained = decision > last && decision - last - 1 <= missing;
        if (!anywhere && !again && !explained)
        {
            findings.at(Finding.Kind.DECISION_GAP, frame, record.sequence(), decision > last
                ? "decisions " + (last + 1) + " to " + (decision - 1) + " of life " + boot + " are missing before decision " + decision
                : "decision " + decision + " of life " + boot + " comes after decision " + last);
        }
        anywhere = false;
        afterGap = false;
        missing = 0;
        last = decision;
    }

    int lives()
    {
        return lives;
    }
}
