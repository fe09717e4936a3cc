package io.interlock.console.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that a misspelt one may have been meant to be. Stateless. */
final class Nearest
{
    private static final int MOST = 5;
    /** What is longer costs its length times each name's. */
    private static final int LONGEST = 64;

    private Nearest()
    {
    }

    /** The nearest first, at most five. */
    static List<String> of(final String word, final Collection<String> known)
    {
        final String cut = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return known.stream().map(name -> new Rated(name, distance(cut, name)))
            .sorted(Comparator.comparingInt(Rated::distance).thenComparing(Rated::name)).limit(MOST).map(Rated::name).toList();
    }

    private record Rated(String name, int distance)
    {
    }

    /** Insertions, deletions and replacements that lead from one word to the other. */
    private static int distance(final String from, final String to)
    {
        int[] before = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++)
        {
            before[j] = j;
        }
        int[] row = new int[to.length() + 1];
        for (int i = 1; i <= from.length(); i++)
        {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++)
            {
                final int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + same, Math.min(before[j], row[j - 1]) + 1);
            }
            final int[] spare = before;
            before = row;
            row = spare;
        }
        return before[to.length()];
    }
}
