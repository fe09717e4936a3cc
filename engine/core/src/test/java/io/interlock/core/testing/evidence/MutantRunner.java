package io.interlock.core.testing.evidence;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.Launcher;

/**
 * Compiles one broken class beside the classes of the build and runs tests with it first on the class path. Of the tree
 * only {@code target/mutations} is written to.
 *
 * <p>Threading: one thread.
 */
final class MutantRunner
{
    private static final long LIMIT_SECONDS = 120;
    private static final long LIMIT_SECONDS_A_TEST = 40;

    private final Path root;
    private final TestTree tree;
    private final Path scratch;

    MutantRunner(final Path root, final TestTree tree, final Path scratch)
    {
        this.root = root;
        this.tree = tree;
        this.scratch = scratch;
    }

    /**
     * Breaks the code.
     *
     * @param mutation to apply.
     * @return the folder that has the broken classes.
     * @throws IOException where it does not apply, does not compile, or cannot be written.
     */
    Path broken(final Mutation mutation) throws IOException
    {
        final String source = Files.readString(root.resolve(mutation.file()));
        final String obstacle = mutation.obstacle(source);
        if (obstacle != null)
        {
            throw new IOException(obstacle);
        }
        final Path classes = Files.createDirectories(scratch.resolve(mutation.name()).resolve("classes"));
        final int main = mutation.file().indexOf("/src/main/");
        final String module = mutation.file().substring(0, main);
        final String inside = mutation.file().substring(main + "/src/main/".length());
        if (inside.startsWith("resources/"))
        {
            final Path target = classes.resolve(inside.substring("resources/".length()));
            Files.createDirectories(target.getParent());
            Files.writeString(target, mutation.applied(source));
            return classes;
        }
        final Path broken = scratch.resolve(mutation.name()).resolve(inside);
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, mutation.applied(source));
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final int code = compiler.run(null, null, null, "-proc:none", "-nowarn", "--release", "17", "-parameters", "-XDstringConcat=inline",
            "-cp", root.resolve(module).resolve("target/classes") + File.pathSeparator + classPath(module), "-d", classes.toString(),
            broken.toString());
        if (code != 0)
        {
            throw new IOException(mutation.name() + " does not compile");
        }
        return classes;
    }

    /**
     * Runs tests.
     *
     * @param first the folder that comes first on the class path, or null.
     * @param tests as the clauses spell them.
     * @param shown where the results of each module are kept.
     * @return each test with what became of it, "FAILED" where one case failed, "HUNG" where its process was given up.
     * @throws IOException          where a process cannot be started.
     * @throws InterruptedException where this one is to end.
     */
    Map<String, String> run(final Path first, final Collection<String> tests, final Path shown) throws IOException, InterruptedException
    {
        final Map<String, List<String>> byModule = new TreeMap<>();
        tests.forEach(test -> byModule.computeIfAbsent(tree.find(test).module(), none -> new ArrayList<>()).add(test));
        final Map<String, String> results = new TreeMap<>();
        for (final Map.Entry<String, List<String>> module : byModule.entrySet())
        {
            results.putAll(run(first, module.getKey(), module.getValue(), shown));
        }
        return results;
    }

    private Map<String, String> run(final Path first, final String module, final List<String> tests, final Path shown)
        throws IOException, InterruptedException
    {
        final Path folder = Files.createDirectories(shown);
        final Path file = folder.resolve(module.replace('/', '-') + ".results");
        Files.deleteIfExists(file);
        final List<String> names = tests.stream().map(test -> tree.find(test).className() + '#' + tree.find(test).method()).toList();
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("interlock.jvm.flags", "").strip().split("\\s+")));
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dinterlock.mutant=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp",
            (first == null ? "" : first + File.pathSeparator) + ownClasses(module) + File.pathSeparator + classPath(module)
                + File.pathSeparator + root.resolve("engine/core/target/test-classes") + File.pathSeparator + launcher(),
            MutantJvm.class.getName(), file.toString()));
        command.addAll(names);
        final Process process = new ProcessBuilder(command).directory(root.resolve(module).toFile()).redirectErrorStream(true)
            .redirectOutput(file.resolveSibling(module.replace('/', '-') + ".log").toFile()).start();
        if (!process.waitFor(LIMIT_SECONDS + LIMIT_SECONDS_A_TEST * names.size(), TimeUnit.SECONDS))
        {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return judged(tests, Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of());
    }

    private Map<String, String> judged(final List<String> tests, final List<String> lines)
    {
        final Map<String, String> results = new TreeMap<>();
        final TreeSet<String> seen = new TreeSet<>();
        lines.forEach(line -> seen.add(line.split("\t")[0] + ' ' + (line.contains("\t") ? line.split("\t")[1] : "")));
        for (final String test : tests)
        {
            final String name = tree.find(test).className() + '#' + tree.find(test).method();
            results.put(test, seen.contains("FAILED " + name) ? "FAILED" : !seen.contains("END ") ? "HUNG"
                : seen.contains("PASSED " + name) ? "PASSED" : seen.contains("SKIPPED " + name) ? "SKIPPED" : "NOT RUN");
        }
        return results;
    }

    private String ownClasses(final String module)
    {
        final Path target = root.resolve(module).resolve("target");
        return target.resolve("test-classes") + File.pathSeparator + target.resolve("classes");
    }

    private String classPath(final String module) throws IOException
    {
        final Path file = root.resolve(module).resolve("target/test.classpath");
        if (!Files.isRegularFile(file))
        {
            throw new IOException(file + " is missing: use .ci/mutations, which makes it");
        }
        return Files.readString(file).strip();
    }

    private static String launcher()
    {
        return Path.of(URI.create(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }
}
