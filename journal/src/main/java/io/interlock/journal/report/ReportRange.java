package io.interlock.journal.report;

import io.interlock.journal.record.JournalRecord;

/**
 * What of a journal a report is about. From the first record on that is at the beginning or later everything counts, also where the clock
 * was set back afterwards.
 *
 * @param fromSequence least sequence of the first record; {@link Long#MIN_VALUE} where that is not asked for.
 * @param fromMs       its least wall time, milliseconds since 1970; {@link Long#MIN_VALUE} where that is not asked for.
 * @param toSequence   greatest sequence of the records; {@link Long#MAX_VALUE} where that is not asked for.
 * @param toMs         their greatest wall time; {@link Long#MAX_VALUE} where that is not asked for.
 */
public record ReportRange(long fromSequence, long fromMs, long toSequence, long toMs)
{
    /** Everything. */
    public static final ReportRange ALL = new ReportRange(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Limits in wall time alone.
     *
     * @param fromMs milliseconds since 1970.
     * @param toMs   milliseconds since 1970.
     * @return the range.
     */
    public static ReportRange between(final long fromMs, final long toMs)
    {
        return new ReportRange(Long.MIN_VALUE, fromMs, Long.MAX_VALUE, toMs);
    }

    /** Whether a record is at the beginning or later. */
    boolean reached(final JournalRecord record)
    {
        return record.sequence() >= fromSequence && record.content().stamp().wallMs() >= fromMs;
    }

    /** Whether a record is behind the end. */
    boolean passed(final JournalRecord record)
    {
        return record.sequence() > toSequence || record.content().stamp().wallMs() > toMs;
    }
}
