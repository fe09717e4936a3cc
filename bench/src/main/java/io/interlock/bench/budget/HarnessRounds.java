package io.interlock.bench.budget;

import io.interlock.bench.result.HarnessResults;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the hand harnesses measured: the least of each row over the times that its harness ran, as with JMH's rows.
 *
 * <p>Threading: main thread.
 */
final class HarnessRounds
{
    private static final double NANOS_A_MILLI = 1e6;

    private final Map<String, HarnessResults> latest = new LinkedHashMap<>();
    private final Map<String, Measure> best = new TreeMap<>();
    private final Map<String, String> harnessOfRow = new TreeMap<>();
    private final Runner runner;

    /** Runs a harness by its name. */
    interface Runner
    {
        HarnessResults run(String harness) throws IOException, InterruptedException;
    }

    HarnessRounds(final Runner runner)
    {
        this.runner = runner;
    }

    /** Runs a harness, for the first time or again. */
    void measure(final String harness) throws IOException, InterruptedException
    {
        final HarnessResults results = runner.run(harness);
        latest.put(harness, results);
        results.rows().forEach((name, value) ->
        {
            final String unit = results.units().get(name);
            final Measure measure = unit.equals("ms") ? new Measure(value * NANOS_A_MILLI, "ns") : new Measure(value, unit);
            best.merge(name, measure, (one, other) -> other.value() < one.value() ? other : one);
            harnessOfRow.put(name, harness);
        });
    }

    /** Runs one again. What was measured in half an hour is not lost because it hung or failed: its first results stand. */
    void again(final String harness, final PrintStream out) throws InterruptedException
    {
        try
        {
            measure(harness);
        }
        catch (final IOException failed)
        {
            out.println("its first results stand: " + failed.getMessage());
        }
    }

    /** All rows. */
    Map<String, Measure> rows()
    {
        return best;
    }

    /** Which harness measures a row; null where none does. */
    String harnessOf(final String row)
    {
        return harnessOfRow.get(row);
    }

    /** What each ran last, in the order in which they first ran. */
    Collection<HarnessResults> latest()
    {
        return latest.values();
    }
}
