package io.interlock.journal.input;

import java.io.IOException;

/** A recording of another version than this program reads. */
public final class InputVersionException extends IOException
{
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a recording.
     *
     * @param message names the place and both versions.
     */
    public InputVersionException(final String message)
    {
        super(message);
    }
}
