package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a run for people (Markdown) and for programs (JSON).
 *
 * @param command  what was run.
 * @param facts    the machine.
 * @param rows     all that was measured.
 * @param outcomes all budgets.
 */
record Report(String command, Map<String, String> facts, Map<String, Measure> rows, List<BudgetCheck.Outcome> outcomes)
{
    /** Every budget with the row that comes nearest to it; the command and the machine above. */
    String table()
    {
        final StringBuilder text = new StringBuilder("`" + command + "`: " + String.join(" · ", facts.values()) +
            "\n\n| row | measured | limit in this run | |\n|---|---|---|---|\n");
        for (final BudgetCheck.Outcome outcome : nearest())
        {
            text.append("| ").append(outcome.row()).append(" | ").append(outcome.measured()).append(" | ")
                .append(Measure.text(outcome.limit(), outcome.measured().unit())).append(" = ").append(outcome.text()).append(" | ")
                .append(outcome.kept() ? share(outcome) : outcome.fails() ? "**over**" : "**over**, a goal").append(" |\n");
        }
        return text.toString();
    }

    private static String share(final BudgetCheck.Outcome outcome)
    {
        return outcome.limit() == 0 ? "kept" : Math.round(100 * outcome.measured().value() / outcome.limit()) + " %";
    }

    private List<BudgetCheck.Outcome> nearest()
    {
        final Map<String, BudgetCheck.Outcome> nearest = new LinkedHashMap<>();
        for (final BudgetCheck.Outcome outcome : outcomes)
        {
            nearest.merge(outcome.budget().place(), outcome, (one, other) -> other.used() > one.used() ? other : one);
        }
        return new ArrayList<>(nearest.values());
    }

    /** The table, then every budget and row. */
    String markdown()
    {
        final StringBuilder text = new StringBuilder(table());
        text.append("\n| measured | |\n|---|---|\n");
        rows.forEach((name, measure) -> text.append("| ").append(name).append(" | ").append(measure).append(" |\n"));
        return text.toString();
    }

    /** One object: command, machine, rows, budgets. */
    String json()
    {
        final List<String> measured = new ArrayList<>();
        rows.forEach((name, measure) -> measured.add("{\"name\":" + quoted(name) + ",\"value\":" + number(measure.value()) + ",\"unit\":" +
            quoted(measure.unit()) + "}"));
        final List<String> held = new ArrayList<>();
        outcomes.forEach(outcome -> held.add("{\"place\":" + quoted(outcome.budget().place()) + ",\"row\":" +
            quoted(outcome.row()) + ",\"value\":" +
            number(outcome.measured().value()) + ",\"limit\":" + number(outcome.limit()) + ",\"text\":" + quoted(outcome.text()) +
            ",\"kept\":" + outcome.kept() + "}"));
        final List<String> machine = new ArrayList<>();
        facts.forEach((key, value) -> machine.add(quoted(key) + ":" + quoted(value)));
        return "{\"command\":" + quoted(command) + ",\n\"machine\":{" + String.join(",", machine) + "},\n\"rows\":[\n" +
            String.join(",\n", measured) + "],\n\"budgets\":[\n" + String.join(",\n", held) + "]}\n";
    }

    private static String number(final double value)
    {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null";
    }

    private static String quoted(final String text)
    {
        final StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\')
            {
                out.append('\\').append(c);
            }
            else if (c < ' ')
            {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int)c));
            }
            else
            {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
