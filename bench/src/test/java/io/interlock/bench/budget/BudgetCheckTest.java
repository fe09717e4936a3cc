package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetCheckTest
{
    private static List<BudgetCheck.Outcome> check(final String line, final Map<String, Double> rows)
    {
        return BudgetCheck.check(BudgetFile.read("budgets.txt", List.of("# for people", "", line)), rows, 1);
    }

    @Test
    void shouldKeepWhatIsWithinAndNameWhatIsOver()
    {
        final Map<String, Double> rows = Map.of("gate.check/scopes=1", 2.9, "gate.check/scopes=64", 3.1, "limits.read", 1.0);
        final List<BudgetCheck.Outcome> outcomes = check("gate.check/* <= 3 * limits.read", rows);
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes).filteredOn(outcome -> !outcome.kept()).singleElement().hasToString(
            "budgets.txt:3: gate.check/scopes=64 takes 3.10 ns, its limit in this run is 3.00 ns");
    }

    @Test
    void shouldTakeTheLargerOfTwoLimits()
    {
        final Map<String, Double> rows = Map.of("r", 6.0, "call", 1.5, "write", 1.0);
        assertThat(check("r <= 1 * call + 5 or 4 * write", rows)).allMatch(BudgetCheck.Outcome::kept);
        assertThat(check("r <= 1 * call + 4 or 4 * write", rows)).noneMatch(BudgetCheck.Outcome::kept);
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
        for (final String line : List.of("a < 3 * b", "a <= b", "a <= 3 * b +", "a <= -1 * b", "a b <= 1 * c", "a <= 1 * b or"))
        {
            assertThatThrownBy(() -> check(line, Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("budgets.txt:3").hasMessageContaining(line);
        }
    }

    @Test
    void shouldMatchAStarAnywhere()
    {
        final Budget budget = new Budget("", "gate.*/*,scopes=1", List.of());
        assertThat(budget.concerns("gate.checkAllowed/depth=4,scopes=1")).isTrue();
        assertThat(budget.concerns("gate.checkAllowed/depth=4,scopes=16")).isFalse();
        assertThat(budget.concerns("trade.checkAllowed/depth=4,scopes=1")).isFalse();
    }

    @Test
    void shouldReadTheBudgetsThatAreShipped() throws Exception
    {
        assertThat(BudgetRun.budgets()).hasSizeGreaterThan(15);
        assertThat(BudgetRun.class.getResource("/META-INF/BenchmarkList")).as("JMH's processor ran").isNotNull();
    }

    @Test
    void shouldCatchAClockReadInTheCheck() throws Exception
    {
        // What one clock read costs, put on top of a check that is within its budget: the shipped file must refuse it.
        final double read = 1.5;
        final double clock = 24;
        final Map<String, Double> rows = Map.of("limits.volatileRead/scopes=1", read, "gate.checkAllowed/depth=1,scopes=1", 2.5 + clock);
        assertThat(BudgetCheck.check(BudgetRun.budgets(), rows, 1))
            .filteredOn(outcome -> outcome.row().startsWith("gate.checkAllowed/depth")).isNotEmpty().noneMatch(BudgetCheck.Outcome::kept);
    }
}
