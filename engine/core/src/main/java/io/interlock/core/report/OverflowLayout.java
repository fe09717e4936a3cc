package io.interlock.core.report;

/**
 * The layout of one reporter's overflow counters, 256 bytes.
 * <pre>
 *   +0   folded            reports folded, cumulative              writer: reporter
 *   +8   collected         of those, judged                        writer: breaker
 *   +16  latency ALERT     samples that reached it, cumulative     +24 THROTTLE   +32 HALT
 *   +40  invalid           bad samples, cumulative
 *   +48  successes         cumulative
 *   +56  critical 0..3     cumulative, four longs
 *   +88  runs              failures, longest run and current run of failures; see {@link #FAILURES_SHIFT}
 *   +96  worst latency     nanoseconds, {@link #NONE} where there is none
 *   +104 worst slippage    parts per billion, likewise
 *   +112 worst loss        bits of a double, likewise
 *   +120 equity highest    bits of a double, likewise   +128 lowest   +136 last
 *   +144 exchange          worst and last, {@code worst << 8 | last}, likewise
 *   +152 network           worst and last, likewise
 * </pre>
 * Counts are never reset: the breaker remembers what it has seen and judges the difference. Extremes and runs are taken by an atomic
 * exchange, so an update comes either before it and is judged now, or after it and is judged next time: nothing is lost either way.
 */
final class OverflowLayout
{
    static final int SIZE = 256;
    static final int FOLDED = 0;
    static final int COLLECTED = 8;
    static final int LATENCY_ALERT = 16;
    static final int LATENCY_THROTTLE = 24;
    static final int LATENCY_HALT = 32;
    static final int INVALID = 40;
    static final int SUCCESSES = 48;
    static final int CRITICAL = 56;
    static final int RUNS = 88;
    static final int WORST_LATENCY = 96;
    static final int WORST_SLIPPAGE = 104;
    static final int WORST_LOSS = 112;
    static final int EQUITY_HIGH = 120;
    static final int EQUITY_LOW = 128;
    static final int EQUITY_LAST = 136;
    static final int EXCHANGE = 144;
    static final int NETWORK = 152;

    /** Nothing was folded here. No number that can be folded has this value, and no valid double these bits. */
    static final long NONE = Long.MIN_VALUE;

    /** A runs word: current run in bits 0 to 20, longest in 21 to 41, failures in 42 to 62; each saturates. */
    static final int LONGEST_SHIFT = 21;
    static final int FAILURES_SHIFT = 42;
    static final long RUN_MASK = (1L << 21) - 1;

    private OverflowLayout()
    {
    }
}
