package io.interlock.bench.budget;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says on what a run was measured.
 *
 * <p>Threading: any.
 */
final class Machine
{
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final long GIB = 1L << 30;

    private Machine()
    {
    }

    /** What people ask first, in the order in which it is shown. */
    static Map<String, String> facts()
    {
        final Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        facts.put("memory", memoryGib() + " GiB");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("peers", Versions.text());
        return facts;
    }

    private static String processor()
    {
        try (Stream<String> lines = Files.lines(CPU))
        {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst().orElse("unknown processor");
        }
        catch (final IOException | java.io.UncheckedIOException elsewhere)
        {
            // Not Linux: the architecture, which is shown too, is all there is.
            return "unknown processor";
        }
    }

    private static long memoryGib()
    {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
            ? Math.round((double)system.getTotalMemorySize() / GIB) : 0;
    }
}
