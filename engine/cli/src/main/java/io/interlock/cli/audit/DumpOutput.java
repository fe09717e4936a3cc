package io.interlock.cli.audit;

import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.store.FrameSource;

/** Where a dump goes: one line a record, and one a note. Threading: one thread. */
interface DumpOutput
{
    /** A record, and the frame that it was in. */
    void record(FrameSource.Frame frame, JournalRecord record);

    /** What is not as it was written. */
    void note(Note note);

    /** Hands on everything so far. */
    void flush();
}
