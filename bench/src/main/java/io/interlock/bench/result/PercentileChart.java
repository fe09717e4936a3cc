package io.interlock.bench.result;

import java.util.List;
import java.util.Locale;

/**
 * Draws distributions as a picture: percentiles to the right, each ten-fold fall of what lies above as wide as the one before, and time
 * upwards by powers of ten. Each line carries its name; colours hold on light and dark ground.
 *
 * <p>Threading: pure.
 */
public final class PercentileChart
{
    private static final int WIDTH = 860;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 190;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;
    private static final double MOST_NINES = 5;
    private static final double LEAST_NINES = Math.log10(2);
    private static final int LABEL_HEIGHT = 16;
    private static final List<String> COLOURS = List.of("#1f77b4", "#8c8c8c", "#d9822b", "#c0392b", "#2e9e5b", "#8e5bb5");
    private static final String STYLE = "<style>text{font:13px sans-serif;fill:#333}.g{stroke:#8888;stroke-width:.5}" +
        "@media (prefers-color-scheme:dark){text{fill:#ddd}}</style>";

    private final double lowest;
    private final double highest;

    private PercentileChart(final List<Distribution> series)
    {
        double least = Double.MAX_VALUE;
        double most = 1;
        for (final Distribution one : series)
        {
            for (final Distribution.Point point : one.points())
            {
                least = Math.min(least, Math.max(1, point.value()));
                most = Math.max(most, point.value());
            }
        }
        lowest = Math.floor(Math.log10(least));
        highest = Math.max(lowest + 1, Math.ceil(Math.log10(most)));
    }

    /**
     * Draws.
     *
     * @param title  above the picture.
     * @param series in nanoseconds; at least one, with at least one point each.
     * @return an SVG document.
     */
    public static String svg(final String title, final List<Distribution> series)
    {
        return new PercentileChart(series).draw(title, series);
    }

    private String draw(final String title, final List<Distribution> series)
    {
        final StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%s%n", WIDTH, HEIGHT,
            escaped(title), STYLE));
        svg.append(text(LEFT, TOP / 2.0, "start", escaped(title)));
        grid(svg);
        final double[] ends = labels(series);
        for (int i = 0; i < series.size(); i++)
        {
            line(svg, series.get(i), COLOURS.get(i % COLOURS.size()), ends[i]);
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid(final StringBuilder svg)
    {
        final double[] percentiles = {50, 90, 99, 99.9, 99.99, 99.999};
        for (final double percentile : percentiles)
        {
            final double x = x(percentile);
            svg.append(String.format(Locale.ROOT, "<line class=\"g\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n", x, TOP, x,
                HEIGHT - BOTTOM));
            final String label = Double.toString(percentile).replace(".0", "") + " %";
            svg.append(text(x, HEIGHT - BOTTOM + 2.0 * LABEL_HEIGHT - 10, "middle", label));
        }
        for (double power = lowest; power <= highest; power++)
        {
            final double y = y(Math.pow(10, power));
            svg.append(String.format(Locale.ROOT, "<line class=\"g\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>%n", LEFT, y,
                WIDTH - RIGHT, y));
            svg.append(text(LEFT - 8.0, y + 4, "end", time(power)));
        }
    }

    private static String time(final double power)
    {
        final String[] units = {"ns", "us", "ms", "s"};
        final int unit = (int)Math.min(3, power / 3);
        return Math.round(Math.pow(10, power - 3 * unit)) + " " + units[unit];
    }

    /** Where each line's name goes: beside its end, moved apart where two would lie on each other. */
    private double[] labels(final List<Distribution> series)
    {
        final double[] ends = new double[series.size()];
        for (int i = 0; i < ends.length; i++)
        {
            final List<Distribution.Point> points = series.get(i).points();
            ends[i] = y(points.get(points.size() - 1).value());
        }
        final Integer[] order = new Integer[ends.length];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(i -> ends[i]));
        for (int i = 1; i < order.length; i++)
        {
            ends[order[i]] = Math.max(ends[order[i]], ends[order[i - 1]] + LABEL_HEIGHT);
        }
        return ends;
    }

    private void line(final StringBuilder svg, final Distribution one, final String colour, final double labelY)
    {
        final StringBuilder points = new StringBuilder();
        double x = LEFT;
        for (final Distribution.Point point : one.points())
        {
            if (Math.log10(1 / (1 - point.percentile() / 100)) <= MOST_NINES + 1e-6)
            {
                x = x(point.percentile());
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(point.value())));
            }
        }
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"2\" points=\"").append(points)
            .append("\"/>\n");
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" style=\"fill:%s\">%s</text>%n", Math.max(x, WIDTH - RIGHT) + 6,
            labelY + 4, colour, escaped(one.name())));
    }

    private static String text(final double x, final double y, final String anchor, final String text)
    {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private static double x(final double percentile)
    {
        final double nines = Math.log10(1 / (1 - percentile / 100));
        return LEFT + (nines - LEAST_NINES) / (MOST_NINES - LEAST_NINES) * (WIDTH - LEFT - RIGHT);
    }

    private double y(final double value)
    {
        return HEIGHT - BOTTOM - (Math.log10(Math.max(1, value)) - lowest) / (highest - lowest) * (HEIGHT - TOP - BOTTOM);
    }

    private static String escaped(final String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
