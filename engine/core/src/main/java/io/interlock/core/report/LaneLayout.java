package io.interlock.core.report;

/**
 * The layout of a lane: a header of two cache lines and a histogram beside it.
 * <pre>
 *   +0  fills          healthy, cumulative            +8  latencies   +16 successes   +24 slippages
 *   +32 latency sum    nanoseconds, cumulative, of latencies and fills
 *   +40 latency max    nanoseconds, since it was last collected
 *   +48 slippage max   bits of a double, the part of the expected price lost, since it was last collected
 *
 *   +64 after          the last sequence of the ring that this reporter published; -1 before the first. On a line of its own: it is
 *                      written with each event, while the breaker reads the counts before each
 *
 *   histogram: one count a bucket, log-linear; 16 buckets for each doubling, exact below 32 ns
 * </pre>
 * Counts are never reset: the breaker thread remembers what it has seen. The two maxima are: it takes them by an exchange with 0. A
 * reporter compares and then writes, so a maximum that comes at the same moment is taken with this collection or with the next, and never
 * lost.
 */
final class LaneLayout
{
    static final int HEADER = 128;
    static final int FILLS = 0;
    static final int LATENCIES = 8;
    static final int SUCCESSES = 16;
    static final int SLIPPAGES = 24;
    static final int LATENCY_SUM = 32;
    static final int LATENCY_MAX = 40;
    static final int SLIPPAGE_MAX = 48;
    static final int AFTER = 64;

    private static final int SUB_BITS = 4;
    /** Leading zeros of the largest value that has a bucket of its own. */
    private static final int EXACT_ZEROS = 63 - SUB_BITS;
    private static final long EXACT = 1L << SUB_BITS;

    private LaneLayout()
    {
    }

    /** The bucket of a latency that is not negative. */
    static long bucket(final long latencyNs)
    {
        final long shift = EXACT_ZEROS - Long.numberOfLeadingZeros(latencyNs | EXACT);
        return (shift << SUB_BITS) + (latencyNs >>> shift);
    }

    /** The largest latency in a bucket. */
    static long highest(final int bucket)
    {
        final int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
        return ((bucket - ((long)shift << SUB_BITS) + 1) << shift) - 1;
    }
}
