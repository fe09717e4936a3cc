package io.interlock.journal.report;

import java.io.IOException;
import java.util.List;

/**
 * What would have been, beside what was: both timelines of each scope, one above the other, over the same time.
 *
 * <p>Threading: one thread.
 */
final class WhatIfPart
{
    private static final int MOST_LINES = 100;
    /** Bands drawn of one timeline. */
    private static final int MOST_BANDS = 400;

    private final ReportData data;
    private final WhatIfView view;

    WhatIfPart(final ReportData data, final WhatIfView view)
    {
        this.data = data;
        this.view = view;
    }

    void write(final Html html) throws IOException
    {
        html.raw("<section><h2>What if: ").foreign(Shown.words(view.title())).raw("</h2>\n");
        final LevelChart chart = new LevelChart(new TimeAxis(data.startMs(), data.endMs()));
        for (final WhatIfView.Scope scope : view.scopes().subList(0, Math.min(ChartsPart.MOST_SCOPES, view.scopes().size())))
        {
            chart.row(Shown.scope(scope.path()), "as it was", first(scope.recorded()));
            chart.row("", "what if", first(scope.whatIf()));
        }
        chart.draw(html, "Levels as they were and as they would have been",
            "Two rows for each scope: first as it was, then as it would have been.");
        list(html, view.lines(), "");
        list(html, view.notes(), " class=\"note\"");
        if (view.scopes().size() > ChartsPart.MOST_SCOPES)
        {
            html.raw("<p class=\"note\">").raw(view.scopes().size() - ChartsPart.MOST_SCOPES).raw(" more scopes are not drawn.</p>\n");
        }
        html.raw("</section>\n");
    }

    private static List<WhatIfView.Band> first(final List<WhatIfView.Band> bands)
    {
        return bands.subList(0, Math.min(MOST_BANDS, bands.size()));
    }

    private static void list(final Html html, final List<String> lines, final String style) throws IOException
    {
        if (lines.isEmpty())
        {
            return;
        }
        html.raw("<ul").raw(style).raw(">\n");
        for (final String line : lines.subList(0, Math.min(MOST_LINES, lines.size())))
        {
            html.raw("<li>").foreign(Shown.words(line)).raw("</li>\n");
        }
        if (lines.size() > MOST_LINES)
        {
            html.raw("<li>… and ").raw(lines.size() - MOST_LINES).raw(" more</li>\n");
        }
        html.raw("</ul>\n");
    }
}
