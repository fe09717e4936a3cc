package io.interlock.journal.replay;

import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordContent;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.record.RecordType;
import java.util.ArrayList;
import java.util.List;

/** A journal taken apart, changed, and chained anew as somebody can who has no key to get past, for tests. Threading: one thread. */
final class TamperedJournal
{
    final List<RecordContent> records = new ArrayList<>();

    TamperedJournal(final List<byte[]> frames)
    {
        final RecordDecoder decoder = new RecordDecoder();
        frames.forEach(frame -> records.add(((JournalRecord)decoder.decode(frame)).content()));
    }

    static boolean isDecision(final RecordContent content)
    {
        return content.type() == RecordType.TRANSITION || content.type() == RecordType.COMMAND;
    }

    /** Where a decision of a sequence is; -1 for nowhere. */
    static int decisionAt(final List<byte[]> frames, final long sequence)
    {
        return new TamperedJournal(frames).at(sequence);
    }

    int at(final long sequence)
    {
        for (int i = 0; i < records.size(); i++)
        {
            if (isDecision(records.get(i)) && records.get(i).stamp().decision() == sequence)
            {
                return i;
            }
        }
        return -1;
    }

    List<byte[]> frames()
    {
        final MemoryJournal journal = new MemoryJournal(null);
        records.forEach(journal::add);
        return journal.frames;
    }
}
