package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Side;
import io.interlock.core.report.Slippage;

/**
 * The worst slippage of one scope over the last five minutes. For people: it decides nothing.
 *
 * <p>Threading: breaker thread only. Allocates nothing once it is made, since it is told while a full heap is judged.
 */
final class SlippageWindow
{
    private final WorstWindow window = new WorstWindow();

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
        window.add(ppb, timeNs);
    }

    /** NaN where there was none. */
    double worstPercent(final long timeNs)
    {
        return percent(window.worst(timeNs));
    }

    /** The worst of the last ten to twenty seconds; NaN where there was none. */
    double recentPercent(final long timeNs)
    {
        return percent(window.recent(timeNs));
    }

    private static double percent(final long worst)
    {
        return worst == WorstWindow.NONE ? Double.NaN : Cause.SLIPPAGE.forPeople(worst);
    }
}
