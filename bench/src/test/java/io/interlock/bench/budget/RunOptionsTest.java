package io.interlock.bench.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunOptionsTest
{
    @Test
    void shouldReadWhatItIsTold()
    {
        assertThat(RunOptions.parse()).isEqualTo(new RunOptions(Path.of("target/results"), false, 1, null));
        assertThat(RunOptions.parse("--core", "--slack", "2", "--publish", "root", "folder"))
            .isEqualTo(new RunOptions(Path.of("folder"), true, 2, Path.of("root")));
    }

    @Test
    void shouldNameWhatIsWrong()
    {
        assertThatThrownBy(() -> RunOptions.parse("--slack", "half")).hasMessageContaining("--slack half").hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> RunOptions.parse("--slack", "0.5")).hasMessageContaining("0.5");
        assertThatThrownBy(() -> RunOptions.parse("--slack")).hasMessageContaining("--slack");
        assertThatThrownBy(() -> RunOptions.parse("--strict")).hasMessageContaining("--strict");
    }

    @Test
    void shouldReportTheNearestOfEachBudgetAndEveryRow()
    {
        final List<Budget> budgets = BudgetFile.read("f", List.of("a/* <= 2 * b", "c <= 1 ms"));
        final Map<String, Measure> rows = Map.of("a/1", new Measure(1, "ns"), "a/2", new Measure(1.8, "ns"), "b", new Measure(1, "ns"),
            "c", new Measure(2e6, "ns"));
        final Report report = new Report("command", Map.of("cpu", "a \"fast\" one"), rows, BudgetCheck.check(budgets, rows, 1));
        assertThat(report.table()).contains("`command`", "a \"fast\" one", "| a/2 | 1.80 ns | 2.00 ns = 2 * b | 90 % |",
            "| c | 2.00 ms | 1.00 ms = 1 ms | **over** |").doesNotContain("a/1");
        assertThat(report.markdown()).contains("| a/1 | 1.00 ns |");
        assertThat(report.json()).contains("\"cpu\":\"a \\\"fast\\\" one\"", "{\"name\":\"a/1\",\"value\":1.0000,\"unit\":\"ns\"}",
            "\"row\":\"c\",\"value\":2000000.0000,\"limit\":1000000.0000,\"text\":\"1 ms\",\"kept\":false");
    }

    @Test
    void shouldSayOnWhatItWasMeasured()
    {
        assertThat(Machine.facts().keySet()).containsAll(Set.of("date", "processor", "memory", "system", "jvm", "peers"));
        assertThat(Machine.facts().get("peers")).contains("resilience4j 2.4.0", "Sentinel 1.8").doesNotContain("${");
    }

    @Test
    void shouldPutTheTableBetweenItsMarks()
    {
        final String begin = "<!-- budgets: written by the bench profile, begin -->";
        final String end = "<!-- budgets: end -->";
        assertThat(Publisher.between("a\n" + begin + "\nold\n" + end + "\nb", "new\n", "README.md"))
            .isEqualTo("a\n" + begin + "\nnew\n" + end + "\nb");
        assertThatThrownBy(() -> Publisher.between("a", "new", "README.md")).hasMessageContaining("README.md").hasMessageContaining(begin);
    }
}
