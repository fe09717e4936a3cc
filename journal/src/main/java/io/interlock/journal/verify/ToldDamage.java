package io.interlock.journal.verify;

import io.interlock.core.model.Cause;
import io.interlock.journal.record.Contents;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Damage that a start found and recorded. The chain goes on behind it, so that of a cut nothing else may be left to be seen. It stays a
 * finding until an operator has accepted JOURNAL_DAMAGE.
 *
 * <p>Threading: one thread.
 */
final class ToldDamage
{
    private static final String ACCEPT = "ACCEPT";
    /** The law's answer to it. */
    private static final String ACCEPTED = "accepted: " + Cause.JOURNAL_DAMAGE;

    private final Findings findings;
    private final List<Finding> standing = new ArrayList<>();
    private int accepted;

    ToldDamage(final Findings findings)
    {
        this.findings = findings;
    }

    void record(final FrameSource.Frame frame, final JournalRecord record)
    {
        final var texts = record.content().texts();
        if (record.type() == RecordType.DAMAGE && texts.subject().equals(Contents.DAMAGE) && standing.size() < Verification.MOST)
        {
            standing.add(findings.at(Finding.Kind.TOLD, frame, record.sequence(),
                "a start found, and nobody has accepted it: " + texts.details()));
        }
        else if (record.type() == RecordType.COMMAND && record.content().outcome().done() && texts.subject().equals(ACCEPT)
            && texts.details().equals(ACCEPTED))
        {
            accepted += standing.size();
            standing.forEach(findings::remove);
            standing.clear();
        }
    }

    int accepted()
    {
        return accepted;
    }
}
