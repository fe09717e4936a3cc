package io.interlock.journal.report;

import io.interlock.core.model.Level;
import java.util.Arrays;

/**
 * In which level a scope was, and when: bands without end in a bounded place. Where there are too many, short ones are merged into the more
 * severe: a picture may show a level longer than it lasted, and never leave one out.
 *
 * <p>Threading: one thread.
 */
final class LevelBands
{
    /** Bands kept. */
    static final int MOST = 256;

    private long[] starts = new long[4];
    private long[] ends = new long[4];
    private byte[] levels = new byte[4];
    private int size;
    private boolean merged;

    /** Appends; each begins where the one before ended, or later. */
    void add(final long fromMs, final long toMs, final Level level)
    {
        if (fromMs == toMs && level == Level.CLOSED)
        {
            return;
        }
        if (size > 0 && levels[size - 1] == level.ordinal() && ends[size - 1] == fromMs)
        {
            ends[size - 1] = toMs;
            return;
        }
        if (size == MOST)
        {
            merge();
        }
        if (size == starts.length)
        {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            levels = Arrays.copyOf(levels, 2 * size);
        }
        starts[size] = fromMs;
        ends[size] = toMs;
        levels[size++] = (byte)level.ordinal();
    }

    private void merge()
    {
        merged = true;
        final long leastMs = Math.max(1, (ends[size - 1] - starts[0]) / (MOST / 2));
        int kept = 0;
        for (int i = 1; i < size; i++)
        {
            if (ends[kept] - starts[kept] < leastMs)
            {
                ends[kept] = ends[i];
                levels[kept] = (byte)Math.max(levels[kept], levels[i]);
            }
            else
            {
                kept++;
                starts[kept] = starts[i];
                ends[kept] = ends[i];
                levels[kept] = levels[i];
            }
        }
        size = kept + 1;
    }

    int size()
    {
        return size;
    }

    long startMs(final int band)
    {
        return starts[band];
    }

    long endMs(final int band)
    {
        return ends[band];
    }

    Level level(final int band)
    {
        return Level.of(levels[band]);
    }

    /** Whether short bands were merged. */
    boolean isMerged()
    {
        return merged;
    }
}
