package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of the scrape, the rules and the dashboard's expressions. */
class PromtoolTest
{
    @TempDir
    Path folder;

    @BeforeEach
    void needsPromtool()
    {
        Promtool.assumeInstalled();
    }

    @Test
    void shouldFindNothingToSayOfAScrape() throws IOException
    {
        try (MetricsRig rig = new MetricsRig())
        {
            rig.engine.scope("hostile\"{}\\ \u6771");
            assertThat(Promtool.run(rig.lively().text(), "check", "metrics")).isEqualTo(new Promtool.Result(0, ""));
        }
    }

    @Test
    void shouldFindNothingToSayOfAScrapeOfAnEngineThatIsClosed() throws IOException
    {
        final MetricsRig rig = new MetricsRig().lively();
        rig.close();
        assertThat(Promtool.run(rig.text(), "check", "metrics")).isEqualTo(new Promtool.Result(0, ""));
    }

    @Test
    void shouldTellAScrapeThatIsWrong() throws IOException
    {
        assertThat(Promtool.run("a_total 1\na_total 1\n", "check", "metrics").exit()).isNotZero();
    }

    @Test
    void shouldAcceptTheRulesAndTheirTests() throws IOException
    {
        final Promtool.Result check = Promtool.run("", "check", "rules", Shipped.RULES.toString());
        assertThat(check.exit()).as(check.output()).isZero();
        final Promtool.Result test = Promtool.run("", "test", "rules", Shipped.RULE_TESTS.toString());
        assertThat(test.exit()).as(test.output()).isZero();
        assertThat(test.output()).contains("SUCCESS");
    }

    @Test
    void shouldParseEveryExpressionOfTheDashboard() throws IOException
    {
        final StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        final List<String> expressions = Shipped.dashboardExpressions();
        for (int i = 0; i < expressions.size(); i++)
        {
            final String plain = expressions.get(i).replace("$__rate_interval", "5m").replace("$job", ".*").replace("$instance", ".*")
                .replace("$scope", ".*");
            assertThat(plain).doesNotContain("$");
            rules.append("      - record: dashboard:panel_").append(i).append("\n        expr: '").append(plain).append("'\n");
        }
        final Path file = folder.resolve("dashboard.yml");
        Files.writeString(file, rules, StandardCharsets.UTF_8);
        final Promtool.Result check = Promtool.run("", "check", "rules", file.toString());
        assertThat(check.exit()).as(check.output()).isZero();
        assertThat(check.output()).contains(expressions.size() + " rules found");
    }
}
