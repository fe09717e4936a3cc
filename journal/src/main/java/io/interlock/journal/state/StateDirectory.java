package io.interlock.journal.state;

import java.io.IOException;

/**
 * Where the state file is: the other half of the seam.
 *
 * <p>Threading: one thread.
 */
public interface StateDirectory
{
    /**
     * All bytes of the state file that is in place. Changes nothing.
     *
     * @return null where there is none.
     * @throws IOException where it cannot be read, or is far too long to be one.
     */
    byte[] read() throws IOException;

    /**
     * Makes an empty file beside it, in the place of what an interrupted attempt may have left.
     *
     * @return to be written, forced, and kept open when it is published.
     * @throws IOException where that is impossible.
     */
    StateChannel create() throws IOException;

    /**
     * Puts the file that was made last in the old one's place, by a rename, and makes that durable.
     *
     * @throws IOException where that is not certain; either of the two is then in place.
     */
    void publish() throws IOException;
}
