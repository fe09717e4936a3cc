package io.interlock.journal.state;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that is written at places: the seam at which faults are injected.
 *
 * <p>Threading: one thread.
 */
public interface StateChannel extends AutoCloseable
{
    /**
     * Writes bytes, perhaps not all.
     *
     * @param bytes from their position on; it moves by what was written.
     * @param at    offset in the file.
     * @return how many were written.
     * @throws IOException where that failed; any part may then be written.
     */
    int write(ByteBuffer bytes, long at) throws IOException;

    /**
     * Makes durable what was written.
     *
     * @throws IOException where that is not certain.
     */
    void force() throws IOException;

    /**
     * The length of the file.
     *
     * @return in bytes; -1 where somebody deleted it, or put another in its place.
     * @throws IOException where it cannot be told.
     */
    long size() throws IOException;

    @Override
    void close();
}
