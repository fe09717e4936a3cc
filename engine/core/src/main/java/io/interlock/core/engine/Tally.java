package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.status.SampleStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was judged, by kind: how often in all, and when last in each scope.
 *
 * <p>Threading: breaker thread only.
 */
final class Tally
{
    private static final long NEVER = Long.MIN_VALUE;
    private static final int KINDS = InputKind.values().length;

    private final long[] byKind = new long[KINDS];
    private final long[] lanesByKind = new long[KINDS];
    private final List<long[]> lastNs = new ArrayList<>();
    private final List<SlippageWindow> slippages = new ArrayList<>();
    private final List<LatencyWorst> latencies = new ArrayList<>();
    private long reports;
    private long folded;
    private long lanes;
    private long rejected;
    private long faults;

    void addScope()
    {
        final long[] last = new long[KINDS];
        Arrays.fill(last, NEVER);
        lastNs.add(last);
        slippages.add(new SlippageWindow());
        latencies.add(new LatencyWorst());
    }

    void judged(final InputEvent event, final long timeNs)
    {
        final int kind = event.kind().ordinal();
        byKind[kind]++;
        // An order intent is no report, and says nothing of how long a scope has been silent.
        if (event.scopeId() < lastNs.size() && event.kind() != InputKind.ORDER_INTENT)
        {
            lastNs.get(event.scopeId())[kind] = timeNs;
            slippages.get(event.scopeId()).judged(event, timeNs);
            latencies.get(event.scopeId()).judged(event, timeNs);
        }
    }

    void report()
    {
        reports++;
    }

    void folded(final long count)
    {
        folded += count;
    }

    void lanes(final long count)
    {
        lanes += count;
    }

    /** Reports of a kind that lanes gathered. */
    void gathered(final int scopeId, final InputKind kind, final long count, final long timeNs)
    {
        byKind[kind.ordinal()] += count;
        lanesByKind[kind.ordinal()] += count;
        lastNs.get(scopeId)[kind.ordinal()] = timeNs;
        if (kind == InputKind.SLIPPAGE || kind == InputKind.FILL)
        {
            slippages.get(scopeId).add(0, timeNs);
        }
    }

    void reject()
    {
        rejected++;
    }

    void fault()
    {
        faults++;
    }

    long reports()
    {
        return reports;
    }

    long folded()
    {
        return folded;
    }

    long lanes()
    {
        return lanes;
    }

    long rejected()
    {
        return rejected;
    }

    long faults()
    {
        return faults;
    }

    long count(final InputKind kind)
    {
        return byKind[kind.ordinal()];
    }

    Map<String, Long> byKind()
    {
        return named(byKind);
    }

    /** Of those, what lanes gathered. */
    Map<String, Long> lanesByKind()
    {
        return named(lanesByKind);
    }

    private static Map<String, Long> named(final long[] kinds)
    {
        final Map<String, Long> counts = new HashMap<>();
        for (final InputKind kind : InputKind.values())
        {
            if (kinds[kind.ordinal()] > 0)
            {
                counts.put(kind.name(), kinds[kind.ordinal()]);
            }
        }
        return counts;
    }

    /** Copies how many there were of each kind. */
    void copyKinds(final long[] into)
    {
        System.arraycopy(byKind, 0, into, 0, KINDS);
    }

    /** Copies when the last input of each kind came in a scope: engine time, {@link Long#MIN_VALUE} where there was none. */
    void copyLast(final int scopeId, final long[] into)
    {
        System.arraycopy(lastNs.get(scopeId), 0, into, 0, KINDS);
    }

    /** Wall time of the last input of a kind in a scope; 0 where there was none. */
    long lastMs(final int scopeId, final int kind, final long nowNs, final long wallMs)
    {
        final long at = lastNs.get(scopeId)[kind];
        return at == NEVER ? 0 : wallMs - (nowNs - at) / 1_000_000;
    }

    /** The worst slippage of a scope in the last five minutes, in percent; NaN where there was none. */
    double worstSlippage(final int scopeId, final long nowNs)
    {
        return slippages.get(scopeId).worstPercent(nowNs);
    }

    /** The worst latency of a scope in the last five minutes, in milliseconds; NaN where there was none. */
    double worstLatency(final int scopeId, final long nowNs)
    {
        return latencies.get(scopeId).worstMs(nowNs);
    }

    /** The worst of the last ten to twenty seconds in a scope. */
    SampleStatus.Recent recent(final int scopeId, final long nowNs)
    {
        return new SampleStatus.Recent(latencies.get(scopeId).recentMs(nowNs), slippages.get(scopeId).recentPercent(nowNs));
    }

    /** Wall times of the last input of each kind in a scope. */
    Map<String, Long> lastMs(final int scopeId, final long nowNs, final long wallMs)
    {
        final Map<String, Long> last = new HashMap<>();
        for (final InputKind kind : InputKind.values())
        {
            final long at = lastNs.get(scopeId)[kind.ordinal()];
            if (at != NEVER)
            {
                last.put(kind.name(), wallMs - (nowNs - at) / 1_000_000);
            }
        }
        return last;
    }
}
