package io.interlock.journal.store;

import java.io.IOException;

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

    @Override
    void close();
}
