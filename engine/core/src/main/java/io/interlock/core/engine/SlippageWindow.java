package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Side;
import io.interlock.core.report.Slippage;
import java.util.Arrays;

/**
 * The worst slippage of one scope over the last five minutes, in slices of ten seconds. For people: it decides nothing.
 *
 * <p>Threading: breaker thread only. Allocates nothing once it is made, since it is told while a full heap is judged.
 */
final class SlippageWindow
{
    private static final int SLICES = 31;
    private static final long SLICE_NS = 10_000_000_000L;
    private static final long NONE = -1;
    private static final double PPB_PER_PERCENT = 1e7;

    private final long[] worstPpb = new long[SLICES];
    private final long[] sliceOf = new long[SLICES];

    SlippageWindow()
    {
        Arrays.fill(sliceOf, NONE);
    }

    /** What was judged; a bad sample counts for nothing. */
    void judged(final InputEvent event, final long timeNs)
    {
        final InputKind kind = event.kind();
        if (kind == InputKind.SLIPPAGE || kind == InputKind.FILL)
        {
            if (isPrice(event.a()) && isPrice(event.b()))
            {
                add(Slippage.ppb(Side.of(event.code()), event.a(), event.b()), timeNs);
            }
        }
        else if (kind == InputKind.FOLDED_SLIPPAGE)
        {
            add(event.number(), timeNs);
        }
        else if (kind == InputKind.LANE_SUMMARY && event.c() > 0.0)
        {
            add((long)event.c(), timeNs);
        }
    }

    private static boolean isPrice(final double value)
    {
        return value > 0.0 && value < Double.POSITIVE_INFINITY;
    }

    void add(final long ppb, final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        final int at = (int)(slice % SLICES);
        if (sliceOf[at] != slice)
        {
            sliceOf[at] = slice;
            worstPpb[at] = 0;
        }
        worstPpb[at] = Math.max(worstPpb[at], ppb);
    }

    /** NaN where there was none. */
    double worstPercent(final long timeNs)
    {
        final long slice = timeNs / SLICE_NS;
        long worst = NONE;
        for (int i = 0; i < SLICES; i++)
        {
            if (sliceOf[i] != NONE && slice - sliceOf[i] < SLICES - 1)
            {
                worst = Math.max(worst, worstPpb[i]);
            }
        }
        return worst == NONE ? Double.NaN : worst / PPB_PER_PERCENT;
    }
}
