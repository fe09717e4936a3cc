package io.interlock.journal.record;

/** What bytes turned out to be: a {@link JournalRecord}, or the {@link RecordFault} that they are none. */
public sealed interface Decoded permits JournalRecord, RecordFault
{
}
