package io.interlock.bench.budget;

import io.interlock.bench.harness.HarnessProcess;
import io.interlock.bench.harness.Harnesses;
import io.interlock.bench.result.Charts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * Measures every row that has a budget, writes {@code results.json}, {@code results.md}, JMH's own {@code jmh.json} and the charts, and
 * fails where one is over. Two rounds; what is over then is measured up to twice more, together with what it is held against, and the least
 * of each counts. Rows that are only shown are measured once.
 *
 * <p>Threading: main thread.
 */
public final class BudgetRun
{
    private static final String FILE = "budgets.txt";
    private static final int USAGE = 2;
    private static final int ROUNDS = 2;
    private static final int MORE = 2;

    private final RunOptions options;
    private final PrintStream out;
    private final Rounds rounds;
    private final List<Budget> budgets;
    private final HarnessRounds harnesses;

    private BudgetRun(final RunOptions options, final PrintStream out) throws IOException
    {
        this.options = options;
        this.out = out;
        rounds = new Rounds(out);
        harnesses = new HarnessRounds(harness -> HarnessProcess.run(harness, options.folder()));
        budgets = budgets().stream().filter(budget -> budget.kind() == Budget.Kind.CORE || !options.core()).toList();
    }

    /**
     * Runs.
     *
     * @param args see {@link RunOptions#USAGE}.
     * @throws Exception where the folder cannot be written to or a benchmark fails.
     */
    public static void main(final String[] args) throws Exception
    {
        final RunOptions options;
        try
        {
            options = RunOptions.parse(args);
        }
        catch (final IllegalArgumentException wrong)
        {
            System.err.println(wrong.getMessage() + "\n" + RunOptions.USAGE);
            System.exit(USAGE);
            return;
        }
        if (!new BudgetRun(options, System.err).run())
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

    private boolean run() throws Exception
    {
        Files.createDirectories(options.folder());
        final List<Block> blocks = options.core() ? Block.core() : Block.full();
        for (int round = 1; round <= (options.core() ? 1 : ROUNDS); round++)
        {
            out.println("round " + round);
            for (final Block block : blocks)
            {
                if (round == 1 || !block.once())
                {
                    rounds.measure(block);
                }
            }
        }
        if (!options.core())
        {
            for (final String harness : Harnesses.names())
            {
                harnesses.measure(harness);
            }
        }
        int more = 0;
        while (more < MORE && again())
        {
            more++;
        }
        return write();
    }

    /** JMH's rows and the harnesses'. */
    private Map<String, Measure> rows()
    {
        final Map<String, Measure> rows = new TreeMap<>(rounds.rows());
        rows.putAll(harnesses.rows());
        return rows;
    }

    private List<BudgetCheck.Outcome> outcomes()
    {
        return BudgetCheck.check(budgets, rows(), options.slack());
    }

    /** Measures once more what fails, with what it is held against; says whether there was anything. */
    private boolean again() throws Exception
    {
        // A row, then what it is held against: side by side here too.
        final Set<String> rows = new LinkedHashSet<>();
        outcomes().stream().filter(BudgetCheck.Outcome::fails).forEach(outcome ->
        {
            rows.add(outcome.row());
            rows.addAll(outcome.peers());
        });
        final Set<String> whole = new TreeSet<>();
        rows.stream().map(harnesses::harnessOf).filter(Objects::nonNull).forEach(whole::add);
        rows.retainAll(rounds.rows().keySet());
        if (rows.size() + whole.size() > 0)
        {
            out.println("again, since over: " + String.join(" ", rows) + " " + String.join(" ", whole));
        }
        for (final String row : rows)
        {
            rounds.again(row);
        }
        for (final String harness : whole)
        {
            harnesses.again(harness, out);
        }
        return rows.size() + whole.size() > 0;
    }

    private boolean write() throws IOException
    {
        final List<BudgetCheck.Outcome> outcomes = outcomes();
        final String command = options.core() ? "BudgetRun --core --slack " + options.slack() : "mvn -q -Pbench verify";
        final Report report = new Report(command, Machine.facts(), rows(), outcomes);
        Files.writeString(options.folder().resolve("results.md"), report.markdown());
        Files.writeString(options.folder().resolve("results.json"), report.json());
        try (PrintStream jmh = new PrintStream(Files.newOutputStream(options.folder().resolve("jmh.json")), false, StandardCharsets.UTF_8))
        {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, jmh).writeOut(rounds.results());
        }
        Charts.write(harnesses.latest(), options.folder());
        if (options.publish() != null)
        {
            Publisher.publish(options.publish(), report, harnesses.latest());
        }
        final List<BudgetCheck.Outcome> over = outcomes.stream().filter(outcome -> !outcome.kept()).toList();
        over.forEach(outcome -> out.println((outcome.fails() ? "over budget: " : "goal not reached: ") + outcome));
        out.println(outcomes.size() - over.size() + " of " + outcomes.size() + " budgets kept; table in " +
            options.folder().resolve("results.md"));
        return outcomes.stream().noneMatch(BudgetCheck.Outcome::fails);
    }
}
