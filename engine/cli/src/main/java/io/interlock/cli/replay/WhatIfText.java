package io.interlock.cli.replay;

import io.interlock.cli.ByteSink;
import io.interlock.cli.Shown;
import io.interlock.cli.Table;
import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import io.interlock.journal.replay.Timeline;
import io.interlock.journal.replay.WhatIfResult;
import io.interlock.journal.replay.WhatIfWords;
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
        sink.put(Shown.timeIfKnown(result.fromMs()) + " to " + Shown.timeIfKnown(result.toMs()) + "  "
            + Shown.count(result.counts().events(), "event") + "; as recorded beside " + name + "\n");
        for (final Map.Entry<String, Timeline> scope : result.recorded().entrySet())
        {
            scope(scope.getKey(), scope.getValue(), result.other().get(scope.getKey()));
        }
        sink.put("\n" + WhatIfWords.orders(result.orders(), name) + "\n");
        for (final String note : result.notes())
        {
            sink.put("note: " + CleanText.escaped(note) + "\n");
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
            final String first = WhatIfWords.first(Level.of(code), was.first(Level.of(code)), would.first(Level.of(code)));
            sink.put(first == null ? "" : "  " + first + "\n");
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
            table.row("  " + Shown.timeIfKnown(Math.min(leftMs, rightMs)), leftMs <= rightMs ? words(was.get(left)) : "",
                rightMs <= leftMs ? words(would.get(right)) : "");
            left += leftMs <= rightMs ? 1 : 0;
            right += rightMs <= leftMs ? 1 : 0;
        }
    }

    private static String words(final Timeline.Change change)
    {
        return change.from() + " -> " + change.to() + "  " + (change.cause() == null ? "after a gap or restart"
            : Shown.why(change.cause(), change.value(), change.threshold()));
    }
}
