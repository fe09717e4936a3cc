package io.interlock.core.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What lives on the heap, to see whether something grows.
 *
 * <p>Threading: any.
 */
public final class HeapUse
{
    private static final int ROUNDS = 5;

    private HeapUse()
    {
    }

    /**
     * Collects, some times over, and takes the least.
     *
     * @return bytes in use.
     */
    public static long bytes()
    {
        final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++)
        {
            System.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
