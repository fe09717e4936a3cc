package io.interlock.journal.report;

import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeRecord;
import io.interlock.journal.record.RecordContent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of notifications.
 *
 * <p>Threading: one thread.
 */
final class NoticeBook
{
    private static final int FIRST = 100;
    private static final int LAST = 150;
    private static final int MOST_CHANNELS = 32;

    private final Rows<Row> rows = new Rows<>(FIRST, LAST);
    private final Map<String, long[]> tallies = new LinkedHashMap<>();

    /** One notification over one channel. */
    record Row(long wallMs, String channel, String scope, NoticeRecord.Outcome outcome, int attempt, String details)
    {
        boolean isBad()
        {
            return outcome == NoticeRecord.Outcome.FAILED || outcome == NoticeRecord.Outcome.RETRIED;
        }
    }

    void record(final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        final String channel = texts.subject().isEmpty() ? Shown.name(texts.actor()) : Shown.name(texts.subject());
        final NoticeRecord.Outcome outcome = outcome(content.outcome());
        rows.add(new Row(content.stamp().wallMs(), channel, Shown.name(texts.scope()), outcome, content.outcome().attempt(),
            Shown.words(texts.details())));
        final boolean delivered = outcome == NoticeRecord.Outcome.DELIVERED;
        if (!delivered && outcome != NoticeRecord.Outcome.FAILED)
        {
            return;
        }
        final boolean room = tallies.containsKey(channel) || tallies.size() < MOST_CHANNELS;
        // In a storm one record stands for many.
        tallies.computeIfAbsent(room ? channel : "others", name -> new long[2])[delivered ? 1 : 0] +=
            NoticeDigest.count(texts.reason(), texts.details());
    }

    private static NoticeRecord.Outcome outcome(final RecordContent.Outcome outcome)
    {
        return outcome.notice() != null ? outcome.notice()
            : outcome.done() ? NoticeRecord.Outcome.DELIVERED : NoticeRecord.Outcome.FAILED;
    }

    Rows<Row> rows()
    {
        return rows;
    }

    /** By channel: not delivered, delivered. */
    Map<String, long[]> tallies()
    {
        return tallies;
    }

    long undelivered()
    {
        return tallies.values().stream().mapToLong(tally -> tally[0]).sum();
    }
}
