package io.interlock.core.testing.evidence;

import io.interlock.core.model.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The issue types that the code can raise, by its source: each cause that trips, and each literal or constant that is handed to what raises
 * an issue. A type that is put together ends with an underscore: what it begins with.
 *
 * <p>Threading: one thread.
 */
final class IssueTypes
{
    private static final Pattern RAISING = Pattern.compile(
        "\\b(?:raise|raiseQuietly|report|issue|new Issue)\\(([^;{]{0,200})", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("\"(?!NONE\")([A-Z][A-Z_]{3,})\"");
    private static final Pattern CONSTANT =
        Pattern.compile("static final String \\w*(?:ISSUE|TYPE|DOWN|UP|HANGS|TROUBLE)\\w* =\\s*\"([A-Z][A-Z_]{3,})\";");
    private static final Set<String> WITH_CONSTANTS = Set.of(
        "HostOperators.java", "HostService.java", "ChannelNews.java", "DeadManPulse.java");

    private IssueTypes()
    {
    }

    /**
     * Finds them.
     *
     * @param root of the repository.
     * @return the types, sorted.
     * @throws IOException where a file cannot be read.
     */
    static Set<String> raised(final Path root) throws IOException
    {
        final Set<String> types = new TreeSet<>();
        Cause.tripping().forEach(cause -> types.add(cause.name()));
        for (final String module : TestTree.MODULES)
        {
            final Path sources = root.resolve(module).resolve("src/main/java");
            if (!Files.isDirectory(sources))
            {
                continue;
            }
            try (Stream<Path> all = Files.walk(sources))
            {
                for (final Path file : all.filter(path -> path.toString().endsWith(".java")).toList())
                {
                    addAll(file, types);
                }
            }
        }
        return types;
    }

    private static void addAll(final Path file, final Set<String> types) throws IOException
    {
        final String text = Files.readString(file);
        final Matcher raising = RAISING.matcher(text);
        while (raising.find())
        {
            // The type comes first, but for a time or the record that is being told: words in capitals further on are details.
            final Matcher type = TYPE.matcher(raising.group(1));
            if (type.find() && isTold(raising.group(1).substring(0, type.start())))
            {
                types.add(type.group(1));
            }
        }
        if (WITH_CONSTANTS.contains(file.getFileName().toString()))
        {
            final Matcher constant = CONSTANT.matcher(text);
            while (constant.find())
            {
                types.add(constant.group(1));
            }
        }
    }

    private static boolean isTold(final String before)
    {
        return before.chars().filter(one -> one == ',').count() <= 1 && !before.contains("\"");
    }

    /**
     * The types that a page of tables has, in backticks and capitals, in the third column of its rows.
     *
     * @param lines of the page.
     * @return the words.
     */
    static Set<String> told(final List<String> lines)
    {
        final Set<String> told = new TreeSet<>();
        for (final String line : lines)
        {
            final String[] cells = line.split(" \\| ");
            if (line.startsWith("| ") && cells.length == 5)
            {
                final Matcher word = Pattern.compile("`([A-Z][A-Z_]{3,})`").matcher(cells[2]);
                while (word.find())
                {
                    told.add(word.group(1));
                }
            }
        }
        return told;
    }
}
