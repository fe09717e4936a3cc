package io.interlock.cli.demo;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.gateway.paper.VenueRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds what the venue saw against when the breaker stood at HALT or above. The venue says which orders added risk, by its own book; the
 * strategy says when it handed each order to FIX. An order counts as sent after HALT when the strategy sent it after the breaker's
 * listeners had heard of the HALT, or when it arrived more than a second after the HALT, whenever it was sent.
 *
 * <p>Threading: immutable.
 */
final class Witness
{
    private static final long IN_FLIGHT_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<VenueRecord> log;
    private final Map<String, Trader.Sent> sent;
    private final List<Stop> stops = new ArrayList<>();

    /** A time at HALT or above; all times by System.nanoTime(). An end that has not come is Long.MAX_VALUE. */
    private record Stop(Level level, Cause cause, long decidedNs, long toldNs, long endNs)
    {
    }

    /**
     * What a HALT or SHUTDOWN did to what was open, by the venue's log.
     *
     * @param level         reached.
     * @param cause         by which.
     * @param decidedNs     by System.nanoTime().
     * @param cancelled     orders that were cancelled.
     * @param closed        how much was closed at market.
     * @param lastMs        milliseconds from the decision to the last of these; 0 where there was nothing to do.
     */
    record Effect(Level level, Cause cause, long decidedNs, int cancelled, BigDecimal closed, double lastMs)
    {
    }

    Witness(final List<VenueRecord> log, final Map<String, Trader.Sent> sent, final List<Recorder.Seen> transitions)
    {
        this.log = log;
        this.sent = sent;
        for (final Recorder.Seen seen : transitions)
        {
            final boolean stopped = seen.event().to().compareTo(Level.HALT) >= 0;
            final Stop last = stops.isEmpty() ? null : stops.get(stops.size() - 1);
            if (last != null && last.endNs() == Long.MAX_VALUE)
            {
                // A stricter level, or the end: either way the one before is over.
                stops.set(stops.size() - 1, new Stop(last.level(), last.cause(), last.decidedNs(), last.toldNs(), seen.decidedNs()));
            }
            if (stopped)
            {
                stops.add(new Stop(seen.event().to(), seen.event().cause(), seen.decidedNs(), seen.toldNs(), Long.MAX_VALUE));
            }
        }
    }

    /** The orders that added risk and were sent after a HALT; none is as it should be. */
    List<String> opensAfterHalt()
    {
        final List<String> found = new ArrayList<>();
        for (final VenueRecord record : log)
        {
            for (final Stop stop : stops)
            {
                if (record.order() && record.addsRisk() && isAfter(record, stop))
                {
                    found.add(record.clOrdId() + " (" + record.side() + " " + record.quantity().toPlainString() + ", "
                        + Math.round((record.nanoTime() - stop.decidedNs()) / 1e6) + " ms after " + stop.level() + ")");
                }
            }
        }
        return found;
    }

    private boolean isAfter(final VenueRecord record, final Stop stop)
    {
        final Trader.Sent order = sent.get(record.clOrdId());
        // An order that nobody knows to have sent is judged by its arrival.
        final long sendNs = order == null ? record.nanoTime() : order.sendNs();
        final boolean sentAfter = sendNs > stop.toldNs() && sendNs < stop.endNs();
        final boolean late = record.nanoTime() > stop.decidedNs() + IN_FLIGHT_NS && record.nanoTime() < stop.endNs()
            && sendNs < stop.toldNs();
        return sentAfter || late;
    }

    /** What each HALT and SHUTDOWN did. */
    List<Effect> effects()
    {
        final List<Effect> effects = new ArrayList<>();
        for (final Stop stop : stops)
        {
            int cancelled = 0;
            BigDecimal closed = BigDecimal.ZERO;
            long lastNs = stop.decidedNs();
            for (final VenueRecord record : log)
            {
                final boolean own = !sent.containsKey(record.clOrdId()) && record.nanoTime() >= stop.decidedNs()
                    && record.nanoTime() < stop.endNs();
                if (own && "F".equals(record.msgType()) && record.outcome().startsWith("cancel"))
                {
                    cancelled++;
                    lastNs = record.nanoTime();
                }
                else if (own && record.order())
                {
                    closed = closed.add(record.quantity());
                    lastNs = record.nanoTime();
                }
            }
            effects.add(new Effect(
                stop.level(), stop.cause(), stop.decidedNs(), cancelled, closed, (lastNs - stop.decidedNs()) / 1e6));
        }
        return effects;
    }
}
