package io.interlock.core.dump;

import io.interlock.core.model.Level;
import io.interlock.core.status.MetricsStatus;

/**
 * The last metrics samples, without a reference to any.
 *
 * <p>Threading: breaker thread; a copy belongs to who reads it.
 */
public final class SampleRing
{
    private static final int SAMPLES = 128;

    private final long[] wallMs = new long[SAMPLES];
    private final int[] level = new int[SAMPLES];
    private final int[] streak = new int[SAMPLES];
    private final Latencies[] latencies = new Latencies[SAMPLES];
    private long added;

    /** Latencies of the five minutes before a sample. */
    static final class Latencies
    {
        long samples;
        double avgMs = Double.NaN;
        double p50Ms = Double.NaN;
        double p99Ms = Double.NaN;
        double maxMs = Double.NaN;

        void set(final long count, final double avg, final double p50, final double p99, final double max)
        {
            samples = count;
            avgMs = avg;
            p50Ms = p50;
            p99Ms = p99;
            maxMs = max;
        }

        void set(final Latencies other)
        {
            set(other.samples, other.avgMs, other.p50Ms, other.p99Ms, other.maxMs);
        }
    }

    /** Room for all of them. */
    public SampleRing()
    {
        for (int i = 0; i < SAMPLES; i++)
        {
            latencies[i] = new Latencies();
        }
    }

    /**
     * Adds a sample in place of the oldest.
     *
     * @param atWallMs wall time, milliseconds since 1970.
     * @param worst    the most severe level of all scopes.
     * @param failures in a row, of the root.
     * @param last     latencies.
     */
    public void add(final long atWallMs, final Level worst, final int failures, final MetricsStatus last)
    {
        final int at = (int)(added % SAMPLES);
        wallMs[at] = atWallMs;
        level[at] = worst.ordinal();
        streak[at] = failures;
        latencies[at].set(last.samples(), last.avgMs(), last.p50Ms(), last.p99Ms(), last.maxMs());
        added++;
    }

    void set(final SampleRing other)
    {
        added = other.added;
        for (int i = 0; i < SAMPLES; i++)
        {
            wallMs[i] = other.wallMs[i];
            level[i] = other.level[i];
            streak[i] = other.streak[i];
            latencies[i].set(other.latencies[i]);
        }
    }

    /** How many it holds. */
    int size()
    {
        return (int)Math.min(added, SAMPLES);
    }

    /** Where a sample is, counted from the oldest. */
    private int at(final int sample)
    {
        return (int)((added - size() + sample) % SAMPLES);
    }

    long wallMs(final int sample)
    {
        return wallMs[at(sample)];
    }

    Level level(final int sample)
    {
        return Level.of(level[at(sample)]);
    }

    int streak(final int sample)
    {
        return streak[at(sample)];
    }

    Latencies latencies(final int sample)
    {
        return latencies[at(sample)];
    }
}
