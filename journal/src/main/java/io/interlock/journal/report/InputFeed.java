package io.interlock.journal.report;

import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.model.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes recorded inputs, in their order, into the series of a report: latencies and slippages with the worst of each bucket, results with
 * the share of failures, equity with its lowest and last. Results count in their scope and in all above it (SEMANTICS 2). Of a summary only
 * the worst latency is known, so that a bucket with one has no mean. Bad samples are counted and drawn nowhere.
 *
 * <p>To be made after the journal was read: scopes that it tells of get the room that there is for whole series before others.
 *
 * <p>Threading: one thread.
 */
public final class InputFeed
{
    private static final double NS_PER_MS = 1e6;
    private static final double PPB_PER_PERCENT = 1e7;

    private final ReportData data;
    private final SeriesBook book;
    private final Set<String> preferred = new HashSet<>();
    private int spare;
    /** Of the event before, which most often is of the same scope. */
    private String lastPath;
    private ScopeSeries series;
    private SeriesBook.Totals totals;
    private int bucket;

    /**
     * A feed.
     *
     * @param data of the report; its journal was read.
     */
    public InputFeed(final ReportData data)
    {
        this.data = data;
        book = data.inputs();
        data.inputsGiven();
        preferred.add("");
        for (final ScopeTrack scope : data.scopes().byWeight())
        {
            if (preferred.size() < SeriesBook.MOST && scope.transitions() > 0)
            {
                preferred.add(scope.path());
            }
        }
        spare = SeriesBook.MOST - preferred.size();
    }

    /**
     * Hands a recording over to a report, where there is one. What cannot be read of it is a gap.
     *
     * @param source    where inputs are recorded.
     * @param directory of the engine.
     * @param data      of the report; its journal was read.
     */
    public static void read(final InputsSource source, final Path directory, final ReportData data)
    {
        try (InputsSource.Recording recording = source.open(directory, data.startMs(), data.endMs()))
        {
            if (recording != null)
            {
                recording.feed(new InputFeed(data));
            }
        }
        catch (final IOException unreadable)
        {
            data.inputs().gap(new SeriesBook.Gap(data.startMs(), data.endMs(),
                Shown.words("the recording cannot be read, or no further: " + unreadable.getMessage())));
        }
    }

    /**
     * The configuration in force from here on: its thresholds are drawn.
     *
     * @param config of the life that the next inputs are of; the last one counts.
     */
    public void config(final BreakerConfig config)
    {
        data.config(config);
    }

    /**
     * The next input.
     *
     * @param scope  path of its scope; {@code ""} is the root.
     * @param event  is not kept.
     * @param wallMs wall time, milliseconds since 1970.
     */
    public void input(final String scope, final InputEvent event, final long wallMs)
    {
        bucket = book.grid().at(wallMs);
        at(scope);
        if (totals != null)
        {
            totals.input();
        }
        switch (event.kind())
        {
            case API_LATENCY -> latency(event.number());
            case ORDER_SUCCESS -> results(scope, 1, 0);
            case ORDER_FAILURE -> results(scope, 0, 1);
            case SLIPPAGE -> slippage(event);
            case FILL ->
            {
                results(scope, 1, 0);
                latency(event.number());
                slippage(event);
            }
            case EQUITY -> equity(event.a());
            case FOLDED_LATENCY -> latencies(event.number(), Math.max(1, count(event.a())));
            case FOLDED_SLIPPAGE -> slippage(event.number() / PPB_PER_PERCENT);
            case FOLDED_RESULTS -> results(scope, count(event.a()), count(event.b()));
            case FOLDED_INVALID -> invalid(event.number());
            case LANE_SUMMARY -> summary(scope, event);
            default ->
            {
                // Statuses and commands are told by what the journal says of them.
            }
        }
    }

    /**
     * Inputs are missing.
     *
     * @param fromWallMs wall time of the last before, milliseconds since 1970.
     * @param toWallMs   wall time of the first after.
     * @param why        for people.
     */
    public void gap(final long fromWallMs, final long toWallMs, final String why)
    {
        book.gap(new SeriesBook.Gap(fromWallMs, toWallMs, Shown.words(why)));
    }

    private void at(final String path)
    {
        if (!path.equals(lastPath))
        {
            lastPath = path;
            series = book.series(path, this::isWanted);
            totals = book.totals(path);
        }
    }

    private boolean isWanted(final String path)
    {
        if (!preferred.contains(path) && spare == 0)
        {
            return false;
        }
        spare -= preferred.contains(path) ? 0 : 1;
        return true;
    }

    private static long count(final double number)
    {
        return number > 0 ? (long)number : 0;
    }

    private void latency(final long ns)
    {
        if (ns < 0)
        {
            invalid(1);
            return;
        }
        final double ms = ns / NS_PER_MS;
        latencies(ns, 1);
        if (series != null)
        {
            series.exactLatency().add(bucket, ms);
        }
    }

    private void latencies(final long worstNs, final long number)
    {
        final double ms = worstNs / NS_PER_MS;
        if (totals != null)
        {
            totals.latency(ms);
        }
        if (series != null)
        {
            series.latency().add(bucket, ms, ms, number);
        }
    }

    private void summary(final String scope, final InputEvent event)
    {
        results(scope, count(event.a()), 0);
        if (count(event.b()) > 0)
        {
            latencies(event.number(), count(event.b()));
        }
        if (event.c() > 0)
        {
            slippage(event.c() / PPB_PER_PERCENT);
        }
    }

    private void slippage(final InputEvent event)
    {
        final double expected = event.a();
        final double difference = event.b() - expected;
        if (!(expected > 0 && event.b() > 0) || !Double.isFinite(difference))
        {
            invalid(1);
            return;
        }
        final boolean known = event.code() >= 0 && event.code() < Side.values().length;
        final Side side = known ? Side.values()[event.code()] : Side.UNKNOWN;
        final double adverse = side == Side.BUY ? difference : side == Side.SELL ? -difference : Math.abs(difference);
        slippage(Math.max(0, adverse) / expected * 100);
    }

    private void slippage(final double percent)
    {
        if (totals != null)
        {
            totals.slippage(percent);
        }
        if (series != null)
        {
            series.slippage().add(bucket, percent);
        }
    }

    private void equity(final double value)
    {
        if (!(value > 0) || !Double.isFinite(value))
        {
            invalid(1);
        }
        else if (series != null)
        {
            series.equity().add(bucket, value);
        }
    }

    private void invalid(final long more)
    {
        if (totals != null)
        {
            totals.invalid(more);
        }
    }

    private void results(final String scope, final long good, final long bad)
    {
        if (good == 0 && bad == 0)
        {
            return;
        }
        count(series, totals, good, bad);
        String above = scope;
        while (!above.isEmpty())
        {
            above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
            count(book.series(above, this::isWanted), book.totals(above), good, bad);
        }
    }

    private void count(final ScopeSeries to, final SeriesBook.Totals sums, final long good, final long bad)
    {
        if (sums != null)
        {
            sums.results(good, bad);
        }
        if (to != null && good > 0)
        {
            to.successes().add(bucket, good, good, good);
        }
        if (to != null && bad > 0)
        {
            to.failures().add(bucket, bad, bad, bad);
        }
    }
}
