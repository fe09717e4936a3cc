package io.interlock.bench.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a JVM with this one's class path and the flags that the engine needs, as the forks of the JMH suites.
 *
 * <p>Threading: stateless.
 */
final class ChildJvm
{
    /** The first lets JDK 17 ignore what only a later one knows. The engine logs each HALT at length, which is not what is measured. */
    private static final List<String> FLAGS = List.of("-XX:+IgnoreUnrecognizedVMOptions",
        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED", "-Dchronicle.announcer.disable=true", "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        "-Dorg.slf4j.simpleLogger.log.io.interlock.engine=off");

    private ChildJvm()
    {
    }

    /**
     * The command.
     *
     * @param main      class to run.
     * @param arguments for it.
     * @return for a process builder.
     */
    static List<String> command(final Class<?> main, final String... arguments)
    {
        return command(List.of(), main, arguments);
    }

    /** The same with more flags, as for a heap of another size. */
    static List<String> command(final List<String> flags, final Class<?> main, final String... arguments)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
