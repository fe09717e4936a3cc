package io.interlock.bench.budget;

import io.interlock.bench.result.Charts;
import io.interlock.bench.result.HarnessResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Puts a run's table into the README, between two marks, and its charts beside the pages for people.
 *
 * <p>Threading: stateless.
 */
final class Publisher
{
    private static final String BEGIN = "<!-- budgets: written by the bench profile, begin -->";
    private static final String END = "<!-- budgets: end -->";

    private Publisher()
    {
    }

    static void publish(final Path root, final Report report, final Collection<HarnessResults> measured) throws IOException
    {
        final Path readme = root.resolve("README.md");
        Files.writeString(readme, between(Files.readString(readme), report.table(), readme.toString()));
        Charts.write(measured, Files.createDirectories(root.resolve("engine/docs")));
    }

    /** The text with everything between the marks replaced. */
    static String between(final String text, final String table, final String file)
    {
        final int begin = text.indexOf(BEGIN);
        final int end = text.indexOf(END);
        if (begin < 0 || end < begin)
        {
            throw new IllegalArgumentException(file + ": has no \"" + BEGIN + "\" before \"" + END + "\" to put the table between");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end);
    }
}
