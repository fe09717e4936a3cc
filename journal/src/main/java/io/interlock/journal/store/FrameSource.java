package io.interlock.journal.store;

import java.io.IOException;
import java.util.List;

/**
 * Reads frames, oldest first, and changes nothing on the disk. Survives any bytes: what cannot be read is an {@link IOException} that names
 * the file, never another exception, and never endless.
 *
 * <p>Threading: one thread.
 */
public interface FrameSource extends AutoCloseable
{
    /**
     * The next frame.
     *
     * @return null where there is none now; more may come while the journal is written.
     * @throws IOException where the bytes are no journal.
     */
    Frame next() throws IOException;

    /**
     * Where frames stop though more of them lie behind: the header of the one that is there was changed. To be asked at the end.
     *
     * @return the place, without bytes; null where nothing is hidden.
     * @throws IOException where that cannot be read.
     */
    default Frame hidden() throws IOException
    {
        return null;
    }

    /**
     * At the end: the finished files that do not end as one does. A process died while it wrote, or somebody has cut them, or has put the
     * mark of an end before it.
     *
     * @return a copy, oldest first; none where frames lie in no files.
     * @throws IOException where it cannot be read.
     */
    default List<FileTail> unmarked() throws IOException
    {
        return List.of();
    }

    /**
     * After an exception of {@link #next()}: goes on behind what cannot be read, with the next whole frame of this file or of a later one.
     * To be asked only of what nobody writes to.
     *
     * @return false where nothing is known to come behind it: then {@link #next()} is not to be asked again.
     * @throws IOException where that cannot be told.
     */
    default boolean passOver() throws IOException
    {
        return false;
    }

    @Override
    void close();

    /**
     * One frame.
     *
     * @param file   name of the file that it is in.
     * @param index  of the frame within all, from 0.
     * @param bytes  what was appended.
     */
    record Frame(String file, long index, byte[] bytes)
    {
    }
}
