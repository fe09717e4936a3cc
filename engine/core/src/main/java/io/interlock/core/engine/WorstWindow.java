package io.interlock.core.engine;

import java.util.Arrays;

/**
 * The largest number of the last five minutes, in slices of ten seconds. For people: it decides nothing.
 *
 * <p>Threading: breaker thread only. Allocates nothing once it is made, since it is told while a full heap is judged.
 */
final class WorstWindow
{
    /** There was none. */
    static final long NONE = -1;

    private static final int SLICES = 31;
    private static final long SLICE_NS = 10_000_000_000L;

    private final long[] worst = new long[SLICES];
    private final long[] sliceOf = new long[SLICES];

    WorstWindow()
    {
        Arrays.fill(sliceOf, NONE);
    }

    /** Nothing below 0. */
    void add(final long number, final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        final int at = (int)(slice % SLICES);
        if (sliceOf[at] != slice)
        {
            sliceOf[at] = slice;
            worst[at] = 0;
        }
        worst[at] = Math.max(worst[at], number);
    }

    /** The largest of this slice and the one before: of the last ten to twenty seconds. */
    long recent(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        return Math.max(of(slice), of(slice - 1));
    }

    private long of(final long slice)
    {
        final int at = (int)Math.floorMod(slice, (long)SLICES);
        return slice >= 0 && sliceOf[at] == slice ? worst[at] : NONE;
    }

    long worst(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        long largest = NONE;
        for (int i = 0; i < SLICES; i++)
        {
            if (sliceOf[i] != NONE && slice - sliceOf[i] < SLICES - 1)
            {
                largest = Math.max(largest, worst[i]);
            }
        }
        return largest;
    }
}
