package io.interlock.journal.report;

import io.interlock.config.FailureRateConfig;
import io.interlock.config.ScopeConfig;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The pictures: levels over time, and what was measured.
 *
 * <p>Threading: one thread.
 */
final class ChartsPart
{
    /** Scopes whose levels are drawn. */
    static final int MOST_SCOPES = 12;

    private static final double NS_PER_MS = 1e6;
    private static final double PPB_PER_PERCENT = 1e7;
    private static final double BILLION = 1e9;
    private static final int WINDOW_S = 300;
    /** Where all that happened takes less than this of the time, it is drawn a second time, larger. */
    private static final double SMALL = 0.25;
    private static final double MARGIN = 0.08;

    private final ReportData data;
    private final TimeAxis axis;

    ChartsPart(final ReportData data)
    {
        this.data = data;
        axis = new TimeAxis(data.startMs(), data.endMs());
    }

    void levels(final Html html) throws IOException
    {
        final List<ScopeTrack> scopes = data.scopes().byWeight().stream().limit(MOST_SCOPES).toList();
        if (scopes.isEmpty())
        {
            return;
        }
        html.raw("<section><h2>Levels over time</h2>\n<p class=\"key\"><span class=\"mark command\">▼</span> an operator's command ")
            .raw("<span class=\"gone\"></span> no engine ran ")
            .raw("<span class=\"mark life\">▶</span> the engine was started <span class=\"mark damage\">✖</span> damage or a gap ")
            .raw("in the journal · the higher a band, the stricter</p>\n");
        final TimeAxis focus = focus();
        if (focus != null)
        {
            levels(html, scopes, focus, "Levels, from the first to the last that was above CLOSED");
            html.raw("<h3>The whole time</h3>\n");
        }
        levels(html, scopes, axis, "Levels over the whole time");
        final boolean merged = scopes.stream().anyMatch(scope -> scope.bands().isMerged());
        if (merged)
        {
            html.raw("<p class=\"note\">Where levels changed very often, short ones are drawn together as the more severe: ")
                .raw("the table of transitions is exact.</p>\n");
        }
        html.raw("</section>\n");
    }

    private void levels(final Html html, final List<ScopeTrack> scopes, final TimeAxis time, final String title) throws IOException
    {
        final LevelChart chart = new LevelChart(time);
        scopes.forEach(chart::scope);
        LifeBook.Life before = null;
        for (final LifeBook.Life life : data.lives().rows().kept())
        {
            if (before != null)
            {
                chart.down(before.lastMs(), life.startMs());
            }
            before = life;
        }
        data.lives().rows().kept().forEach(life -> chart.mark(new LevelChart.Mark(
            life.startMs(), "life", "▶", "the engine was started, " + Shown.time(life.startMs()) + " UTC")));
        data.findings().kept().stream().filter(Remark::damage).forEach(remark -> chart.mark(mark(remark)));
        data.remarks().kept().stream().filter(Remark::damage).forEach(remark -> chart.mark(mark(remark)));
        data.commands().kept().forEach(row -> chart.mark(new LevelChart.Mark(row.wallMs(), "command", "▼",
            row.actor() + ": " + row.command() + " on " + Shown.scope(row.scope()) + (row.outcome().done() ? "" : " (refused)")
                + ", " + Shown.time(row.wallMs()) + " UTC")));
        chart.draw(html, title, "One row for each of " + Shown.count(scopes.size(), "scope", "scopes") + "; the bands of a row are the "
            + "levels that the scope was in. The table of transitions says the same in words.");
    }

    private static LevelChart.Mark mark(final Remark remark)
    {
        return new LevelChart.Mark(remark.wallMs(), "damage", "✖", remark.kind() + ": " + remark.what());
    }

    /** From the first to the last band above CLOSED, where that is a small part of the time; else null. */
    private TimeAxis focus()
    {
        long fromMs = Long.MAX_VALUE;
        long toMs = Long.MIN_VALUE;
        for (final ScopeTrack scope : data.scopes().all())
        {
            for (int i = 0; i < scope.bands().size(); i++)
            {
                if (scope.bands().level(i).isAbove(Level.CLOSED))
                {
                    fromMs = Math.min(fromMs, scope.bands().startMs(i));
                    toMs = Math.max(toMs, scope.bands().endMs(i));
                }
            }
        }
        if (fromMs > toMs || toMs - fromMs > SMALL * (axis.endMs() - axis.startMs()))
        {
            return null;
        }
        final long marginMs = Math.max(1, (long)(MARGIN * (toMs - fromMs)));
        return new TimeAxis(Math.max(axis.startMs(), fromMs - marginMs), Math.min(axis.endMs(), toMs + marginMs));
    }

    void measured(final Html html) throws IOException
    {
        if (data.inputs().all().isEmpty() && data.samples().all().isEmpty())
        {
            return;
        }
        html.raw("<section><h2>What was measured</h2>\n");
        if (data.inputs().all().isEmpty())
        {
            html.raw("<p class=\"note\">").raw(data.isInputsGiven() ? "The recording of inputs has none in this time"
                : "Inputs are not in this report").raw(": below is what the engine itself noted of its latencies, over all scopes, ")
                .raw("each point of the five minutes before it. Slippage, failures and equity are not drawn.</p>\n");
            for (final ScopeSeries series : data.samples().all())
            {
                samples(html, series);
            }
        }
        final List<String> order = data.scopes().byWeight().stream().map(ScopeTrack::path).toList();
        final List<ScopeSeries> sorted = new ArrayList<>(data.inputs().all());
        sorted.sort(Comparator.comparingInt(series -> order.contains(series.path()) ? order.indexOf(series.path()) : order.size()));
        for (final ScopeSeries series : sorted)
        {
            scope(html, series);
        }
        gaps(html);
        html.raw("</section>\n");
    }

    private void gaps(final Html html) throws IOException
    {
        if (data.inputs().gaps().isEmpty())
        {
            return;
        }
        html.raw("<p class=\"note\">No inputs are recorded:</p><ul>\n");
        for (final SeriesBook.Gap gap : data.inputs().gaps())
        {
            html.raw("<li>from ").raw(Shown.time(gap.fromMs())).raw(" to ").raw(Shown.time(gap.toMs())).raw(": ").foreign(gap.why())
                .raw("</li>\n");
        }
        html.raw("</ul>\n")
            .raw(data.inputs().gapsBeyond() > 0 ? "<p class=\"note\">and " + data.inputs().gapsBeyond() + " more</p>\n" : "");
    }

    private void samples(final Html html, final ScopeSeries series) throws IOException
    {
        final TimeGrid grid = series.grid();
        final LineChart chart = new LineChart(axis, grid, new ValueScale(ValueScale.Kind.POWERS, "ms"));
        chart.line(new LineChart.Line("line worst", "worst of 5 min", values(grid, series.latency(), series.latency()::high)));
        chart.line(new LineChart.Line("line mean", "99 % of 5 min", values(grid, series.exactLatency(), series.exactLatency()::high)));
        latencyThresholds(chart, null);
        chart.behind(bands(""));
        chart.draw(html, "Latency", "Worst and 99th percentile of the latencies of the last five minutes, as the engine sampled them.");
    }

    private void scope(final Html html, final ScopeSeries series) throws IOException
    {
        final SeriesBook.Totals totals = data.inputs().totals().get(series.path());
        html.raw("<div class=\"scope\"><h3>").foreign(Shown.scope(Shown.name(series.path()))).raw("</h3>\n");
        if (totals != null)
        {
            html.raw("<p class=\"note\">").raw(Shown.count(totals.inputs(), "input", "inputs")).raw(", ")
                .raw(Shown.count(totals.successes(), "success", "successes")).raw(", ")
                .raw(Shown.count(totals.failures(), "failure", "failures"))
                .raw(totals.invalid() > 0 ? ", " + Shown.count(totals.invalid(), "bad sample", "bad samples") : "").raw("</p>\n");
        }
        final TimeGrid grid = series.grid();
        latency(html, series, grid);
        failures(html, series, grid);
        if (series.slippage().total() > 0)
        {
            final LineChart chart = new LineChart(axis, grid, new ValueScale(ValueScale.Kind.FROM_ZERO, "%"));
            chart.line(new LineChart.Line("line worst", "worst", values(grid, series.slippage(), series.slippage()::high)));
            final ScopeConfig config = config(series.path());
            judged(chart, series.path(), Cause.SLIPPAGE);
            if (config != null)
            {
                chart.threshold(new LineChart.Threshold(Level.ALERT, config.slippage().alertPpb() / PPB_PER_PERCENT));
                chart.threshold(new LineChart.Threshold(Level.THROTTLE, config.slippage().throttlePpb() / PPB_PER_PERCENT));
                chart.threshold(new LineChart.Threshold(Level.HALT, config.slippage().haltPpb() / PPB_PER_PERCENT));
            }
            chart.behind(bands(series.path()));
            chart.gaps(data.inputs().gaps());
            chart.draw(html, "Slippage", "Worst slippage of each bucket of " + Shown.duration(grid.widthMs()) + ", in percent.");
        }
        equity(html, series, grid);
        html.raw("</div>\n");
    }

    private void latency(final Html html, final ScopeSeries series, final TimeGrid grid) throws IOException
    {
        if (series.latency().total() == 0)
        {
            return;
        }
        final LineChart chart = new LineChart(axis, grid, new ValueScale(ValueScale.Kind.POWERS, "ms"));
        final Channel exact = series.exactLatency();
        final double[] means = values(grid, exact, i ->
            exact.count(i) == series.latency().count(i) ? exact.sum(i) / exact.count(i) : Double.NaN);
        chart.line(new LineChart.Line("line worst", "worst", values(grid, series.latency(), series.latency()::high)));
        if (Arrays.stream(means).anyMatch(mean -> !Double.isNaN(mean)))
        {
            chart.line(new LineChart.Line("line mean", "mean, where each is known", means));
        }
        latencyThresholds(chart, series.path());
        chart.behind(bands(series.path()));
        chart.gaps(data.inputs().gaps());
        chart.draw(html, "Latency", "Worst latency of each bucket of " + Shown.duration(grid.widthMs()) + ", and the mean.");
    }

    /** Of all scopes where the path is null. */
    private void latencyThresholds(final LineChart chart, final String path)
    {
        final ScopeConfig config = config(path);
        judged(chart, path, Cause.API_LATENCY);
        if (config != null)
        {
            chart.threshold(new LineChart.Threshold(Level.ALERT, config.latency().alertNs() / NS_PER_MS));
            chart.threshold(new LineChart.Threshold(Level.THROTTLE, config.latency().throttleNs() / NS_PER_MS));
            chart.threshold(new LineChart.Threshold(Level.HALT, config.latency().haltNs() / NS_PER_MS));
        }
    }

    private void failures(final Html html, final ScopeSeries series, final TimeGrid grid) throws IOException
    {
        if (series.failures().total() == 0)
        {
            return;
        }
        final ScopeConfig config = config(series.path());
        final int windowS = config == null ? WINDOW_S : config.failureRate().windowSeconds();
        final int window = (int)Math.max(1, Math.min(TimeGrid.MOST, windowS * 1_000L / grid.widthMs()));
        final LineChart chart = new LineChart(axis, grid, new ValueScale(ValueScale.Kind.FROM_ZERO, "%"));
        chart.line(new LineChart.Line("line worst", "share of failures, last " + Shown.duration(windowS * 1_000L),
            rates(series, grid, window)));
        chart.note("columns: failures of each " + Shown.duration(grid.widthMs()));
        chart.columns(values(grid, series.failures(), i -> series.failures().sum(i)));
        judged(chart, series.path(), Cause.FAILURE_RATE);
        if (config != null && config.failureRate().throttlePpb() != FailureRateConfig.OFF)
        {
            chart.threshold(new LineChart.Threshold(Level.THROTTLE, config.failureRate().throttlePpb() / PPB_PER_PERCENT));
        }
        if (config != null && config.failureRate().haltPpb() != FailureRateConfig.OFF)
        {
            chart.threshold(new LineChart.Threshold(Level.HALT, config.failureRate().haltPpb() / PPB_PER_PERCENT));
        }
        chart.behind(bands(series.path()));
        chart.gaps(data.inputs().gaps());
        chart.draw(html, "Failures", "Share of order results that were failures, in percent; columns: the failures of each bucket of "
            + Shown.duration(grid.widthMs()) + ".");
    }

    private static double[] rates(final ScopeSeries series, final TimeGrid grid, final int window)
    {
        final double[] rates = new double[grid.used()];
        double bad = 0;
        double all = 0;
        for (int i = 0; i < rates.length; i++)
        {
            bad += series.failures().sum(i);
            all += series.failures().sum(i) + series.successes().sum(i);
            if (i >= window)
            {
                bad -= series.failures().sum(i - window);
                all -= series.failures().sum(i - window) + series.successes().sum(i - window);
            }
            final boolean some = series.failures().count(i) + series.successes().count(i) > 0;
            rates[i] = some && all > 0 ? 100 * bad / all : Double.NaN;
        }
        return rates;
    }

    private void equity(final Html html, final ScopeSeries series, final TimeGrid grid) throws IOException
    {
        if (series.equity().total() == 0)
        {
            return;
        }
        final LineChart chart = new LineChart(axis, grid, new ValueScale(ValueScale.Kind.AROUND, ""));
        chart.line(new LineChart.Line("line worst", "lowest", values(grid, series.equity(), series.equity()::low)));
        chart.line(new LineChart.Line("line mean", "last", values(grid, series.equity(), series.equity()::last)));
        final ScopeConfig config = config(series.path());
        if (config != null)
        {
            final int window = (int)Math.max(1, Math.min(TimeGrid.MOST, config.loss().windowSeconds() * 1_000L / grid.widthMs()));
            final double share = 1 - config.loss().haltPpb() / BILLION;
            chart.line(new LineChart.Line("line limit-halt", "HALT below", limits(series.equity(), grid, window, share)));
        }
        chart.behind(bands(series.path()));
        chart.gaps(data.inputs().gaps());
        chart.draw(html, "Equity", "Lowest and last equity of each bucket of " + Shown.duration(grid.widthMs())
            + ", and the value below which the loss from the highest of the window demands HALT.");
    }

    /** From the highest of the window up to each bucket. */
    private static double[] limits(final Channel equity, final TimeGrid grid, final int window, final double share)
    {
        final double[] limits = new double[grid.used()];
        for (int i = 0; i < limits.length; i++)
        {
            double high = Double.NaN;
            for (int j = Math.max(0, i - window + 1); j <= i; j++)
            {
                high = equity.count(j) > 0 && !(equity.high(j) <= high) ? equity.high(j) : high;
            }
            limits[i] = equity.count(i) > 0 ? high * share : Double.NaN;
        }
        return limits;
    }

    private static double[] values(final TimeGrid grid, final Channel channel, final IntToDoubleFunction value)
    {
        final double[] values = new double[grid.used()];
        for (int i = 0; i < values.length; i++)
        {
            values[i] = channel.count(i) == 0 ? Double.NaN : value.applyAsDouble(i);
        }
        return values;
    }

    /** Where no configuration was given: what the scope's transitions say that they were judged by, the last of each level. */
    private void judged(final LineChart chart, final String path, final Cause cause)
    {
        if (data.config() != null)
        {
            return;
        }
        final Map<Level, Double> limits = new EnumMap<>(Level.class);
        for (final TransitionRow row : data.transitions().kept())
        {
            if (row.change().cause() == cause && !Double.isNaN(row.threshold()) && (path == null || row.scope().equals(path)))
            {
                limits.put(row.to(), row.threshold());
            }
        }
        limits.forEach((level, value) -> chart.threshold(new LineChart.Threshold(level, value)));
    }

    private ScopeConfig config(final String path)
    {
        return data.config() == null ? null : data.config().scope(path == null ? "" : path);
    }

    private LevelBands bands(final String path)
    {
        return data.scopes().all().stream().filter(scope -> scope.path().equals(path)).findFirst().map(ScopeTrack::bands).orElse(null);
    }
}
