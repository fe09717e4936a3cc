package io.interlock.bench.budget;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures every row that has a budget, writes {@code results.json} (JMH's own form) and {@code results.md}, and fails where one is over.
 * Arguments: the folder to write to, and a number that multiplies each limit (1).
 *
 * <p>Threading: main thread.
 */
public final class BudgetRun
{
    private static final String FILE = "budgets.txt";
    /** Parameters that do not vary in this run. */
    private static final Set<String> FIXED = Set.of("listener", "listeners");
    private static final int ITERATION_MS = 200;

    private BudgetRun()
    {
    }

    /**
     * Runs.
     *
     * @param args see above.
     * @throws Exception where the folder cannot be written to or a benchmark fails.
     */
    public static void main(final String[] args) throws Exception
    {
        final Path folder = Path.of(args.length > 0 ? args[0] : "target/results");
        final double slack = args.length > 1 ? Double.parseDouble(args[1]) : 1;
        Files.createDirectories(folder);
        final Map<String, Double> rows = rows(measure(folder.resolve("results.json")));
        final List<BudgetCheck.Outcome> outcomes = BudgetCheck.check(budgets(), rows, slack);
        Files.writeString(folder.resolve("results.md"), markdown(rows, outcomes));
        final PrintStream err = System.err;
        outcomes.stream().filter(outcome -> !outcome.kept()).forEach(outcome -> err.println("over budget: " + outcome));
        final long over = outcomes.stream().filter(outcome -> !outcome.kept()).count();
        err.println(outcomes.size() - over + " of " + outcomes.size() + " budgets kept; table in " + folder.resolve("results.md"));
        if (over > 0)
        {
            System.exit(1);
        }
    }

    static List<Budget> budgets() throws IOException
    {
        try (InputStream in = BudgetRun.class.getResourceAsStream(FILE))
        {
            return BudgetFile.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    private static Collection<RunResult> measure(final Path json) throws RunnerException
    {
        return new Runner(new OptionsBuilder()
            .include("\\.(Gate|Limits|Reporter|Trade|Peers)Suite\\.")
            .param("listeners", "false").param("listener", "false")
            .warmupIterations(5).warmupTime(TimeValue.milliseconds(ITERATION_MS))
            .measurementIterations(5).measurementTime(TimeValue.milliseconds(ITERATION_MS))
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON).result(json.toString())
            .build()).run();
    }

    private static Map<String, Double> rows(final Collection<RunResult> results)
    {
        final Map<String, Double> rows = new TreeMap<>();
        for (final RunResult result : results)
        {
            rows.put(name(result), result.getPrimaryResult().getScore());
        }
        return rows;
    }

    private static String name(final RunResult result)
    {
        final String[] parts = result.getParams().getBenchmark().split("\\.");
        final String suite = parts[parts.length - 2].replace("Suite", "");
        final List<String> params = new ArrayList<>();
        for (final String key : new TreeMap<>(keys(result)).keySet())
        {
            params.add(key + "=" + result.getParams().getParam(key));
        }
        return suite.substring(0, 1).toLowerCase(Locale.ROOT) + suite.substring(1) + "." + parts[parts.length - 1] +
            (params.isEmpty() ? "" : "/" + String.join(",", params));
    }

    private static Map<String, String> keys(final RunResult result)
    {
        final Map<String, String> keys = new TreeMap<>();
        for (final String key : result.getParams().getParamsKeys())
        {
            if (!FIXED.contains(key))
            {
                keys.put(key, key);
            }
        }
        return keys;
    }

    private static String markdown(final Map<String, Double> rows, final List<BudgetCheck.Outcome> outcomes)
    {
        final StringBuilder text = new StringBuilder("`mvn -q -Pbench verify`, " + System.getProperty("java.vm.name") + " " +
            System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " +
            Runtime.getRuntime().availableProcessors() + " cores\n\n| row | ns | limit in this run | |\n|---|---|---|---|\n");
        for (final BudgetCheck.Outcome outcome : outcomes)
        {
            text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %s |%n", outcome.row(), outcome.value(), outcome.limitNs(),
                outcome.kept() ? "kept" : "**over**"));
        }
        text.append("\n| measured | ns |\n|---|---|\n");
        rows.forEach((name, value) -> text.append(String.format(Locale.ROOT, "| %s | %.2f |%n", name, value)));
        return text.toString();
    }
}
