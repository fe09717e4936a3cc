package io.interlock.journal.report;

/**
 * When about a frame was written: the wall time of the record before it, for so many frames as evenly as they fit.
 *
 * <p>Threading: one thread.
 */
final class FrameTimes
{
    private static final int MOST = 4_096;

    private final long[] frames = new long[MOST];
    private final long[] timesMs = new long[MOST];
    private int size;
    private long stride = 1;
    private long seen;

    void add(final long frame, final long wallMs)
    {
        if (seen++ % stride != 0)
        {
            return;
        }
        if (size == MOST)
        {
            for (int i = 0; i < MOST; i += 2)
            {
                frames[i / 2] = frames[i];
                timesMs[i / 2] = timesMs[i];
            }
            size = MOST / 2;
            stride *= 2;
        }
        frames[size] = frame;
        timesMs[size++] = wallMs;
    }

    /** Of the last record that is known at or before a frame; the first's where there is none. */
    long at(final long frame)
    {
        int low = 0;
        int high = size;
        while (high - low > 1)
        {
            final int middle = (low + high) >>> 1;
            if (frames[middle] <= frame)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
        return size == 0 ? 0 : timesMs[low];
    }
}
