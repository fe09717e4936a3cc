package io.interlock.journal.verify;

import io.interlock.journal.record.Contents;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordType;
import io.interlock.journal.store.FrameSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Undecodable frames that a crash left and recovery recorded. Such a frame stays in the file, since frames are only appended; it is no
 * finding where a later DAMAGE record, itself a link of the chain, names its checksum and length, one record for each. No such frame stands
 * for a record: the chain goes on past it.
 *
 * <p>Threading: one thread.
 */
final class TornTails
{
    private record Pending(Finding finding, RecordContent.Numbers mark)
    {
    }

    private final Findings findings;
    private final List<Pending> pending = new ArrayList<>();
    private int count;

    TornTails(final Findings findings)
    {
        this.findings = findings;
    }

    void fault(final Finding finding, final FrameSource.Frame frame)
    {
        if (pending.size() < Verification.MOST)
        {
            final CRC32C crc = new CRC32C();
            crc.update(frame.bytes());
            pending.add(new Pending(finding, new RecordContent.Numbers(false, crc.getValue(), frame.bytes().length)));
        }
    }

    /** Records are missing where the latest frames stand: whatever names them later, they are no torn tails. */
    void missing(final long frames)
    {
        for (long i = 0; i < frames && !pending.isEmpty(); i++)
        {
            pending.remove(pending.size() - 1);
        }
    }

    void record(final JournalRecord record)
    {
        if (pending.isEmpty() || record.type() != RecordType.DAMAGE
            || !record.content().texts().subject().equals(Contents.TORN_TAIL))
        {
            return;
        }
        for (int i = 0; i < pending.size(); i++)
        {
            if (pending.get(i).mark().equals(record.content().change().numbers()))
            {
                findings.remove(pending.remove(i).finding());
                count++;
                return;
            }
        }
    }

    int count()
    {
        return count;
    }
}
