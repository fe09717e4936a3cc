package io.interlock.gateway.fix;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts and costs of a tap. Threading: any thread; adds are wait-free. */
final class TapCounters
{
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final LongAdder whole = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final LongAdder cancels = new LongAdder();
    private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final Histogram outbound = new ConcurrentHistogram(1, HIGHEST_NS, DIGITS);
    private final Histogram inbound = new ConcurrentHistogram(1, HIGHEST_NS, DIGITS);

    void sent(final boolean wasCut)
    {
        // Apart, not one as a part of the other: their difference could fall for a moment, and a counter that falls looks like a restart.
        (wasCut ? cut : whole).increment();
    }

    void cancelled()
    {
        cancels.increment();
    }

    void refused(final String reason)
    {
        LongAdder counter = refused.get(reason);
        if (counter == null)
        {
            counter = refused.computeIfAbsent(reason, name -> new LongAdder());
        }
        counter.increment();
    }

    void outboundNs(final long ns)
    {
        outbound.recordValue(clamped(ns));
    }

    void inboundNs(final long ns)
    {
        inbound.recordValue(clamped(ns));
    }

    /** The histogram throws for what is above its range. */
    private static long clamped(final long ns)
    {
        return Math.max(0, Math.min(HIGHEST_NS, ns));
    }

    TapCounts counts()
    {
        final Map<String, Long> copy = new TreeMap<>();
        refused.forEach((reason, count) -> copy.put(reason, count.sum()));
        final long cutNow = cut.sum();
        return new TapCounts(whole.sum() + cutNow, cutNow, cancels.sum(), copy);
    }

    Histogram outboundCost()
    {
        return outbound.copy();
    }

    Histogram inboundCost()
    {
        return inbound.copy();
    }
}
