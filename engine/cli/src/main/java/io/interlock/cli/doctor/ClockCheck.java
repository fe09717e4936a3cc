package io.interlock.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Looks at the monotonic clock: whether it falls, what a read costs, and where the kernel takes it from. */
final class ClockCheck
{
    private static final Path SOURCE = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    private static final Set<String> FAST = Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page");
    private static final int READS = 200_000;
    private static final long DEAR_NS = 500;

    private ClockCheck()
    {
    }

    static Finding clock()
    {
        long fallen = 0;
        long last = System.nanoTime();
        final long start = last;
        for (int i = 0; i < READS; i++)
        {
            final long now = System.nanoTime();
            fallen += now < last ? 1 : 0;
            last = now;
        }
        return judge(fallen, (last - start) / READS, source());
    }

    private static String source()
    {
        try
        {
            return Files.readString(SOURCE).strip();
        }
        catch (final IOException e)
        {
            // Not Linux, or a container that hides it: the cost of a read says enough.
            return "";
        }
    }

    static Finding judge(final long fallen, final long costNs, final String source)
    {
        final String found = "a read costs " + costNs + " ns" + (source.isEmpty() ? "" : ", from " + source);
        if (fallen > 0)
        {
            return Finding.fail("clock", "the monotonic clock fell " + fallen + " times; " + found,
                "this host cannot time anything: replace it");
        }
        if (costNs > DEAR_NS || !source.isEmpty() && !FAST.contains(source))
        {
            return Finding.warn("clock", found, "let the kernel use tsc (or the hypervisor's own clock) as its clock source");
        }
        return Finding.ok("clock", found);
    }
}
