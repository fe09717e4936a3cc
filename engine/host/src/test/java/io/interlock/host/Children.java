package io.interlock.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** JVMs of their own, with the flags of this one. */
public final class Children
{
    private Children()
    {
    }

    /** On this JVM's own Java. */
    public static List<String> java(final Class<?> main, final String... args)
    {
        return java(Path.of(System.getProperty("java.home")), Runtime.version().feature(), main, args);
    }

    /** On a Java of a feature version, in its home. */
    static List<String> java(final Path home, final int feature, final Class<?> main, final String... args)
    {
        final List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("--add-")).forEach(command::add);
        if (feature >= 24)
        {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** The home of an installed Java of a feature version; null where there is none. */
    static Path home(final int feature)
    {
        if (Runtime.version().feature() == feature)
        {
            return Path.of(System.getProperty("java.home"));
        }
        final String named = System.getenv("JAVA_HOME_" + feature);
        if (named != null && is(Path.of(named), feature))
        {
            return Path.of(named);
        }
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm")))
        {
            return homes.filter(home -> is(home, feature)).findFirst().orElse(null);
        }
        catch (final IOException none)
        {
            return null;
        }
    }

    private static boolean is(final Path home, final int feature)
    {
        final Path release = home.resolve("release");
        try
        {
            return Files.isExecutable(home.resolve("bin/java")) && Files.exists(release)
                && Files.readString(release).contains("JAVA_VERSION=\"" + feature);
        }
        catch (final IOException unreadable)
        {
            return false;
        }
    }
}
