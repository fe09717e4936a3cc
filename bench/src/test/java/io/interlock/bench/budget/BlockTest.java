package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That blocks measure what the budgets name, by the list of benchmarks that JMH's processor wrote; nothing is run. */
class BlockTest
{
    /** Rows of hand harnesses, which blocks do not hold. */
    private static final Set<String> HARNESSES =
        Set.of("bytes", "tradeLatency", "reaction", "memory", "start", "append", "recording", "replay", "status");
    private static final OutputFormat SILENT =
        OutputFormatFactory.createFormatInstance(new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

    private static Set<String> rows(final Block block)
    {
        final Set<String> rows = new TreeSet<>();
        for (final BenchmarkListEntry entry : BenchmarkList.defaultList().find(SILENT, List.of(block.include()), List.of()))
        {
            final Map<String, String[]> own = entry.getParams().orElse(Map.of());
            final Map<String, String[]> params = new TreeMap<>();
            own.forEach((name, values) -> params.put(name, block.params().getOrDefault(name, values)));
            for (final Map<String, String> values : combinations(params))
            {
                rows.add(RowName.of(entry.getUsername(), values.keySet(), values::get));
            }
        }
        return rows;
    }

    private static List<Map<String, String>> combinations(final Map<String, String[]> params)
    {
        List<Map<String, String>> all = List.of(Map.of());
        for (final Map.Entry<String, String[]> param : params.entrySet())
        {
            final List<Map<String, String>> more = new ArrayList<>();
            for (final Map<String, String> one : all)
            {
                for (final String value : param.getValue())
                {
                    final Map<String, String> with = new HashMap<>(one);
                    with.put(param.getKey(), value);
                    more.add(with);
                }
            }
            all = more;
        }
        return all;
    }

    private static List<BudgetCheck.Outcome> outcomes(final List<Block> blocks, final boolean core) throws Exception
    {
        final Map<String, Measure> rows = new TreeMap<>();
        blocks.forEach(block -> rows(block).forEach(row -> rows.put(row, new Measure(1, "ns"))));
        final List<Budget> budgets = BudgetRun.budgets().stream()
            .filter(budget -> !HARNESSES.contains(budget.rows().substring(0, budget.rows().indexOf('.'))))
            .filter(budget -> !core || budget.kind() == Budget.Kind.CORE).toList();
        return BudgetCheck.check(budgets, rows, 1);
    }

    @Test
    void shouldMeasureWhatTheBudgetsNameAndNoRowTwice() throws Exception
    {
        for (final boolean core : new boolean[] {false, true})
        {
            final List<Block> blocks = core ? Block.core() : Block.full();
            assertThat(outcomes(blocks, core)).isNotEmpty().allSatisfy(outcome ->
            {
                assertThat(outcome.measured().value()).as(outcome.toString()).isEqualTo(1);
                assertThat(outcome.limit()).as(outcome.toString()).isPositive();
            });
            assertThat(blocks).allSatisfy(block -> assertThat(rows(block)).as(block.include()).isNotEmpty());
            assertThat(blocks.stream().flatMap(block -> rows(block).stream())).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldMeasureRowsThatNeedTwoCoresBesideWhatTheyAreHeldAgainst() throws Exception
    {
        final List<Block> blocks = Block.full();
        final List<BudgetCheck.Outcome> pairs = outcomes(blocks, false).stream()
            .filter(outcome -> outcome.budget().kind() == Budget.Kind.FULL && !outcome.peers().isEmpty())
            .filter(outcome -> blocks.stream().noneMatch(block -> block.once() && rows(block).contains(outcome.row()))).toList();
        assertThat(pairs).extracting(BudgetCheck.Outcome::row).contains("trade.guardedTradeTwoThreads", "events.breachTrade/wait=yield",
            "events.failureExclusive/wait=adaptive", "events.fillExclusiveTwoThreads/wait=adaptive",
            "machine.apply/kind=FILL,scopes=4096", "trade.guardedTrade/listeners=true", "trade.guardedTrade/journal=true",
            "events.breachTrade/journal=true,wait=yield", "trade.guardedTrade/journal=recorded",
            "gate.checkAllowed/depth=1,journal=recorded,scopes=1", "reporter.fillExclusive/journal=recorded",
            "events.fillExclusive/journal=recorded,wait=adaptive", "trade.guardedTrade/journal=console",
            "gate.checkRefused/depth=1,journal=console,scopes=1", "reporter.fillExclusive/journal=console");
        for (final BudgetCheck.Outcome pair : pairs)
        {
            assertThat(blocks).as("a block with %s and %s", pair.row(), pair.peers()).anySatisfy(block ->
                assertThat(rows(block)).contains(pair.row()).containsAll(pair.peers()));
        }
    }

    @Test
    void shouldMeasureInEveryRoundWhatOthersAreHeldAgainst() throws Exception
    {
        final List<Block> blocks = Block.full();
        final Set<String> once = blocks.stream().filter(Block::once).flatMap(block -> rows(block).stream()).collect(Collectors.toSet());
        assertThat(once).contains("pingPong.pingPong", "gate.checkAllowed/depth=1,listeners=true,scopes=1");
        assertThat(outcomes(blocks, false)).flatExtracting(BudgetCheck.Outcome::peers).isNotEmpty().doesNotContainAnyElementsOf(once);
    }

    @Test
    void shouldNameARowBySuiteMethodAndParameters()
    {
        final Map<String, String> values = Map.of("wait", "yield", "listeners", "true", "a", "1");
        assertThat(RowName.of("io.EventsSuite.fill", values.keySet(), values::get)).isEqualTo("events.fill/a=1,listeners=true,wait=yield");
        assertThat(RowName.of("io.RawPublishTwoThreadsSuite.publish", List.of("listener"), key -> "false"))
            .isEqualTo("rawPublish.publishTwoThreads");
        assertThat(RowName.of("io.TradeSuite.guardedTrade", List.of("journal"), key -> "recorded"))
            .isEqualTo("trade.guardedTrade/journal=recorded");
    }
}
