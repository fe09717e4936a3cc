package io.interlock.journal.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was measured, by scope, over one grid. Of so many scopes everything is kept, of the others totals, of those beyond only the number.
 *
 * <p>Threading: one thread.
 */
final class SeriesBook
{
    /** Scopes of which everything is kept. */
    static final int MOST = 12;
    private static final int MOST_TOTALS = 8_192;
    private static final int MOST_GAPS = 200;

    private final TimeGrid grid = new TimeGrid();
    private final Map<String, ScopeSeries> series = new LinkedHashMap<>();
    private final Map<String, Totals> totals = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long gapsBeyond;
    private long beyond;

    /** A while of which nothing is recorded. */
    record Gap(long fromMs, long toMs, String why)
    {
    }

    /** All of one scope in a few numbers. */
    static final class Totals
    {
        private long inputs;
        private long successes;
        private long failures;
        private long invalid;
        private double worstLatencyMs = Double.NaN;
        private double worstSlippage = Double.NaN;

        void input()
        {
            inputs++;
        }

        void results(final long good, final long bad)
        {
            successes += good;
            failures += bad;
        }

        void invalid(final long more)
        {
            invalid += more;
        }

        void latency(final double ms)
        {
            worstLatencyMs = ms <= worstLatencyMs ? worstLatencyMs : ms;
        }

        void slippage(final double percent)
        {
            worstSlippage = percent <= worstSlippage ? worstSlippage : percent;
        }

        long inputs()
        {
            return inputs;
        }

        long successes()
        {
            return successes;
        }

        long failures()
        {
            return failures;
        }

        long invalid()
        {
            return invalid;
        }

        double worstLatencyMs()
        {
            return worstLatencyMs;
        }

        double worstSlippage()
        {
            return worstSlippage;
        }
    }

    TimeGrid grid()
    {
        return grid;
    }

    /** The series of a scope; null where it has no room, or is not wanted while there is. */
    ScopeSeries series(final String path, final Predicate<String> wanted)
    {
        final ScopeSeries known = series.get(path);
        if (known != null || series.size() == MOST || !wanted.test(path))
        {
            return known;
        }
        final ScopeSeries fresh = new ScopeSeries(path, grid);
        series.put(path, fresh);
        return fresh;
    }

    /** Null where there are too many. */
    Totals totals(final String path)
    {
        final Totals known = totals.get(path);
        if (known != null)
        {
            return known;
        }
        if (totals.size() == MOST_TOTALS)
        {
            beyond++;
            return null;
        }
        final Totals fresh = new Totals();
        totals.put(path, fresh);
        return fresh;
    }

    void gap(final Gap gap)
    {
        if (gaps.size() < MOST_GAPS)
        {
            gaps.add(gap);
        }
        else
        {
            gapsBeyond++;
        }
    }

    Collection<ScopeSeries> all()
    {
        return series.values();
    }

    Map<String, Totals> totals()
    {
        return totals;
    }

    List<Gap> gaps()
    {
        return gaps;
    }

    long gapsBeyond()
    {
        return gapsBeyond;
    }

    /** Inputs of scopes that are nowhere else, since there are too many. */
    long beyond()
    {
        return beyond;
    }
}
