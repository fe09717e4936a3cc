package io.interlock.journal.report;

import io.interlock.core.model.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Levels over time, one row a scope: the higher a band, the stricter, so that it can be read without colour. Above the rows stand what
 * operators commanded and where lives begin; behind them where no engine ran.
 *
 * <p>Threading: one thread.
 */
final class LevelChart
{
    static final String[] NAMES = {"closed", "alert", "throttle", "halt", "shutdown"};

    private static final double TOP = 26;
    private static final double ROW = 50;
    private static final double[] HEIGHTS = {3, 11, 19, 29, 38};
    /** Narrower bands are drawn so wide: what was short is the more to be seen. */
    private static final double LEAST_WIDTH = 2;
    private static final double LETTER = 9.5;
    private static final int LABEL = 20;
    private static final int MOST_MARKS = 60;

    private final TimeAxis axis;
    private final List<Row> rows = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<long[]> downs = new ArrayList<>();

    /** One row: a scope, and what is beside its name. */
    record Row(String name, String beside, List<WhatIfView.Band> bands)
    {
    }

    /** Something at one moment. */
    record Mark(long wallMs, String kind, String sign, String what)
    {
    }

    LevelChart(final TimeAxis axis)
    {
        this.axis = axis;
    }

    void row(final String name, final String beside, final List<WhatIfView.Band> bands)
    {
        rows.add(new Row(name, beside, bands));
    }

    void scope(final ScopeTrack scope)
    {
        final List<WhatIfView.Band> bands = new ArrayList<>();
        for (int i = 0; i < scope.bands().size(); i++)
        {
            bands.add(new WhatIfView.Band(scope.bands().startMs(i), scope.bands().endMs(i), scope.bands().level(i)));
        }
        final String above = scope.aboveMs() > 0 ? Shown.duration(scope.aboveMs()) + " above CLOSED" : "CLOSED throughout";
        row(Shown.scope(scope.path()), above, bands);
    }

    /** No engine ran then. */
    void down(final long fromMs, final long toMs)
    {
        if (downs.size() < MOST_MARKS && toMs > axis.startMs() && fromMs < axis.endMs())
        {
            downs.add(new long[] {fromMs, toMs});
        }
    }

    void mark(final Mark mark)
    {
        if (marks.size() < MOST_MARKS && axis.holds(mark.wallMs()))
        {
            marks.add(mark);
        }
    }

    void draw(final Html html, final String title, final String description) throws IOException
    {
        final double bottom = TOP + rows.size() * ROW;
        html.raw("<svg class=\"chart\" viewBox=\"0 0 ").raw(TimeAxis.WIDTH).raw(" ").raw(bottom + 34).raw("\" role=\"img\"><title>")
            .text(title).raw("</title><desc>").text(description).raw("</desc>");
        axis.draw(html, TOP, bottom);
        for (int i = 0; i < rows.size(); i++)
        {
            row(html, rows.get(i), TOP + (i + 1) * ROW);
        }
        for (final long[] down : downs)
        {
            down(html, down, bottom);
        }
        for (final Mark mark : marks)
        {
            mark(html, mark, bottom);
        }
        html.raw("</svg>\n");
    }

    private void row(final Html html, final Row row, final double base) throws IOException
    {
        html.raw("<text class=\"name\" text-anchor=\"end\" x=\"").raw(TimeAxis.LEFT - 10).raw("\" y=\"").raw(base - 18)
            .raw("\"><title>").text(row.name()).raw("</title>").text(shortened(row.name())).raw("</text>");
        html.raw("<text class=\"tick\" text-anchor=\"end\" x=\"").raw(TimeAxis.LEFT - 10).raw("\" y=\"").raw(base - 4).raw("\">")
            .text(row.beside()).raw("</text>");
        html.raw("<path class=\"grid\" d=\"M").raw(TimeAxis.LEFT).raw(" ").raw(base).raw("H").raw(TimeAxis.RIGHT).raw("\"/>");
        Level end = null;
        for (final WhatIfView.Band band : row.bands())
        {
            if (band.toMs() >= axis.startMs() && band.fromMs() <= axis.endMs())
            {
                band(html, band, base);
                end = band.level();
            }
        }
        if (end != null)
        {
            html.raw("<text class=\"end ").raw(NAMES[end.ordinal()]).raw("\" x=\"").raw(TimeAxis.RIGHT + 10).raw("\" y=\"").raw(base - 4)
                .raw("\">").raw(end.name()).raw("</text>");
        }
    }

    private void band(final Html html, final WhatIfView.Band band, final double base) throws IOException
    {
        final double from = axis.x(band.fromMs());
        final double width = Math.max(band.level() == Level.CLOSED ? 0 : LEAST_WIDTH, axis.x(band.toMs()) - from);
        final double height = HEIGHTS[band.level().ordinal()];
        html.raw("<rect class=\"").raw(NAMES[band.level().ordinal()]).raw("\" x=\"").raw(from).raw("\" y=\"").raw(base - height)
            .raw("\" width=\"").raw(width).raw("\" height=\"").raw(height).raw("\"><title>").raw(band.level().name()).raw(" from ")
            .raw(Shown.time(band.fromMs())).raw(" to ").raw(Shown.time(band.toMs())).raw(" (")
            .raw(Shown.duration(band.toMs() - band.fromMs())).raw(")</title></rect>");
        final String word = band.level().name();
        if (band.level().isAbove(Level.CLOSED) && word.length() * LETTER + 8 < width)
        {
            final boolean inside = height > 15;
            html.raw("<text class=\"").raw(inside ? "in on-" + NAMES[band.level().ordinal()] : "in").raw("\" x=\"").raw(from + 6)
                .raw("\" y=\"").raw(inside ? base - height / 2 + 4 : base - height - 4).raw("\">").raw(word).raw("</text>");
        }
    }

    private void down(final Html html, final long[] down, final double bottom) throws IOException
    {
        final double from = axis.x(down[0]);
        html.raw("<rect class=\"down\" x=\"").raw(from).raw("\" y=\"").raw(TOP).raw("\" width=\"").raw(axis.x(down[1]) - from)
            .raw("\" height=\"").raw(bottom - TOP).raw("\"><title>no engine ran from ").raw(Shown.time(down[0])).raw(" to ")
            .raw(Shown.time(down[1])).raw("</title></rect>");
    }

    private void mark(final Html html, final Mark mark, final double bottom) throws IOException
    {
        final double x = axis.x(mark.wallMs());
        html.raw("<g class=\"mark ").raw(mark.kind().toLowerCase(Locale.ROOT)).raw("\"><title>").text(mark.what())
            .raw("</title><path d=\"M").raw(x).raw(" ").raw(TOP - 8).raw("V").raw(bottom)
            .raw("\"/><text text-anchor=\"middle\" x=\"").raw(x).raw("\" y=\"").raw(TOP - 12).raw("\">").raw(mark.sign())
            .raw("</text></g>");
    }

    private static String shortened(final String name)
    {
        if (name.length() <= LABEL)
        {
            return name;
        }
        final int cut = Character.isHighSurrogate(name.charAt(LABEL - 2)) ? LABEL - 2 : LABEL - 1;
        return name.substring(0, cut) + "…";
    }
}
