package io.interlock.bench.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the budgets file.
 *
 * @param place  file and line, for messages.
 * @param kind   how it is held.
 * @param rows   a name, in which a star stands for anything and a name in braces for the value of one parameter.
 * @param limits of which the largest counts.
 */
record Budget(String place, Kind kind, String rows, List<Limit> limits)
{
    private static final Pattern TOKEN = Pattern.compile("\\*|\\{([a-zA-Z]+)}|[^*{]+|\\{");

    /** How a budget is held. */
    enum Kind
    {
        /** In the short form too: its rows need one core alone. */
        CORE,
        /** In the long form. */
        FULL,
        /** Measured and shown, over or not; a run does not fail for it. */
        GOAL
    }

    /** What the braces stand for in a row; null where the budget does not concern it. */
    Map<String, String> match(final String row)
    {
        final StringBuilder regex = new StringBuilder();
        final List<String> names = new ArrayList<>();
        final Matcher tokens = TOKEN.matcher(rows);
        while (tokens.find())
        {
            if (tokens.group(1) != null)
            {
                names.add(tokens.group(1));
                regex.append("([^,/]+)");
            }
            else
            {
                regex.append(tokens.group().equals("*") ? ".*" : Pattern.quote(tokens.group()));
            }
        }
        final Matcher matcher = Pattern.compile(regex.toString()).matcher(row);
        if (!matcher.matches())
        {
            return null;
        }
        final Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++)
        {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return values;
    }
}
