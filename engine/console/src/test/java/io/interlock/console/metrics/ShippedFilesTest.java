package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules, dashboard and page speak of metrics, labels and values that a scrape really has, and of all of them. */
class ShippedFilesTest
{
    private static final Pattern METRIC = Pattern.compile("interlock_[a-z_]+");
    private static final Pattern SELECTOR = Pattern.compile("(interlock_[a-z_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    /** What a scrape of Prometheus adds. */
    private static final Set<String> ADDED = Set.of("job", "instance");
    private static final String TABLE = "| metric | type | labels | unit | meaning |\n|---|---|---|---|---|\n";

    private static Exposition scrape()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            return rig.lively().scrape();
        }
    }

    private static Set<String> metrics(final List<String> expressions)
    {
        final Set<String> names = new TreeSet<>();
        for (final String expression : expressions)
        {
            final Matcher matcher = METRIC.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
            while (matcher.find())
            {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static List<String> ruleExpressions() throws IOException
    {
        return Shipped.rules().stream().map(rule -> (String)rule.get("expr")).toList();
    }

    @Test
    void shouldUseMetricsThatAScrapeHas() throws IOException
    {
        final Exposition scrape = scrape();
        final List<String> dashboard = new ArrayList<>(Shipped.dashboardExpressions());
        assertThat(dashboard).hasSizeGreaterThan(30).doesNotHaveDuplicates();
        dashboard.addAll(Shipped.dashboardQueries());
        assertThat(metrics(ruleExpressions())).isNotEmpty().isSubsetOf(scrape.sampleNames());
        assertThat(metrics(dashboard)).isSubsetOf(scrape.sampleNames());
        final Set<String> shown = new TreeSet<>();
        metrics(dashboard).forEach(name -> shown.add(name.replaceAll("_(bucket|sum|count)$", "")));
        assertThat(shown).as("the dashboard shows every metric").containsExactlyInAnyOrderElementsOf(scrape.families());
    }

    @Test
    void shouldAskForLabelsAndValuesThatThoseMetricsHave() throws IOException
    {
        final Exposition scrape = scrape();
        final List<String> all = new ArrayList<>(Shipped.dashboardExpressions());
        all.addAll(Shipped.dashboardQueries());
        all.addAll(ruleExpressions());
        final Map<String, List<String>> labels = new HashMap<>();
        MetricCatalog.families().forEach(family -> labels.put(family.name(), family.labels()));
        int asked = 0;
        for (final String expression : all)
        {
            final Matcher selector = SELECTOR.matcher(expression);
            while (selector.find())
            {
                final Matcher matcher = MATCHER.matcher(selector.group(2));
                while (matcher.find())
                {
                    final String family = selector.group(1).replaceAll("_(bucket|sum|count)$", "");
                    if (!ADDED.contains(matcher.group(1)))
                    {
                        assertThat(labels.get(family)).as(expression).contains(matcher.group(1));
                        values(scrape, selector.group(1), matcher);
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(20);
    }

    private static void values(final Exposition scrape, final String metric, final Matcher matcher)
    {
        if (matcher.group(3).startsWith("$") || matcher.group(1).equals("level") && metric.contains("distance"))
        {
            return;
        }
        final Set<String> there = new LinkedHashSet<>();
        scrape.all(metric).keySet().forEach(labels -> there.add(labels.get(matcher.group(1))));
        assertThat(there).as("%s of %s", matcher.group(1), metric).contains(matcher.group(3).split("\\|"));
    }

    @Test
    void shouldTestThatEachRuleFires() throws IOException
    {
        final Set<String> firing = new TreeSet<>();
        Shipped.ruleTests().stream().filter(Map.Entry::getValue).forEach(test -> firing.add(test.getKey()));
        assertThat(firing).containsExactlyInAnyOrderElementsOf(Shipped.rules().stream().map(rule -> (String)rule.get("alert")).toList());
    }

    @Test
    void shouldPointToRunbookPagesThatExist() throws IOException
    {
        final Matcher page = Pattern.compile("runbook/[a-z]+\\.md").matcher(Shipped.text(Shipped.RULES));
        int found = 0;
        while (page.find())
        {
            assertThat(Path.of("../docs").resolve(page.group())).exists();
            found++;
        }
        assertThat(found).isEqualTo(3);
    }

    @Test
    void shouldDescribeEveryMetricOnThePage() throws IOException
    {
        final String page = Shipped.text(Shipped.PAGE);
        final int start = page.indexOf(TABLE);
        assertThat(start).as("the page has the table").isPositive();
        final int end = page.indexOf("\n\n", start);
        final String head = page.substring(0, start);
        final String tail = end < 0 ? "" : page.substring(end + 1);
        final String now = head + table() + tail;
        if (Boolean.getBoolean("interlock.regenerate"))
        {
            Files.writeString(Shipped.PAGE, now, StandardCharsets.UTF_8);
        }
        assertThat(Shipped.text(Shipped.PAGE))
            .as("the table of engine/docs/metrics.md is generated: run this test with -Dinterlock.regenerate=true after a change")
            .isEqualTo(now);
        assertThat(metrics(List.of(head, tail))).as("what the text around it speaks of").isSubsetOf(scrape().families());
    }

    private static String table()
    {
        final Exposition scrape = scrape();
        final StringBuilder table = new StringBuilder(TABLE);
        for (final MetricFamily family : MetricCatalog.families())
        {
            table.append("| `").append(family.name()).append("` | ").append(scrape.type(family.name())).append(" | ")
                .append(String.join(", ", family.labels())).append(" | ").append(unit(family)).append(" | ")
                .append(scrape.help(family.name()).replace("|", "\\|")).append(family.needs() ? " *" : "").append(" |\n");
        }
        return table.toString();
    }

    private static String unit(final MetricFamily family)
    {
        if (family.name().endsWith("_seconds"))
        {
            return "seconds";
        }
        if (family.name().endsWith("_ratio"))
        {
            return "0 to 1";
        }
        return family.help().startsWith("1 ") ? "0 or 1" : family.help().startsWith("Always 1") ? "1" : "count";
    }
}
