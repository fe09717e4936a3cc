package io.interlock.console.api;

import java.util.List;

/**
 * How the process of the engine is, as of the last look of its watch. Immutable.
 *
 * @param heap         0 to 1: share of the heap in use after the last collection of the old generation, and still; NaN where that is not
 *                     known, as before the first such collection.
 * @param open         file descriptors that the process has; below 0 where that is not known.
 * @param most         file descriptors that it may have; below 0 where that is not known, or there is no limit.
 * @param room         bytes left for the data directory; below 0 where that is not known.
 * @param endedThreads names of the engine's threads that have ended though nobody closed it.
 * @param troubles     what is past a limit or otherwise wrong now, for people.
 */
public record HealthStatus(double heap, long open, long most, long room, List<String> endedThreads, List<String> troubles)
{
    /** Copies the lists. */
    public HealthStatus
    {
        endedThreads = List.copyOf(endedThreads);
        troubles = List.copyOf(troubles);
    }
}
