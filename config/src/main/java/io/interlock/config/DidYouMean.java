package io.interlock.config;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that a misspelt one was meant to be. */
final class DidYouMean
{
    // What is longer than every key by far is not a misspelt key, and comparing it would cost its length times each key's.
    private static final int LONGEST = 64;

    private DidYouMean()
    {
    }

    /** " (did you mean x?)", or the empty text where no word is near. */
    static String hint(final String word, final Collection<String> known)
    {
        final String nearest = nearest(word, known);
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    /** The nearest word, or null where none is near enough. */
    static String nearest(final String word, final Collection<String> known)
    {
        if (word.length() > LONGEST)
        {
            return null;
        }
        final String normal = normal(word);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (final String candidate : known)
        {
            final int tolerance = tolerance(Math.min(normal.length(), candidate.length()));
            // Each letter more or less is one step, so most words need no closer look: a file may be nothing but misspelt keys.
            if (Math.abs(normal.length() - candidate.length()) > tolerance)
            {
                continue;
            }
            final int distance = distance(normal, normal(candidate));
            if (distance < bestDistance && distance <= tolerance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static String normal(final String word)
    {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int tolerance(final int length)
    {
        return length <= 3 ? 1 : length <= 6 ? 2 : 3;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    static int distance(final String a, final String b)
    {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++)
        {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++)
        {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++)
            {
                final int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
                {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
