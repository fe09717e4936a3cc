package io.interlock.bench.budget;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures benchmarks in rounds, so that a row and what it is held against are measured in the same minutes, and keeps the least of each:
 * what else the machine did in that time only adds, on both sides.
 *
 * <p>Threading: main thread.
 */
final class Rounds
{
    private final PrintStream progress;
    private final Map<String, RunResult> best = new TreeMap<>();
    private final StringBuilder said = new StringBuilder();
    private int measured;

    Rounds(final PrintStream progress)
    {
        this.progress = progress;
    }

    /** Measures a block. */
    void measure(final Block block) throws RunnerException
    {
        final ChainedOptionsBuilder options = new OptionsBuilder().include(block.include());
        block.params().forEach(options::param);
        run(options);
    }

    /** Measures one row again. */
    void again(final String row) throws RunnerException
    {
        final RunResult known = best.get(row);
        if (known != null)
        {
            final BenchmarkParams params = known.getParams();
            final ChainedOptionsBuilder options = new OptionsBuilder().include("^" + Pattern.quote(params.getBenchmark()) + "$");
            params.getParamsKeys().forEach(key -> options.param(key, params.getParam(key)));
            run(options);
        }
    }

    private void run(final ChainedOptionsBuilder options) throws RunnerException
    {
        said.setLength(0);
        try
        {
            new Runner(options.shouldFailOnError(true).build(), quiet()).run().forEach(this::keep);
        }
        catch (final RunnerException failed)
        {
            progress.println(said);
            throw failed;
        }
    }

    private void keep(final RunResult result)
    {
        best.merge(RowName.of(result.getParams()), result,
            (one, other) -> other.getPrimaryResult().getScore() < one.getPrimaryResult().getScore() ? other : one);
    }

    /** All rows so far. */
    Map<String, Measure> rows()
    {
        final Map<String, Measure> rows = new TreeMap<>();
        best.forEach((name, result) -> rows.put(name, new Measure(result.getPrimaryResult().getScore(), "ns")));
        return rows;
    }

    /** The runs that they are from. */
    Collection<RunResult> results()
    {
        return best.values();
    }

    /** JMH speaks for pages; here a line a row, and the rest only where something failed. */
    private OutputFormat quiet()
    {
        return (OutputFormat)Proxy.newProxyInstance(OutputFormat.class.getClassLoader(), new Class<?>[] {OutputFormat.class},
            (proxy, method, args) ->
            {
                if (method.getName().equals("endBenchmark") && args[0] instanceof BenchmarkResult result)
                {
                    measured++;
                    progress.printf(Locale.ROOT, "%4d  %-70s %10.2f ns%n", measured, RowName.of(result.getParams()),
                        result.getPrimaryResult().getScore());
                }
                else if (args != null && args.length == 1 && args[0] instanceof String text)
                {
                    said.append(text).append('\n');
                }
                return null;
            });
    }
}
