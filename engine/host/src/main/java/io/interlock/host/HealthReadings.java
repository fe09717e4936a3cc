package io.interlock.host;

import java.util.List;

/**
 * What can be seen of how this process is. A reading that the system does not give says so; none blocks for longer than a disk takes to
 * answer.
 *
 * <p>Threading: the health thread.
 */
interface HealthReadings
{
    /**
     * The heap.
     *
     * @param share      0 to 1: in use after the last collection of the old generation, and still; NaN where that is not known.
     * @param collection differs from that of a reading before where there was another such collection in between.
     */
    record Heap(double share, long collection)
    {
        static final Heap UNKNOWN = new Heap(Double.NaN, 0);
    }

    /**
     * File descriptors of this process.
     *
     * @param open that it has; below 0 where that is not known.
     * @param most that it may have; below 0 where that is not known, or there is no limit.
     */
    record Descriptors(long open, long most)
    {
        static final Descriptors UNKNOWN = new Descriptors(-1, -1);
    }

    Heap heap();

    Descriptors descriptors();

    /** Bytes that this process may still write on the disk of the data directory; below 0 where that is not known. */
    long room();

    /** Names of the engine's threads that have ended too early. */
    List<String> endedThreads();

    /** What is wrong with the data directory and the files that must be in it, for people; null where nothing is. */
    String directory();
}
