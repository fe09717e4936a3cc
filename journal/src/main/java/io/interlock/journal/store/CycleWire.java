package io.interlock.journal.store;

/**
 * How Chronicle Queue lays documents into a file, as far as it takes to read frames without it. Each begins on a multiple of four bytes
 * with a little-endian header:
 * <pre>
 *  31          30        29                    0
 * +-----------+---------+-----------------------+
 * | not ready | its own | length of what follows |
 * +-----------+---------+-----------------------+
 * </pre>
 * 0 means nothing yet; not ready, its own and a length of 0 together mark the end of a finished file. Its own documents are the file's
 * header, the first, and pages of its index. The others are frames: 4 bytes of length, then as many bytes.
 */
final class CycleWire
{
    static final int HEADER = 4;
    static final int NOTHING = 0;
    static final int END_OF_FILE = 0xC000_0000;
    /** Longer documents of its own there are not. */
    static final int MAX_OWN = 1 << 20;

    private static final int NOT_READY = 0x8000_0000;
    private static final int OWN = 0x4000_0000;
    private static final int LENGTH = 0x3FFF_FFFF;

    private CycleWire()
    {
    }

    static boolean ready(final int header)
    {
        return (header & NOT_READY) == 0;
    }

    static boolean own(final int header)
    {
        return (header & OWN) != 0;
    }

    static int length(final int header)
    {
        return header & LENGTH;
    }

    static long aligned(final long position)
    {
        return position + 3 & -4L;
    }
}
