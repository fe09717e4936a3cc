package io.interlock.console.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files for Prometheus and Grafana that ship with the documentation. */
final class Shipped
{
    static final Path RULES = Path.of("../docs/prometheus/interlock-rules.yml");
    static final Path RULE_TESTS = Path.of("../docs/prometheus/interlock-rules-test.yml");
    static final Path DASHBOARD = Path.of("../docs/grafana/interlock.json");
    static final Path PAGE = Path.of("../docs/metrics.md");

    private Shipped()
    {
    }

    static String text(final Path file) throws IOException
    {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Map<?, ?> yaml(final Path file) throws IOException
    {
        return (Map<?, ?>)new Load(LoadSettings.builder().build()).loadFromString(text(file));
    }

    /** The rules, in order. */
    static List<Map<?, ?>> rules() throws IOException
    {
        final List<Map<?, ?>> rules = new ArrayList<>();
        for (final Object group : (List<?>)yaml(RULES).get("groups"))
        {
            ((List<?>)((Map<?, ?>)group).get("rules")).forEach(rule -> rules.add((Map<?, ?>)rule));
        }
        return rules;
    }

    /** Of each rule test: the alert's name, and whether it is expected to fire. */
    static List<Map.Entry<String, Boolean>> ruleTests() throws IOException
    {
        final List<Map.Entry<String, Boolean>> tests = new ArrayList<>();
        for (final Object test : (List<?>)yaml(RULE_TESTS).get("tests"))
        {
            for (final Object alert : (List<?>)((Map<?, ?>)test).get("alert_rule_test"))
            {
                final Map<?, ?> fields = (Map<?, ?>)alert;
                tests.add(Map.entry((String)fields.get("alertname"), !((List<?>)fields.get("exp_alerts")).isEmpty()));
            }
        }
        return tests;
    }

    /** Every {@code expr} of the dashboard, wherever it is. */
    static List<String> dashboardExpressions() throws IOException
    {
        return texts("expr");
    }

    /** Every query of a variable. */
    static List<String> dashboardQueries() throws IOException
    {
        return texts("query").stream().filter(query -> query.contains("(")).toList();
    }

    private static List<String> texts(final String field) throws IOException
    {
        final JsonNode dashboard = new ObjectMapper().readTree(text(DASHBOARD));
        return dashboard.findValuesAsText(field);
    }
}
