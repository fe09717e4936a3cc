package io.interlock.cli.incidents;

import java.util.List;

/**
 * The first place at which two outcomes differ, as a person wants to read it.
 *
 * <p>Threading: pure function.
 */
final class Difference
{
    private static final int AROUND = 4;

    private Difference()
    {
    }

    /**
     * Compares.
     *
     * @param expected the lines of the expected file.
     * @param actual   the lines of today.
     * @return empty where they are equal.
     */
    static String first(final List<String> expected, final List<String> actual)
    {
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at)))
        {
            at++;
        }
        if (at == expected.size() && at == actual.size())
        {
            return "";
        }
        String preset = "";
        for (int i = 0; i < at; i++)
        {
            preset = expected.get(i).startsWith("preset ") ? " under " + expected.get(i) : preset;
        }
        final StringBuilder shown = new StringBuilder("the first difference is in line " + (at + 1) + preset + ":\n");
        for (int i = Math.max(0, at - AROUND); i < at; i++)
        {
            shown.append("             ").append(expected.get(i)).append('\n');
        }
        lines(shown, "  expected:  ", expected, at);
        lines(shown, "  today:     ", actual, at);
        return shown.toString();
    }

    private static void lines(final StringBuilder shown, final String title, final List<String> lines, final int from)
    {
        for (int i = from; i < Math.min(lines.size(), from + AROUND); i++)
        {
            shown.append(title).append(lines.get(i)).append('\n');
        }
        if (from >= lines.size())
        {
            shown.append(title).append("(nothing more)\n");
        }
    }
}
