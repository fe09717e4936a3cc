package io.interlock.bench.budget;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures every row that has a budget, writes {@code results.json}, {@code results.md} and JMH's own {@code jmh.json}, and fails where one
 * is over. Two rounds; what is over then is measured up to twice more, together with what it is held against, and the least of each counts.
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

    private BudgetRun(final RunOptions options, final PrintStream out) throws IOException
    {
        this.options = options;
        this.out = out;
        rounds = new Rounds(out);
        budgets = budgets().stream().filter(budget -> budget.core() || !options.core()).toList();
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
                rounds.measure(block);
            }
        }
        for (int more = 0; more < MORE && !over().isEmpty(); more++)
        {
            again();
        }
        return write();
    }

    private List<BudgetCheck.Outcome> over()
    {
        return BudgetCheck.check(budgets, rounds.rows(), options.slack()).stream().filter(outcome -> !outcome.kept()).toList();
    }

    private void again() throws RunnerException
    {
        final Set<String> rows = new TreeSet<>();
        over().forEach(outcome ->
        {
            rows.add(outcome.row());
            rows.addAll(outcome.peers());
        });
        out.println("again, since over: " + String.join(" ", rows));
        for (final String row : rows)
        {
            rounds.again(row);
        }
    }

    private boolean write() throws IOException
    {
        final List<BudgetCheck.Outcome> outcomes = BudgetCheck.check(budgets, rounds.rows(), options.slack());
        final String command = options.core() ? "BudgetRun --core --slack " + options.slack() : "mvn -q -Pbench verify";
        final Report report = new Report(command, Machine.facts(), rounds.rows(), outcomes);
        Files.writeString(options.folder().resolve("results.md"), report.markdown());
        Files.writeString(options.folder().resolve("results.json"), report.json());
        try (PrintStream jmh = new PrintStream(Files.newOutputStream(options.folder().resolve("jmh.json")), false, StandardCharsets.UTF_8))
        {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, jmh).writeOut(rounds.results());
        }
        final List<BudgetCheck.Outcome> over = outcomes.stream().filter(outcome -> !outcome.kept()).toList();
        over.forEach(outcome -> out.println("over budget: " + outcome));
        out.println(outcomes.size() - over.size() + " of " + outcomes.size() + " budgets kept; table in " +
            options.folder().resolve("results.md"));
        return over.isEmpty();
    }
}
