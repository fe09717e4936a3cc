package io.interlock.bench.result;

import io.interlock.bench.result.Distribution.Point;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a harness measured, as read from its file:
 * <pre>
 * {"rows":[{"name":"start.firstCheck","value":112.5,"unit":"ms"}],
 *  "distributions":[{"group":"tradeLatency","name":"interlock","unit":"ns","count":400000,"max":90000,"points":[[50.0,310],[60.2,330]]}]}
 * </pre>
 *
 * <p>Threading: immutable.
 */
public final class HarnessResults
{
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<Distribution> distributions;

    /**
     * Takes over what was measured in this process.
     *
     * @param results copied.
     */
    public HarnessResults(final Results results)
    {
        results.rows().forEach(row -> rows.put(row.name(), row));
        distributions = List.copyOf(results.distributions());
    }

    /**
     * Reads a file.
     *
     * @param file written by {@link #write(Path)}.
     * @return what it holds.
     * @throws IOException              where it cannot be read.
     * @throws IllegalArgumentException where it is not what a harness writes; names the file and what is wrong with it.
     */
    public static HarnessResults read(final Path file) throws IOException
    {
        try
        {
            return parse(Files.readString(file));
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
        }
        catch (final CharacterCodingException notText)
        {
            throw new IllegalArgumentException(file + ": is not UTF-8", notText);
        }
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @param file replaced where it exists.
     * @throws IOException where it cannot be written.
     */
    public void write(final Path file) throws IOException
    {
        final Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(beside, json());
        Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * All values by row name.
     *
     * @return in the order of measuring; read only. {@link #units()} says what they are.
     */
    public Map<String, Double> rows()
    {
        final Map<String, Double> values = new LinkedHashMap<>();
        rows.values().forEach(row -> values.put(row.name(), row.value()));
        return Collections.unmodifiableMap(values);
    }

    /**
     * All units by row name.
     *
     * @return as {@link Row#unit()}; read only.
     */
    public Map<String, String> units()
    {
        final Map<String, String> units = new LinkedHashMap<>();
        rows.values().forEach(row -> units.put(row.name(), row.unit()));
        return Collections.unmodifiableMap(units);
    }

    /**
     * All distributions.
     *
     * @return in the order of measuring; read only.
     */
    public List<Distribution> distributions()
    {
        return distributions;
    }

    private String json()
    {
        final List<String> rowTexts = new ArrayList<>();
        rows.values().forEach(row -> rowTexts.add(
            "{\"name\":" + quoted(row.name()) + ",\"value\":" + row.value() + ",\"unit\":" + quoted(row.unit()) + "}"));
        final List<String> texts = new ArrayList<>();
        distributions.forEach(distribution -> texts.add(json(distribution)));
        return "{\"rows\":[\n" + String.join(",\n", rowTexts) + "\n],\"distributions\":[\n" + String.join(",\n", texts) + "\n]}\n";
    }

    private static String json(final Distribution distribution)
    {
        final List<String> points = new ArrayList<>();
        distribution.points().forEach(point -> points.add("[" + point.percentile() + "," + point.value() + "]"));
        return "{\"group\":" + quoted(distribution.group()) + ",\"name\":" + quoted(distribution.name()) + ",\"unit\":" +
            quoted(distribution.unit()) + ",\"count\":" + distribution.count() + ",\"max\":" + distribution.max() + ",\"points\":[" +
            String.join(",", points) + "]}";
    }

    private static String quoted(final String text)
    {
        final StringBuilder quoted = new StringBuilder("\"");
        for (final char c : text.toCharArray())
        {
            if (c == '"' || c == '\\')
            {
                quoted.append('\\').append(c);
            }
            else if (c < ' ')
            {
                quoted.append(String.format("\\u%04x", (int)c));
            }
            else
            {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static HarnessResults parse(final String text)
    {
        final Results results = new Results();
        final Map<?, ?> document = as(Map.class, JsonReader.read(text), "the document");
        for (final Object element : list(document, "rows"))
        {
            final Map<?, ?> row = as(Map.class, element, "a row");
            results.row(string(row, "name"), number(row, "value"), string(row, "unit"));
        }
        for (final Object element : list(document, "distributions"))
        {
            results.distribution(distribution(as(Map.class, element, "a distribution")));
        }
        return new HarnessResults(results);
    }

    private static Distribution distribution(final Map<?, ?> from)
    {
        final List<Point> points = new ArrayList<>();
        for (final Object element : list(from, "points"))
        {
            final List<?> pair = as(List.class, element, "a point");
            if (pair.size() != 2)
            {
                throw new IllegalArgumentException("a point is a percentile and a value, not " + pair);
            }
            final double percentile = as(Double.class, pair.get(0), "a percentile");
            if (percentile < 0 || percentile >= 100 || !points.isEmpty() && percentile <= points.get(points.size() - 1).percentile())
            {
                throw new IllegalArgumentException("percentiles rise from 0 to below 100; " + percentile + " does not");
            }
            points.add(new Point(percentile, whole(as(Double.class, pair.get(1), "a value"))));
        }
        return new Distribution(string(from, "group"), string(from, "name"), string(from, "unit"), whole(number(from, "count")),
            whole(number(from, "max")), points);
    }

    private static long whole(final double number)
    {
        if (number != Math.rint(number) || number < 0 || number > 1L << 53)
        {
            throw new IllegalArgumentException(number + " is not a whole number that a double holds exactly");
        }
        return (long)number;
    }

    private static List<?> list(final Map<?, ?> from, final String key)
    {
        return as(List.class, from.get(key), "\"" + key + "\"");
    }

    private static String string(final Map<?, ?> from, final String key)
    {
        return as(String.class, from.get(key), "\"" + key + "\"");
    }

    private static double number(final Map<?, ?> from, final String key)
    {
        return as(Double.class, from.get(key), "\"" + key + "\"");
    }

    private static <T> T as(final Class<T> type, final Object value, final String what)
    {
        if (!type.isInstance(value))
        {
            throw new IllegalArgumentException(what + " is " + value + " and should be a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
