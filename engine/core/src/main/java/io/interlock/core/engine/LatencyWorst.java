package io.interlock.core.engine;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;

/**
 * The worst latency of one scope over the last five minutes. For people: it decides nothing.
 *
 * <p>Threading: breaker thread only. Allocates nothing once it is made.
 */
final class LatencyWorst
{
    private final WorstWindow window = new WorstWindow();

    /** What was judged; a bad sample counts for nothing. */
    void judged(final InputEvent event, final long timeNs)
    {
        final InputKind kind = event.kind();
        final boolean latency = kind == InputKind.API_LATENCY || kind == InputKind.FILL || kind == InputKind.FOLDED_LATENCY
            || kind == InputKind.LANE_SUMMARY && event.b() > 0;
        if (latency && event.number() >= 0)
        {
            window.add(event.number(), timeNs);
        }
    }

    /** NaN where there was none. */
    double worstMs(final long timeNs)
    {
        return ms(window.worst(timeNs));
    }

    /** The worst of the last ten to twenty seconds; NaN where there was none. */
    double recentMs(final long timeNs)
    {
        return ms(window.recent(timeNs));
    }

    private static double ms(final long worst)
    {
        return worst == WorstWindow.NONE ? Double.NaN : Cause.API_LATENCY.forPeople(worst);
    }
}
