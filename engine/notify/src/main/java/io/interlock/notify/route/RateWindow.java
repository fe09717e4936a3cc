package io.interlock.notify.route;

/**
 * At most so many messages in any minute. A third is kept for what must arrive, so that a flood of warnings does not keep a CRITICAL
 * waiting. Threading: the router's thread.
 */
final class RateWindow
{
    private static final long WINDOW_MS = 60_000;
    private static final int MOST = 10_000;

    private final long[] sentMs;
    private final int forAll;
    private int first;
    private int size;

    RateWindow(final int perMinute)
    {
        final int most = Math.max(1, Math.min(perMinute, MOST));
        sentMs = new long[most];
        forAll = most - most / 3;
    }

    /** Takes room for one message; false where there is none. */
    boolean take(final boolean urgent, final long nowMs)
    {
        expire(nowMs);
        if (size >= (urgent ? sentMs.length : forAll))
        {
            return false;
        }
        add(nowMs);
        return true;
    }

    /** Takes room where there is some; what passes every limit counts too. */
    void force(final long nowMs)
    {
        expire(nowMs);
        if (size == sentMs.length)
        {
            first = (first + 1) % sentMs.length;
            size--;
        }
        add(nowMs);
    }

    /** When there is room for what must arrive. */
    long roomMs(final long nowMs)
    {
        expire(nowMs);
        return size < sentMs.length ? nowMs : sentMs[first] + WINDOW_MS;
    }

    private void add(final long nowMs)
    {
        sentMs[(first + size) % sentMs.length] = nowMs;
        size++;
    }

    private void expire(final long nowMs)
    {
        while (size > 0 && sentMs[first] + WINDOW_MS <= nowMs)
        {
            first = (first + 1) % sentMs.length;
            size--;
        }
    }
}
