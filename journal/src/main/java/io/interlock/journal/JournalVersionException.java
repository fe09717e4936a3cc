package io.interlock.journal;

import java.io.IOException;

/** A journal was written by another version of this program. It is refused rather than read in part: what it says last would be unknown. */
public final class JournalVersionException extends IOException
{
    private static final long serialVersionUID = 1L;

    JournalVersionException(final String message)
    {
        super(message);
    }
}
