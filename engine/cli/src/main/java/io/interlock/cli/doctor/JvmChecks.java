package io.interlock.cli.doctor;

import io.interlock.journal.store.StorePreflight;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Looks at the JVM that runs this: version, flags, cores and memory. */
final class JvmChecks
{
    private static final int FIRST_JDK = 17;
    private static final int FIRST_JDK_WITH_MORE_FLAGS = 24;
    private static final int CORES_WANTED = 2;
    private static final long MIB = 1 << 20;
    private static final long HEAP_NEEDED_MIB = 64;
    private static final long HEAP_WANTED_MIB = 256;
    private static final String START = "start through bin/interlock, or with java @conf/interlock.jvmargs";

    private JvmChecks()
    {
    }

    static Finding java()
    {
        final Runtime.Version version = Runtime.version();
        final String found = version + ", " + System.getProperty("java.vm.name");
        return version.feature() < FIRST_JDK ? Finding.fail("java", found, "use a JDK of 17 or later") : Finding.ok("java", found);
    }

    static Finding flags()
    {
        final boolean open = Object.class.getModule().isOpen("jdk.internal.misc", JvmChecks.class.getModule());
        return flags(open, StorePreflight.missing(), Runtime.version().feature(), ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static Finding flags(final boolean open, final List<String> journal, final int feature, final List<String> given)
    {
        if (!open)
        {
            return Finding.fail(
                "flags", "--add-opens java.base/jdk.internal.misc=ALL-UNNAMED is missing: there can be no off-heap memory", START);
        }
        if (!journal.isEmpty())
        {
            return Finding.fail("flags", String.join(", ", journal) + (journal.size() == 1 ? " is" : " are")
                + " missing: there can be no journal",
                START);
        }
        if (feature >= FIRST_JDK_WITH_MORE_FLAGS && given.stream().noneMatch(flag -> flag.startsWith("--sun-misc-unsafe-memory-access")))
        {
            return Finding.warn("flags", "--sun-misc-unsafe-memory-access=allow is missing: this JDK prints warnings",
                START.replace("interlock.jvmargs", "interlock-jdk24.jvmargs"));
        }
        return Finding.ok("flags", "all that this JDK needs");
    }

    static Finding cores()
    {
        return cores(Runtime.getRuntime().availableProcessors());
    }

    static Finding cores(final int cores)
    {
        final String found = cores == 1 ? "1 core" : cores + " cores";
        return cores < CORES_WANTED
            ? Finding.warn("cores", found, "give the process 2 or more: breaker, watchdog and trading threads share this one")
            : Finding.ok("cores", found);
    }

    static Finding memory()
    {
        return memory(Runtime.getRuntime().maxMemory());
    }

    static Finding memory(final long heapBytes)
    {
        final long heapMib = heapBytes / MIB;
        final String found = "heap of at most " + heapMib + " MiB";
        if (heapMib < HEAP_NEEDED_MIB)
        {
            return Finding.fail("memory", found, "give at least -Xmx" + HEAP_NEEDED_MIB + "m");
        }
        return heapMib < HEAP_WANTED_MIB ? Finding.warn("memory", found, "-Xmx" + HEAP_WANTED_MIB + "m or more leaves room to breathe")
            : Finding.ok("memory", found);
    }
}
