package io.interlock.journal.store;

/**
 * Where a file's frames end otherwise than they were ended: a process died in the middle of a write, or the file was cut or changed.
 *
 * @param file     its name.
 * @param position first byte that is in no whole frame.
 * @param bytes    from there to the last byte that is not zero: 0 where the file just ends without the mark of a finished one.
 * @param marked   whether the mark of a finished file stands there all the same: no writer goes on behind it, so somebody put it there.
 */
public record FileTail(String file, long position, long bytes, boolean marked)
{
    /**
     * Without the mark of a finished file.
     *
     * @param file     its name.
     * @param position first byte that is in no whole frame.
     * @param bytes    from there to the last byte that is not zero.
     */
    public FileTail(final String file, final long position, final long bytes)
    {
        this(file, position, bytes, false);
    }
}
