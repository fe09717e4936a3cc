package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus as strictly as its documentation describes it, so that something holds where promtool is not: HELP
 * and TYPE once and before the samples, all of a metric in one block, no sample twice, names and labels well-formed, histograms that add
 * up.
 */
final class Exposition
{
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> samples = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private String family = "";

    static Exposition parse(final String text)
    {
        assertThat(text).endsWith("\n").doesNotContain("\r").doesNotContain("\n\n");
        final Exposition exposition = new Exposition();
        for (final String line : text.substring(0, text.length() - 1).split("\n", -1))
        {
            exposition.line(line);
        }
        exposition.histograms();
        return exposition;
    }

    private void line(final String line)
    {
        if (line.startsWith("# HELP "))
        {
            final String[] parts = line.substring("# HELP ".length()).split(" ", 2);
            begin(parts[0]);
            assertThat(helps.put(parts[0], parts[1])).as("HELP once: %s", line).isNull();
            assertThat(parts[1].replace("\\\\", "").replace("\\n", "")).as(line).doesNotContain("\\").isNotBlank();
        }
        else if (line.startsWith("# TYPE "))
        {
            final String[] parts = line.substring("# TYPE ".length()).split(" ");
            assertThat(parts[0]).as("TYPE after its HELP: %s", line).isEqualTo(family);
            assertThat(parts[1]).isIn("counter", "gauge", "histogram");
            assertThat(types.put(parts[0], parts[1])).as("TYPE once: %s", line).isNull();
        }
        else
        {
            sample(line);
        }
    }

    private void begin(final String name)
    {
        assertThat(name).matches(NAME);
        assertThat(closed.add(name)).as("all of %s in one block", name).isTrue();
        family = name;
    }

    private void sample(final String line)
    {
        final Matcher named = NAME.matcher(line);
        assertThat(named.lookingAt()).as(line).isTrue();
        final String name = named.group();
        int at = named.end();
        final Map<String, String> labels = new TreeMap<>();
        if (line.charAt(at) == '{')
        {
            do
            {
                final Matcher label = LABEL.matcher(line).region(at + 1, line.length());
                assertThat(label.lookingAt()).as("a label at %d of %s", at + 1, line).isTrue();
                assertThat(labels.put(label.group(1), plain(label.group(2)))).as("a label once: %s", line).isNull();
                at = label.end();
            }
            while (line.charAt(at) == ',');
            assertThat(line.charAt(at++)).as(line).isEqualTo('}');
        }
        assertThat(line.charAt(at)).as(line).isEqualTo(' ');
        final String number = line.substring(at + 1);
        final double value = number.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(number);
        final String type = types.get(family);
        assertThat(name).as("samples come under their own TYPE").matches(
            "histogram".equals(type) ? Pattern.quote(family) + "_(bucket|sum|count)" : Pattern.quote(family));
        if ("counter".equals(type))
        {
            assertThat(name).endsWith("_total");
            assertThat(value).as(line).isGreaterThanOrEqualTo(0).isFinite();
        }
        else
        {
            assertThat(name).doesNotEndWith("_total");
        }
        assertThat(samples.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(labels, value)).as("once: %s", line).isNull();
    }

    private static String plain(final String escaped)
    {
        return escaped.replaceAll("\\\\\\\\", "\0").replace("\\\"", "\"").replace("\\n", "\n").replace('\0', '\\');
    }

    private void histograms()
    {
        types.forEach((name, type) ->
        {
            if ("histogram".equals(type))
            {
                double last = -1;
                double limit = Double.NEGATIVE_INFINITY;
                for (final Map.Entry<Map<String, String>, Double> bucket : samples.get(name + "_bucket").entrySet())
                {
                    final String le = bucket.getKey().get("le");
                    final double next = "+Inf".equals(le) ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
                    assertThat(next).isGreaterThan(limit);
                    assertThat(bucket.getValue()).isGreaterThanOrEqualTo(last);
                    limit = next;
                    last = bucket.getValue();
                }
                assertThat(limit).isEqualTo(Double.POSITIVE_INFINITY);
                assertThat(samples.get(name + "_count").get(Map.of())).isEqualTo(last);
            }
        });
    }

    /** Names of metrics, in order; a histogram once. */
    List<String> families()
    {
        return new ArrayList<>(types.keySet());
    }

    Set<String> sampleNames()
    {
        return samples.keySet();
    }

    String type(final String name)
    {
        return types.get(name);
    }

    String help(final String name)
    {
        return helps.get(name);
    }

    Map<Map<String, String>, Double> all(final String name)
    {
        return samples.getOrDefault(name, Map.of());
    }

    /** A sample that must be there. Labels as {@code name, value, name, value}. */
    double value(final String name, final String... labels)
    {
        final Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2)
        {
            wanted.put(labels[i], labels[i + 1]);
        }
        final Double value = all(name).get(wanted);
        assertThat(value).as("%s%s of %s", name, wanted, all(name)).isNotNull();
        return value;
    }
}
