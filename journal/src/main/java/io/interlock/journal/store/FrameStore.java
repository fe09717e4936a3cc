package io.interlock.journal.store;

import java.io.IOException;
import java.util.List;

/**
 * Keeps frames of bytes in the order in which they were appended, over any number of files. It knows nothing of what they say.
 *
 * <p>Threading: one thread, the journal's. Reading a directory that another process writes to is {@link FrameSource}'s.
 */
public interface FrameStore extends AutoCloseable
{
    /** The longest frame, in bytes. */
    int MAX_FRAME = 1 << 16;

    /**
     * Appends a frame. When it returns the system has it: a kill of the process does not lose it, a loss of power may.
     *
     * @param bytes  where it is.
     * @param length from the beginning, 1 to {@link #MAX_FRAME}.
     * @throws IOException where it could not be appended; then no reader ever sees a part of it.
     */
    void append(byte[] bytes, int length) throws IOException;

    /**
     * Makes durable all that was appended.
     *
     * @throws IOException where that is not certain.
     */
    void force() throws IOException;

    /**
     * Begins a new file, as after a failure that an operator accepted. What could not be appended before is not in it.
     *
     * @throws IOException where that is impossible.
     */
    void newFile() throws IOException;

    /**
     * The file that is written: it changes with each roll.
     *
     * @return its name; null where there is none.
     */
    default String currentFile()
    {
        return "";
    }

    /**
     * Deletes whole oldest files that are too old or too much by the store's settings; never the newest with frames in it.
     *
     * @param listener told of each before it goes.
     * @return names of the deleted, oldest first.
     * @throws IOException where one could not be deleted, or the listener refused.
     */
    default List<String> retain(final Retention.Listener listener) throws IOException
    {
        return List.of();
    }

    /**
     * If less is left on the disk than the store's settings want.
     *
     * @return true if so.
     * @throws IOException where the system does not tell.
     */
    default boolean spaceIsLow() throws IOException
    {
        return false;
    }

    /**
     * Makes sure that what is appended goes into a file that a reader finds. {@link #force} does that too; this is for who never forces.
     *
     * @throws IOException where the file was deleted or replaced: a new one has to be begun.
     */
    default void requireInPlace() throws IOException
    {
    }

    /**
     * The files that did not end well, as found since the store was opened: torn by a process that died while it wrote, or cut.
     *
     * @return a copy, in order.
     */
    default List<FileTail> tails()
    {
        return List.of();
    }

    @Override
    void close();
}
