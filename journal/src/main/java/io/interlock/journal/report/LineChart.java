package io.interlock.journal.report;

import io.interlock.core.model.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers over time as lines and columns, with thresholds across and, behind them, the levels that the scope was in.
 *
 * <p>Threading: one thread.
 */
final class LineChart
{
    private static final double TOP = 30;
    private static final double HEIGHT = 110;
    private static final double BOTTOM = TOP + HEIGHT;
    private static final double COLUMN = 28;
    /** Between points farther apart than this no line is drawn: nobody knows what was between. */
    private static final double LONGEST_PART = 0.05;
    private static final int MOST_GAPS = 50;

    private final TimeAxis axis;
    private final TimeGrid grid;
    private final ValueScale scale;
    private final List<Line> lines = new ArrayList<>();
    private final List<Threshold> thresholds = new ArrayList<>();
    private double[] columns;
    private LevelBands behind;
    private String note = "";
    private List<SeriesBook.Gap> gaps = List.of();

    /** One line: NaN where there is no point. */
    record Line(String style, String label, double[] values)
    {
    }

    /** A value from which a level is demanded. */
    record Threshold(Level level, double value)
    {
    }

    LineChart(final TimeAxis axis, final TimeGrid grid, final ValueScale scale)
    {
        this.axis = axis;
        this.grid = grid;
        this.scale = scale;
    }

    void line(final Line line)
    {
        lines.add(line);
        for (final double value : line.values())
        {
            scale.data(value);
        }
    }

    void threshold(final Threshold threshold)
    {
        thresholds.add(threshold);
    }

    /** How many in each bucket (NaN: none), drawn small along the bottom in a scale of its own. */
    void columns(final double[] counts)
    {
        columns = counts;
    }

    /** Nothing is recorded then. */
    void gaps(final List<SeriesBook.Gap> unknown)
    {
        gaps = unknown;
    }

    /** Words beside the names of the lines. */
    void note(final String words)
    {
        note = words;
    }

    void behind(final LevelBands bands)
    {
        behind = bands;
    }

    void draw(final Html html, final String title, final String description) throws IOException
    {
        thresholds.forEach(threshold -> scale.threshold(threshold.value()));
        scale.settle(TOP, BOTTOM);
        html.raw("<svg class=\"chart\" viewBox=\"0 0 ").raw(TimeAxis.WIDTH).raw(" ").raw(BOTTOM + 34).raw("\" role=\"img\"><title>")
            .text(title).raw("</title><desc>").text(description).raw("</desc>");
        shades(html);
        for (final SeriesBook.Gap gap : gaps.subList(0, Math.min(MOST_GAPS, gaps.size())))
        {
            final double from = axis.x(gap.fromMs());
            html.raw("<rect class=\"down\" x=\"").raw(from).raw("\" y=\"").raw(TOP).raw("\" width=\"")
                .raw(Math.max(0, axis.x(gap.toMs()) - from)).raw("\" height=\"").raw(HEIGHT)
                .raw("\"><title>nothing is recorded</title></rect>");
        }
        axis.draw(html, TOP, BOTTOM);
        for (final double tick : scale.ticks())
        {
            final double y = scale.y(tick);
            html.raw("<path class=\"grid\" d=\"M").raw(TimeAxis.LEFT).raw(" ").raw(y).raw("H").raw(TimeAxis.RIGHT).raw("\"/>");
            html.raw("<text class=\"tick\" text-anchor=\"end\" x=\"").raw(TimeAxis.LEFT - 8).raw("\" y=\"").raw(y + 4).raw("\">")
                .text(scale.label(tick)).raw("</text>");
        }
        drawColumns(html);
        drawThresholds(html);
        double key = TimeAxis.LEFT;
        html.raw("<text class=\"name\" text-anchor=\"end\" x=\"").raw(TimeAxis.LEFT - 8).raw("\" y=\"14\">").text(title).raw("</text>");
        for (final Line line : lines)
        {
            path(html, line);
            html.raw("<path class=\"").raw(line.style()).raw("\" d=\"M").raw(key).raw(" 10h18\"/><text class=\"tick\" x=\"").raw(key + 24)
                .raw("\" y=\"14\">").text(line.label()).raw("</text>");
            key += 44 + 6.2 * line.label().length();
        }
        html.raw("<text class=\"tick\" x=\"").raw(key).raw("\" y=\"14\">").text(note).raw("</text>");
        html.raw("</svg>\n");
    }

    private void shades(final Html html) throws IOException
    {
        for (int i = 0; behind != null && i < behind.size(); i++)
        {
            if (behind.level(i).isAbove(Level.CLOSED))
            {
                final double from = axis.x(behind.startMs(i));
                html.raw("<rect class=\"shade ").raw(LevelChart.NAMES[behind.level(i).ordinal()]).raw("\" x=\"").raw(from).raw("\" y=\"")
                    .raw(TOP).raw("\" width=\"").raw(Math.max(1, axis.x(behind.endMs(i)) - from)).raw("\" height=\"").raw(HEIGHT)
                    .raw("\"/>");
            }
        }
    }

    private void drawThresholds(final Html html) throws IOException
    {
        double lowest = BOTTOM + 4;
        for (final Threshold threshold : thresholds)
        {
            final double y = scale.y(threshold.value());
            if (!scale.holds(threshold.value()))
            {
                continue;
            }
            final String level = LevelChart.NAMES[threshold.level().ordinal()];
            // Rising thresholds: each name stands above the one before, also where the lines lie close together.
            final double at = Math.min(y + 4, lowest);
            lowest = at - 12;
            html.raw("<path class=\"threshold line-").raw(level).raw("\" d=\"M").raw(TimeAxis.LEFT).raw(" ").raw(y).raw("H")
                .raw(TimeAxis.RIGHT).raw("\"/><text class=\"limit\" x=\"").raw(TimeAxis.RIGHT + 10).raw("\" y=\"").raw(at).raw("\">")
                .raw(threshold.level().name()).raw(" ").text(scale.label(threshold.value())).raw("</text>");
        }
    }

    private void drawColumns(final Html html) throws IOException
    {
        double most = 0;
        for (int i = 0; columns != null && i < columns.length; i++)
        {
            most = columns[i] > most ? columns[i] : most;
        }
        if (most == 0)
        {
            return;
        }
        html.raw("<path class=\"columns\" d=\"");
        for (int i = 0; i < columns.length; i++)
        {
            if (columns[i] > 0 && axis.holds(grid.middleMs(i)))
            {
                final double height = Math.max(1.5, columns[i] / most * COLUMN);
                html.raw("M").raw(axis.x(grid.middleMs(i))).raw(" ").raw(BOTTOM).raw("v").raw(-height);
            }
        }
        html.raw("\"/>");
    }

    private void path(final Html html, final Line line) throws IOException
    {
        final double farthest = LONGEST_PART * (TimeAxis.RIGHT - TimeAxis.LEFT);
        html.raw("<path class=\"").raw(line.style()).raw("\" d=\"");
        double lastX = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < line.values().length; i++)
        {
            final double value = line.values()[i];
            if (Double.isNaN(value) || !axis.holds(grid.middleMs(i)))
            {
                continue;
            }
            final double x = axis.x(grid.middleMs(i));
            if (x - lastX > farthest)
            {
                // A point alone is seen by its round ends.
                html.raw("M").raw(x).raw(" ").raw(scale.y(value)).raw("h.1");
            }
            else
            {
                html.raw("L").raw(x).raw(" ").raw(scale.y(value));
            }
            lastX = x;
        }
        html.raw("\"/>");
    }
}
