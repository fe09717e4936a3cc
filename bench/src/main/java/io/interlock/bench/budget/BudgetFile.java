package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads budgets: one a line, {@code [core|goal|spare] ROWS <= LIMIT [or LIMIT ...]}; a line that begins with # says something to
 * people. A limit is {@code FACTOR * ROW [+ NUMBER UNIT]} or {@code NUMBER UNIT}; a factor may be a fraction, as {@code 1/3}.
 *
 * <p>Threading: pure.
 */
final class BudgetFile
{
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final String AMOUNT = NUMBER + " (ns|us|ms|B|KiB|MiB|events)";
    private static final Pattern RATIO = Pattern.compile(NUMBER + "(?:/" + NUMBER + ")? \\* (\\S+)(?: \\+ " + AMOUNT + ")?");
    private static final Pattern ABSOLUTE = Pattern.compile(AMOUNT);
    private static final String EVENTS = "events";
    private static final String CORE = "core ";
    private static final String GOAL = "goal ";
    private static final String SPARE = "spare ";
    /** Two spin, and the third is for whatever else the engine does. */
    private static final int SPARE_CORES = 3;
    private static final Map<String, Double> UNITS =
        Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "B", 1.0, "KiB", 1024.0, "MiB", 1024.0 * 1024.0, EVENTS, 1.0);

    private BudgetFile()
    {
    }

    /**
     * Reads all lines.
     *
     * @throws IllegalArgumentException with file, line and what is expected.
     */
    static List<Budget> read(final String file, final List<String> lines)
    {
        return read(file, lines, Runtime.getRuntime().availableProcessors());
    }

    static List<Budget> read(final String file, final List<String> lines, final int cores)
    {
        final List<Budget> budgets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#"))
            {
                budgets.add(budget(file + ":" + (i + 1), line, cores));
            }
        }
        return budgets;
    }

    private static Budget budget(final String place, final String line, final int cores)
    {
        final String word = Stream.of(CORE, GOAL, SPARE).filter(line::startsWith).findFirst().orElse("");
        final Budget.Kind kind = switch (word)
        {
            case CORE -> Budget.Kind.CORE;
            case GOAL -> Budget.Kind.GOAL;
            case SPARE -> cores < SPARE_CORES ? Budget.Kind.GOAL : Budget.Kind.FULL;
            default -> Budget.Kind.FULL;
        };
        final String[] sides = line.substring(word.length()).split(" <= ", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[0].contains(" "))
        {
            throw malformed(place, line);
        }
        final List<Limit> limits = new ArrayList<>();
        for (final String alternative : sides[1].split(" or ", -1))
        {
            final Limit limit = limit(alternative);
            if (limit == null)
            {
                throw malformed(place, line);
            }
            limits.add(limit);
        }
        return new Budget(place, kind, sides[0], limits);
    }

    private static Limit limit(final String text)
    {
        final Matcher absolute = ABSOLUTE.matcher(text);
        if (absolute.matches())
        {
            return new Limit(text, 0, null, amount(absolute.group(1), absolute.group(2)), unit(absolute.group(2)));
        }
        final Matcher ratio = RATIO.matcher(text);
        if (!ratio.matches())
        {
            return null;
        }
        final double factor = Double.parseDouble(ratio.group(1)) / (ratio.group(2) == null ? 1 : Double.parseDouble(ratio.group(2)));
        return new Limit(text, factor, ratio.group(3), ratio.group(4) == null ? 0 : amount(ratio.group(4), ratio.group(5)),
            ratio.group(5) == null ? null : unit(ratio.group(5)));
    }

    private static double amount(final String number, final String unit)
    {
        return Double.parseDouble(number) * UNITS.get(unit);
    }

    private static String unit(final String unit)
    {
        return unit.equals(EVENTS) ? EVENTS : unit.endsWith("s") ? "ns" : "B";
    }

    private static IllegalArgumentException malformed(final String place, final String line)
    {
        return new IllegalArgumentException(place + ": \"" + line + "\" is not of the form [core|goal|spare] ROWS <= LIMIT [or LIMIT ...], "
            + "a limit being FACTOR * ROW [+ NUMBER UNIT] or NUMBER UNIT, and a unit ns, us, ms, B, KiB, MiB or events");
    }
}
