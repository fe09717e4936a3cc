package io.interlock.journal.replay;

import io.interlock.core.model.Level;
import io.interlock.journal.report.WhatIfView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What differs between two timelines, in sentences, and as a view for a report.
 *
 * <p>Threading: stateless.
 */
public final class WhatIfWords
{
    private static final int MOST_SCOPES = 12;

    private WhatIfWords()
    {
    }

    /**
     * Where a scope was first taken to a level or above, on both sides.
     *
     * @param level above CLOSED.
     * @param was   what took it there; null where it was never there.
     * @param would likewise, under the other configuration.
     * @return a sentence without its end; null where neither side was there.
     */
    public static String first(final Level level, final Timeline.Change was, final Timeline.Change would)
    {
        if (was == null && would == null)
        {
            return null;
        }
        final String said = was == null ? "not reached as recorded, would have been"
            : would == null ? "reached as recorded, would not have been at all"
            : would.wallMs() == was.wallMs() ? "reached at the same time"
            : String.format(Locale.ROOT, "would have been reached %.3f s %s", Math.abs(would.wallMs() - was.wallMs()) / 1e3,
                would.wallMs() < was.wallMs() ? "earlier" : "later");
        return level + " or above: " + said;
    }

    /**
     * What became of orders.
     *
     * @param orders that a gate was asked about.
     * @param name   of the other configuration.
     * @return a sentence without its end.
     */
    public static String orders(final WhatIfResult.Orders orders, final String name)
    {
        if (orders.asked() == 0)
        {
            return "no orders were recorded, so nothing can be said of refusals";
        }
        final String less = orders.quantity() > 0
            ? "; " + BigDecimal.valueOf(orders.quantity()).stripTrailingZeros().toPlainString() + " less would have been sent" : "";
        return orders.asked() + " orders asked about, " + orders.refused() + " refused as recorded, " + orders.otherRefused()
            + " under " + name + ": " + orders.newlyRefused() + " more would have been refused, " + orders.newlyCut() + " cut, "
            + orders.newlyAllowed() + " allowed that were refused" + less;
    }

    /**
     * The view for a report.
     *
     * @param result both timelines.
     * @param name   of the other configuration, for people.
     * @return the first scopes by name that were above CLOSED on either side, the root before all; a note tells how many more there were.
     */
    public static WhatIfView view(final WhatIfResult result, final String name)
    {
        final List<WhatIfView.Scope> scopes = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        final List<String> notes = new ArrayList<>(result.notes());
        int beyond = 0;
        for (final Map.Entry<String, Timeline> scope : result.recorded().entrySet())
        {
            final Timeline was = scope.getValue();
            final Timeline would = result.other().get(scope.getKey());
            if (was.count() + would.count() == 0)
            {
                continue;
            }
            if (scopes.size() == MOST_SCOPES)
            {
                beyond++;
            }
            else
            {
                scopes.add(new WhatIfView.Scope(scope.getKey(), bands(was, result), bands(would, result)));
                lines(scope.getKey().isEmpty() ? "root" : scope.getKey(), was, would, lines);
            }
        }
        lines.add(orders(result.orders(), name));
        if (beyond > 0)
        {
            notes.add(beyond + " more scopes were above CLOSED on either side; interlock replay tells each");
        }
        return new WhatIfView("Under " + name, scopes, lines, notes);
    }

    private static void lines(final String path, final Timeline was, final Timeline would, final List<String> lines)
    {
        for (int code = Level.ALERT.ordinal(); code <= Level.SHUTDOWN.ordinal(); code++)
        {
            final Level level = Level.of(code);
            final String first = first(level, was.first(level), would.first(level));
            if (first != null)
            {
                lines.add(path + ": " + first + String.format(Locale.ROOT, "; %.1f s at %s as it was, %.1f s instead",
                    was.inLevelNs(level) / 1e9, level, would.inLevelNs(level) / 1e9));
            }
        }
    }

    private static List<WhatIfView.Band> bands(final Timeline timeline, final WhatIfResult result)
    {
        final List<WhatIfView.Band> bands = new ArrayList<>();
        Level level = Level.CLOSED;
        long fromMs = result.fromMs();
        for (final Timeline.Change change : timeline.changes())
        {
            final long atMs = Math.max(fromMs, change.wallMs());
            if (atMs > fromMs)
            {
                bands.add(new WhatIfView.Band(fromMs, atMs, level));
            }
            level = change.to();
            fromMs = atMs;
        }
        if (result.toMs() > fromMs && timeline.count() == timeline.changes().size())
        {
            bands.add(new WhatIfView.Band(fromMs, result.toMs(), level));
        }
        return bands;
    }
}
