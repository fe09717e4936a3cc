package io.interlock.journal.report;

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
    record Row(long wallMs, String channel, String scope, boolean delivered, int attempt, String details)
    {
    }

    void record(final RecordContent content)
    {
        final RecordContent.Texts texts = content.texts();
        final String channel = Shown.name(texts.subject());
        final boolean delivered = content.outcome().done();
        rows.add(new Row(content.stamp().wallMs(), channel, Shown.name(texts.scope()), delivered, content.outcome().attempt(),
            Shown.words(texts.details())));
        final boolean room = tallies.containsKey(channel) || tallies.size() < MOST_CHANNELS;
        tallies.computeIfAbsent(room ? channel : "others", name -> new long[2])[delivered ? 1 : 0]++;
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
