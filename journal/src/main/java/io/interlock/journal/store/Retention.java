package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Deletes whole oldest files of a journal. Threading: the writer's. */
public final class Retention
{
    private Retention()
    {
    }

    /** Is told before a file goes, so that where the chain goes on from can be kept. */
    @FunctionalInterface
    public interface Listener
    {
        /**
         * A file is about to be deleted, the oldest there is.
         *
         * @param file      its name.
         * @param lastFrame the last frame in it that counts, null where there is none.
         * @throws IOException where its anchor could not be kept: the file then stays, and those after it.
         */
        void deleting(String file, byte[] lastFrame) throws IOException;

        /**
         * Whether a frame counts as the last of its file, so that one that a torn write or damage left behind does not.
         *
         * @param frame any.
         * @return true where it does.
         */
        default boolean counts(final byte[] frame)
        {
            return true;
        }
    }

    /**
     * Deletes what is too old or too much; never the newest file with frames in it.
     *
     * @return names of the deleted, oldest first.
     */
    static List<String> apply(final Path directory, final LiveFile live, final StoreSettings settings, final Listener listener)
        throws IOException
    {
        final List<Path> finished = new ArrayList<>(CycleFiles.in(directory));
        long total = live.end();
        for (final Path file : finished)
        {
            total += Files.size(file);
        }
        if (live.frames() == 0 && !finished.isEmpty())
        {
            finished.remove(finished.size() - 1);
        }
        final long oldestMs = settings.wallClockMs().getAsLong() - settings.maxAge().toMillis();
        final List<String> deleted = new ArrayList<>();
        for (final Path file : finished)
        {
            if (total <= settings.maxTotalBytes() && youngestMs(file) >= oldestMs)
            {
                break;
            }
            final String name = file.getFileName().toString();
            listener.deleting(name, lastFrame(file, listener));
            total -= Files.size(file);
            Files.delete(file);
            deleted.add(name);
        }
        if (!deleted.isEmpty())
        {
            PrivateFiles.forceDirectory(directory);
        }
        return deleted;
    }

    // By name or by its last write, whichever says that it is younger: a clock that was wrong once deletes no more than it must.
    private static long youngestMs(final Path file) throws IOException
    {
        final long named = CycleFiles.cycle(file.getFileName().toString()) * CycleFiles.CYCLE_MS;
        return Math.max(named, Files.getLastModifiedTime(file).toMillis());
    }

    private static byte[] lastFrame(final Path file, final Listener listener) throws IOException
    {
        byte[] last = null;
        try (CycleReader reader = new CycleReader(file))
        {
            // The last that can be read; a damaged file is not kept for ever.
            byte[] frame = reader.salvage();
            while (frame != null)
            {
                last = listener.counts(frame) ? frame : last;
                frame = reader.salvage();
            }
        }
        return last;
    }
}
