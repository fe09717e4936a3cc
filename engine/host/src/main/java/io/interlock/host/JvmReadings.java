package io.interlock.host;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Of this JVM and its system. What counts of the heap is the old generation, or the whole where there are no generations: what is in use
 * after a collection, and no more than what is in use now, since some collectors free whole regions without counting that as a collection.
 * Used heap alone says nothing: it is full before each collection of a healthy process too.
 *
 * <p>Threading: the health thread.
 */
final class JvmReadings implements HealthReadings
{
    private static final List<String> YOUNG_POOLS = List.of("eden", "survivor", "young", "epsilon");
    private static final List<String> YOUNG_COLLECTORS = List.of("young", "copy", "scavenge", "parnew", "minor", "epsilon");

    private final Supplier<List<String>> ended;
    private final DirectoryLook look;
    private final File directory;
    private List<MemoryPoolMXBean> pools;
    private List<GarbageCollectorMXBean> collectors;
    private UnixOperatingSystemMXBean system;

    JvmReadings(final Path directory, final Supplier<List<String>> ended)
    {
        this.ended = ended;
        this.directory = directory.toFile();
        look = new DirectoryLook(directory);
    }

    /** At the first look and not at the launch, which need not wait for it. */
    private void find()
    {
        if (pools == null)
        {
            system = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix : null;
            collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !named(collector.getName(), YOUNG_COLLECTORS)).toList();
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool -> !named(pool.getName(), YOUNG_POOLS)).toList();
        }
    }

    private static boolean named(final String name, final List<String> parts)
    {
        final String lower = name.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(lower::contains);
    }

    @Override
    public Heap heap()
    {
        find();
        double share = Double.NaN;
        long collection = 0;
        for (int i = 0; i < pools.size(); i++)
        {
            final MemoryUsage after = pools.get(i).getCollectionUsage();
            final MemoryUsage now = pools.get(i).getUsage();
            final long most = after == null || after.getMax() <= 0 ? Runtime.getRuntime().maxMemory() : after.getMax();
            if (after != null && now != null && after.getCommitted() > 0)
            {
                final double here = (double)Math.min(after.getUsed(), now.getUsed()) / most;
                share = Double.isNaN(share) ? here : Math.max(share, here);
                collection = 31 * collection + after.getUsed();
            }
        }
        for (int i = 0; i < collectors.size(); i++)
        {
            collection = 31 * collection + collectors.get(i).getCollectionCount();
        }
        return new Heap(share, collection);
    }

    @Override
    public Descriptors descriptors()
    {
        find();
        if (system == null)
        {
            return Descriptors.UNKNOWN;
        }
        final long limit = system.getMaxFileDescriptorCount();
        final long most = limit <= 0 || limit >= Integer.MAX_VALUE ? -1 : limit;
        try
        {
            return new Descriptors(system.getOpenFileDescriptorCount(), most);
        }
        catch (final InternalError none)
        {
            // To count them takes one: this is how a system says that all are taken.
            return new Descriptors(most, most);
        }
    }

    @Override
    public long room()
    {
        final long bytes = directory.getUsableSpace();
        return bytes > 0 || directory.exists() ? bytes : -1;
    }

    @Override
    public List<String> endedThreads()
    {
        return ended.get();
    }

    @Override
    public String directory()
    {
        return look.trouble();
    }
}
