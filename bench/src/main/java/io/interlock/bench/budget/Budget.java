package io.interlock.bench.budget;

import java.util.List;

/**
 * One line of the budgets file.
 *
 * @param place  file and line, for messages.
 * @param rows   a name, in which a star stands for anything.
 * @param limits of which the largest counts.
 */
record Budget(String place, String rows, List<Limit> limits)
{
    boolean concerns(final String row)
    {
        final String[] parts = rows.split("\\*", -1);
        if (parts.length == 1)
        {
            return row.equals(rows);
        }
        int at = parts[0].length();
        if (!row.startsWith(parts[0]))
        {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++)
        {
            final int found = row.indexOf(parts[i], at);
            if (found < 0)
            {
                return false;
            }
            at = found + parts[i].length();
        }
        final String last = parts[parts.length - 1];
        return row.length() - last.length() >= at && row.endsWith(last);
    }
}
