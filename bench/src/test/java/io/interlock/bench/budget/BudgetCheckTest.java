package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetCheckTest
{
    private static List<BudgetCheck.Outcome> check(final String line, final Map<String, Double> nanos)
    {
        final Map<String, Measure> rows = new TreeMap<>();
        nanos.forEach((name, value) -> rows.put(name, new Measure(value, "ns")));
        return BudgetCheck.check(List.of(budget(line)), rows, 1);
    }

    private static Budget budget(final String line)
    {
        return BudgetFile.read("budgets.txt", List.of("# for people", "", line)).get(0);
    }

    @Test
    void shouldKeepWhatIsWithinAndNameWhatIsOver()
    {
        final Map<String, Double> rows = Map.of("gate.check/scopes=1", 2.9, "gate.check/scopes=64", 3.1, "limits.read", 1.0);
        final List<BudgetCheck.Outcome> outcomes = check("gate.check/* <= 3 * limits.read", rows);
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes).filteredOn(outcome -> !outcome.kept()).singleElement().hasToString(
            "budgets.txt:3: gate.check/scopes=64 takes 3.10 ns, its limit in this run is 3.00 ns (3 * limits.read)");
    }

    @Test
    void shouldTakeTheLargerOfTwoLimits()
    {
        final Map<String, Double> rows = Map.of("r", 6.0, "call", 1.5, "write", 1.0);
        assertThat(check("r <= 1 * call + 5 ns or 4 * write", rows)).allMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 1 * call + 4 ns or 4 * write", rows)).noneMatch(BudgetCheck.Outcome::kept);
    }

    @Test
    void shouldFailWhatWasNotMeasured()
    {
        assertThat(check("gone <= 3 * limits.read", Map.of("limits.read", 1.0))).singleElement().matches(outcome -> !outcome.kept());
        assertThat(check("row <= 3 * gone", Map.of("row", 1.0))).singleElement().matches(outcome -> !outcome.kept());
        assertThat(check("row <= 3 * gone or 9 * row", Map.of("row", 1.0))).singleElement().matches(outcome -> !outcome.kept());
    }

    @Test
    void shouldSayWhereALineIsWrong()
    {
        for (final String line : List.of("a < 3 * b", "a <= b", "a <= 3 * b +", "a <= -1 * b", "a b <= 1 * c", "a <= 1 * b or",
            "a <= 1 * b + 5", "a <= 5", "a <= 5 s", "a <= 1/ * b", "cores a <= 1 * b"))
        {
            assertThatThrownBy(() -> check(line, Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("budgets.txt:3").hasMessageContaining(line);
        }
    }

    @Test
    void shouldMatchAStarAnywhere()
    {
        final Budget budget = budget("gate.*/*,scopes=1 <= 1 * b");
        assertThat(budget.match("gate.checkAllowed/depth=4,scopes=1")).isEmpty();
        assertThat(budget.match("gate.checkAllowed/depth=4,scopes=16")).isNull();
        assertThat(budget.match("trade.checkAllowed/depth=4,scopes=1")).isNull();
    }

    @Test
    void shouldHoldARowAgainstTheOneOfTheSameParameter()
    {
        final Map<String, Double> rows = Map.of("check/depth=1,scopes=1", 2.0, "check/depth=1,scopes=64", 5.0,
            "read/scopes=1", 1.0, "read/scopes=64", 1.5);
        assertThat(check("check/depth=*,scopes={n} <= 3 * read/scopes={n}", rows)).hasSize(2)
            .filteredOn(outcome -> !outcome.kept()).singleElement().satisfies(outcome ->
            {
                assertThat(outcome.row()).isEqualTo("check/depth=1,scopes=64");
                assertThat(outcome.peers()).containsExactly("read/scopes=64");
                assertThat(outcome.text()).isEqualTo("3 * read/scopes=64");
            });
    }

    @Test
    void shouldTakeFractionsAndAbsoluteNumbersInTheirUnits()
    {
        assertThat(check("r <= 1/3 * b", Map.of("r", 1.0, "b", 3.0))).allMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 1/3 * b", Map.of("r", 1.01, "b", 3.0))).noneMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 1 ms", Map.of("r", 1_000_000.0))).allMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 1 ms", Map.of("r", 1_000_001.0))).noneMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 16 KiB", Map.of("r", 1.0))).as("nanoseconds are no bytes").noneMatch(BudgetCheck.Outcome::kept);
        assertThat(BudgetCheck.check(List.of(budget("r <= 0 B")), Map.of("r", new Measure(0, "B")), 1)).allMatch(BudgetCheck.Outcome::kept);
        final Budget none = budget("r <= 0 events");
        assertThat(BudgetCheck.check(List.of(none), Map.of("r", new Measure(0, "events")), 1)).allMatch(BudgetCheck.Outcome::kept);
        assertThat(BudgetCheck.check(List.of(none), Map.of("r", new Measure(1, "events")), 1)).singleElement()
            .matches(outcome -> !outcome.kept())
            .hasToString("budgets.txt:3: r takes 1 events, its limit in this run is 0 events (0 events)");
        assertThat(check("r <= 0 events", Map.of("r", 0.0))).as("nanoseconds are no events").noneMatch(BudgetCheck.Outcome::kept);
    }

    @Test
    void shouldKnowWhatTheShortFormHolds()
    {
        assertThat(budget("core r <= 1 * b").kind()).isEqualTo(Budget.Kind.CORE);
        assertThat(budget("r <= 1 * b").kind()).isEqualTo(Budget.Kind.FULL);
    }

    @Test
    void shouldHoldWhatNeedsASpareCoreWhereThereIsOne()
    {
        final List<String> lines = List.of("spare r <= 1 * b");
        assertThat(BudgetFile.read("budgets.txt", lines, 3)).singleElement().extracting(Budget::kind).isEqualTo(Budget.Kind.FULL);
        assertThat(BudgetFile.read("budgets.txt", lines, 2)).singleElement().extracting(Budget::kind).isEqualTo(Budget.Kind.GOAL);
        assertThat(BudgetFile.read("budgets.txt", lines, 2).get(0).rows()).isEqualTo("r");
    }

    @Test
    void shouldShowAGoalThatIsNotReachedAndNotFailForIt()
    {
        final Map<String, Double> rows = Map.of("r", 2.0, "b", 1.0);
        assertThat(check("goal r <= 1 * b", rows)).allMatch(outcome -> !outcome.kept() && !outcome.fails());
        assertThat(check("r <= 1 * b", rows)).allMatch(outcome -> !outcome.kept() && outcome.fails());
    }

    @Test
    void shouldReadTheBudgetsThatAreShipped() throws Exception
    {
        assertThat(BudgetRun.budgets()).hasSizeGreaterThan(15);
        assertThat(BudgetRun.class.getResource("/META-INF/BenchmarkList")).as("JMH's processor ran").isNotNull();
    }
}
