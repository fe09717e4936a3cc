package io.interlock.cli.watch;

import java.nio.file.Path;

/**
 * What a watch is told to do. Immutable.
 *
 * @param directory of the engine, absolute.
 * @param times     how long things may take.
 * @param commands  what is run.
 */
record Settings(Path directory, Times times, Commands commands)
{
    /**
     * How long things may take, nanoseconds; 0 where nothing is wanted.
     *
     * @param limitNs age of the last sign of life from which on an engine is stale.
     * @param againNs between the end of a command and its next start while an incident lasts.
     * @param waitNs  for the first engine.
     * @param everyNs between lines that say that the watch is alive.
     */
    record Times(long limitNs, long againNs, long waitNs, long everyNs)
    {
        private static final long MS = 1_000_000L;
        private static final long LONGEST_POLL_NS = 5 * MS;

        /** Between two looks. */
        long pollNs()
        {
            return Math.max(MS, Math.min(LONGEST_POLL_NS, limitNs / 20));
        }
    }

    /**
     * What is run.
     *
     * @param onStale when the engine is stale; null only with {@code dryRun}.
     * @param onStop  when it was closed as planned; null for nothing.
     * @param once    whether the watch ends with the first incident.
     * @param dryRun  whether it is only said what would be run.
     */
    record Commands(String onStale, String onStop, boolean once, boolean dryRun)
    {
    }
}
