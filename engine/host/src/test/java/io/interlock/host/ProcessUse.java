package io.interlock.host;

import io.interlock.core.testing.HeapUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this process holds: file descriptors, threads, mappings of files, heap after a collection, direct buffers. Of each the least over a
 * while, since a roll holds two files for a moment. Other mappings are the JVM's own, of its compilers and of malloc: they are shown alone,
 * since in a JVM that has run other tests before some thirty of them come and go.
 *
 * @param descriptors of {@code /proc/self/fd}.
 * @param threads     of {@code /proc/self/task}.
 * @param mappings    of files, in {@code /proc/self/maps}.
 * @param others      without a file, there; for people.
 * @param heap        bytes.
 * @param direct      bytes of direct buffers.
 * @param resident    kilobytes, as the system counts them; for people.
 */
record ProcessUse(long descriptors, long threads, long mappings, long others, long heap, long direct, long resident)
{
    private static final Path SELF = Path.of("/proc/self");
    private static final int SAMPLES = 8;

    static boolean isKnown()
    {
        return Files.isDirectory(SELF.resolve("fd"));
    }

    /** Looks some times within so long. */
    static ProcessUse least(final long spanMs)
    {
        ProcessUse least = now(HeapUse.bytes());
        for (int i = 0; i < SAMPLES; i++)
        {
            LockSupport.parkNanos(spanMs * 1_000_000L / SAMPLES);
            final ProcessUse next = now(least.heap);
            least = new ProcessUse(Math.min(least.descriptors, next.descriptors), Math.min(least.threads, next.threads),
                Math.min(least.mappings, next.mappings), Math.min(least.others, next.others), least.heap,
                Math.min(least.direct, next.direct), Math.min(least.resident, next.resident));
        }
        return new ProcessUse(least.descriptors, least.threads, least.mappings, least.others, Math.min(least.heap, HeapUse.bytes()),
            least.direct, least.resident);
    }

    private static ProcessUse now(final long heap)
    {
        final long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct")).mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return new ProcessUse(count(SELF.resolve("fd")), count(SELF.resolve("task")), mappings(true), mappings(false), heap, direct,
            residentKb());
    }

    private static long count(final Path folder)
    {
        try (Stream<Path> all = Files.list(folder))
        {
            return all.count();
        }
        catch (final NoSuchFileException | UncheckedIOException gone)
        {
            return Long.MAX_VALUE;
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }

    private static long mappings(final boolean ofFiles)
    {
        try (Stream<String> all = Files.lines(SELF.resolve("maps")))
        {
            return all.filter(line -> line.indexOf('/') >= 0 == ofFiles).count();
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }

    private static long residentKb()
    {
        try (Stream<String> all = Files.lines(SELF.resolve("status")))
        {
            return all.filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", ""))).sum();
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException(failed);
        }
    }

    /** From this to a later one, for people. */
    String to(final ProcessUse later)
    {
        return String.format(Locale.ROOT, "descriptors %d to %d, threads %d to %d, mappings of files %d to %d and others %d to %d, "
            + "heap %.1f to %.1f MB, direct %.2f to %.2f MB, resident %d to %d MB", descriptors, later.descriptors, threads, later.threads,
            mappings, later.mappings, others, later.others, heap / 1e6, later.heap / 1e6, direct / 1e6, later.direct / 1e6,
            resident >> 10, later.resident >> 10);
    }
}
