package io.interlock.cli.replay;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Table;
import io.interlock.cli.Visible;
import io.interlock.core.model.Level;
import io.interlock.journal.replay.Timeline;
import io.interlock.journal.replay.WhatIfResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Two timelines side by side, for people.
 *
 * <p>Threading: one thread.
 */
final class WhatIfText
{
    private static final int MOST = 200;

    private final ByteSink sink;
    private final String name;

    WhatIfText(final ByteSink sink, final String name)
    {
        this.sink = sink;
        this.name = name;
    }

    void text(final WhatIfResult result)
    {
        sink.put(Shown.time(result.fromMs()) + " to " + Shown.time(result.toMs()) + "  " + Shown.count(result.counts().events(), "event")
            + "; as recorded beside " + name + "\n");
        for (final Map.Entry<String, Timeline> scope : result.recorded().entrySet())
        {
            scope(scope.getKey(), scope.getValue(), result.other().get(scope.getKey()));
        }
        orders(result.orders());
        for (final String note : result.notes())
        {
            sink.put("note: " + Visible.text(note) + "\n");
        }
        sink.put(result.isSame() ? "nothing would have been different\n" : "the two differ\n");
    }

    private void scope(final String path, final Timeline was, final Timeline would)
    {
        if (was.count() + would.count() == 0 && was.last() == Level.CLOSED && would.last() == Level.CLOSED)
        {
            return;
        }
        sink.put("\n" + Shown.scope(path) + "\n");
        final Table changes = new Table().row("  time", "as recorded", name);
        merge(changes, was.changes(), would.changes());
        changes.writeTo(sink);
        if (was.count() > MOST || would.count() > MOST)
        {
            sink.put("  and more: " + was.count() + " changes as recorded, " + would.count() + " under " + name + "\n");
        }
        for (int code = Level.ALERT.ordinal(); code <= Level.SHUTDOWN.ordinal(); code++)
        {
            tripped(Level.of(code), was.first(Level.of(code)), would.first(Level.of(code)));
        }
        final Table times = new Table().row("  time in", "as recorded", name);
        for (final Level level : Level.values())
        {
            if (was.inLevelNs(level) + would.inLevelNs(level) > 0)
            {
                times.row("  " + level, Shown.span(was.inLevelNs(level)), Shown.span(would.inLevelNs(level)));
            }
        }
        times.writeTo(sink);
    }

    private void merge(final Table table, final List<Timeline.Change> was, final List<Timeline.Change> would)
    {
        int left = 0;
        int right = 0;
        for (int rows = 0; rows < MOST && (left < was.size() || right < would.size()); rows++)
        {
            final long leftMs = left < was.size() ? was.get(left).wallMs() : Long.MAX_VALUE;
            final long rightMs = right < would.size() ? would.get(right).wallMs() : Long.MAX_VALUE;
            table.row("  " + Shown.time(Math.min(leftMs, rightMs)), leftMs <= rightMs ? words(was.get(left)) : "",
                rightMs <= leftMs ? words(would.get(right)) : "");
            left += leftMs <= rightMs ? 1 : 0;
            right += rightMs <= leftMs ? 1 : 0;
        }
    }

    private static String words(final Timeline.Change change)
    {
        return change.from() + " -> " + change.to() + "  " + Shown.why(change.cause(), change.value(), change.threshold());
    }

    private void tripped(final Level level, final Timeline.Change was, final Timeline.Change would)
    {
        if (was == null && would == null)
        {
            return;
        }
        final String said = was == null ? "not reached as recorded, would have been at " + Shown.time(would.wallMs())
            : would == null ? "reached at " + Shown.time(was.wallMs()) + ", would not have been at all"
            : would.wallMs() == was.wallMs() ? "reached at the same time"
            : "would have been reached " + Shown.span(Math.abs(would.wallMs() - was.wallMs()) * 1_000_000)
                + (would.wallMs() < was.wallMs() ? " earlier" : " later");
        sink.put("  " + level + " or above: " + said + "\n");
    }

    private void orders(final WhatIfResult.Orders orders)
    {
        if (orders.asked() == 0)
        {
            sink.put("\norders: none were recorded, so nothing can be said of refusals\n");
            return;
        }
        sink.put("\norders: " + orders.asked() + " asked about, " + orders.refused() + " refused as recorded, " + orders.otherRefused()
            + " under " + name + ": " + orders.newlyRefused() + " more would have been refused, " + orders.newlyCut() + " cut, "
            + orders.newlyAllowed() + " allowed that were refused"
            + (orders.quantity() > 0 ? "; " + number(orders.quantity()) + " less would have been sent" : "") + "\n");
    }

    private static String number(final double quantity)
    {
        return BigDecimal.valueOf(quantity).stripTrailingZeros().toPlainString();
    }
}
