package io.interlock.journal.store;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes or a directory that are no journal, or one that cannot be read. The message names the file, the place in it and what is wrong. */
public final class JournalFormatException extends IOException
{
    /** Where no place in the file can be named. */
    public static final long NOWHERE = -1;

    private static final long serialVersionUID = 1;

    private final String file;
    private final long position;

    JournalFormatException(final Path file, final String what)
    {
        this(file, NOWHERE, what);
    }

    JournalFormatException(final Path file, final long position, final String what)
    {
        super(file + (position == NOWHERE ? ": " : ": at byte " + position + ": ") + what);
        this.file = file.toString();
        this.position = position;
    }

    /**
     * What is wrong.
     *
     * @return the file's or directory's path.
     */
    public String file()
    {
        return file;
    }

    /**
     * Where it is wrong.
     *
     * @return byte in the file, {@link #NOWHERE} if it is the whole.
     */
    public long position()
    {
        return position;
    }
}
