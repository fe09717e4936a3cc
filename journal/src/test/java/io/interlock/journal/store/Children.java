package io.interlock.journal.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs like this one. */
final class Children
{
    private Children()
    {
    }

    /** The same JVM, class path and flags, but for a debugger's and an agent's. */
    static ProcessBuilder like(final Class<?> main, final String... args)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
        {
            if (!flag.startsWith("-agentlib") && !flag.startsWith("-javaagent") && !flag.startsWith("-Xmx"))
            {
                command.add(flag);
            }
        }
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        return start(command, main, args);
    }

    static ProcessBuilder withoutFlags(final Class<?> main, final String... args)
    {
        return start(new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString())), main, args);
    }

    private static ProcessBuilder start(final List<String> command, final Class<?> main, final String... args)
    {
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
