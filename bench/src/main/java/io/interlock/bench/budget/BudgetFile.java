package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads budgets: one a line, {@code ROWS <= FACTOR * ROW [+ CONSTANT] [or ...]}; a line that begins with # says something to people.
 *
 * <p>Threading: pure.
 */
final class BudgetFile
{
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern LIMIT = Pattern.compile(NUMBER + " \\* (\\S+)(?: \\+ " + NUMBER + ")?");

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
        final List<Budget> budgets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#"))
            {
                budgets.add(budget(file + ":" + (i + 1), line));
            }
        }
        return budgets;
    }

    private static Budget budget(final String place, final String line)
    {
        final String[] sides = line.split(" <= ", -1);
        final List<Limit> limits = new ArrayList<>();
        if (sides.length == 2 && !sides[0].isBlank() && !sides[0].contains(" "))
        {
            for (final String alternative : sides[1].split(" or ", -1))
            {
                final Matcher matcher = LIMIT.matcher(alternative);
                if (!matcher.matches())
                {
                    throw malformed(place, line);
                }
                final double constant = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
                limits.add(new Limit(Double.parseDouble(matcher.group(1)), matcher.group(2), constant));
            }
            return new Budget(place, sides[0], limits);
        }
        throw malformed(place, line);
    }

    private static IllegalArgumentException malformed(final String place, final String line)
    {
        return new IllegalArgumentException(place + ": \"" + line + "\" is not of the form ROWS <= FACTOR * ROW [+ CONSTANT] [or ...]");
    }
}
