package io.interlock.journal.store;

/**
 * Where a file's frames end otherwise than they were ended: a process died in the middle of a write, or the file was cut.
 *
 * @param file     its name.
 * @param position first byte that is in no whole frame.
 * @param bytes    from there to the last byte that is not zero: 0 where the file just ends without the mark of a finished one.
 */
public record FileTail(String file, long position, long bytes)
{
}
