package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the tests of every module by their source, so that a name can be checked where their classes are not on the class path.
 *
 * <p>Threading: one thread.
 */
final class TestTree
{
    static final List<String> MODULES = List.of(
        "config", "engine/core", "engine/notify", "engine/gateway", "engine/console", "engine/stress", "engine/host", "engine/cli",
        "engine/fuzz", "journal", "bench");
    private static final String SOURCES = "src/test/java";

    private final Path root;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<Path, String> texts = new HashMap<>();

    TestTree(final Path root)
    {
        this.root = root;
        for (final String module : MODULES)
        {
            final Path sources = root.resolve(module).resolve(SOURCES);
            if (Files.isDirectory(sources))
            {
                try (Stream<Path> all = Files.walk(sources))
                {
                    all.filter(path -> path.toString().endsWith(".java"))
                        .forEach(path -> files.put(module + ':' + nameOf(sources, path), path));
                }
                catch (final IOException unreadable)
                {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
    }

    private static String nameOf(final Path sources, final Path path)
    {
        final String name = sources.relativize(path).toString().replace('/', '.').replace('\\', '.');
        return name.substring(0, name.length() - ".java".length());
    }

    /**
     * Finds a test.
     *
     * @param spelled "LawTripTest.shouldX" or "cli.simulate.VirtualGateTest.shouldX".
     * @return where it is.
     * @throws IllegalArgumentException where there is none or more than one, saying so.
     */
    TestName find(final String spelled)
    {
        final int dot = spelled.lastIndexOf('.');
        final String type = spelled.substring(0, Math.max(0, dot));
        final String method = spelled.substring(dot + 1);
        final List<String> found = files.keySet().stream()
            .filter(key -> key.substring(key.indexOf(':') + 1).equals(type) || key.endsWith('.' + type)).sorted().toList();
        if (found.size() != 1)
        {
            throw new IllegalArgumentException("\"" + spelled + "\" names " + (found.isEmpty() ? "no test class"
                : "more than one test class, write more of the package: " + found));
        }
        final String key = found.get(0);
        final String text = texts.computeIfAbsent(files.get(key), TestTree::read);
        if (!Pattern.compile("\\bvoid\\s+" + Pattern.quote(method) + "\\s*\\(").matcher(text).find())
        {
            throw new IllegalArgumentException("\"" + spelled + "\": there is no such test in " + root.relativize(files.get(key)));
        }
        return new TestName(key.substring(0, key.indexOf(':')), key.substring(key.indexOf(':') + 1), method);
    }

    /**
     * What is wrong with the name of a test or of a class of tests.
     *
     * @param spelled "LawTripTest.shouldX" or "LawTripTest".
     * @return null where it is there.
     */
    String problem(final String spelled)
    {
        try
        {
            if (spelled.contains(".should"))
            {
                find(spelled);
                return null;
            }
            return files.keySet().stream().anyMatch(key -> key.endsWith('.' + spelled) || key.endsWith(':' + spelled)) ? null
                : "there is no " + spelled;
        }
        catch (final IllegalArgumentException nowhere)
        {
            return nowhere.getMessage();
        }
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(unreadable);
        }
    }
}
