package io.interlock.journal.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Time in equal buckets, as fine as they fit: when time goes beyond the last one, each two become one, in everything that is laid out by
 * this grid.
 *
 * <p>Threading: one thread.
 */
final class TimeGrid
{
    /** Buckets at most. */
    static final int MOST = 600;

    private final List<Channel> channels = new ArrayList<>();
    private boolean begun;
    private long startMs;
    private long widthMs = 1;
    private int used;

    void add(final Channel channel)
    {
        channels.add(channel);
    }

    /** The bucket of a time; one before the beginning is the first's. */
    int at(final long wallMs)
    {
        if (!begun)
        {
            begun = true;
            startMs = wallMs;
        }
        // A clock far ahead gives a difference beyond what a long holds.
        final long sinceMs = Math.max(0, wallMs < startMs ? 0 : wallMs - startMs < 0 ? Long.MAX_VALUE : wallMs - startMs);
        while (sinceMs / widthMs >= MOST)
        {
            widthMs *= 2;
            channels.forEach(Channel::halve);
            used = (used + 1) / 2;
        }
        final int bucket = (int)(sinceMs / widthMs);
        used = Math.max(used, bucket + 1);
        return bucket;
    }

    int used()
    {
        return used;
    }

    long widthMs()
    {
        return widthMs;
    }

    /** The middle of a bucket. */
    long middleMs(final int bucket)
    {
        return startMs + bucket * widthMs + widthMs / 2;
    }
}
