package io.interlock.cli.audit;

/**
 * What a dump says between the records: something is not as it was written. Immutable.
 *
 * @param kind  what it is.
 * @param file  name of the file; empty where the message names it, or it is about none.
 * @param frame of the frame within all, from 0; -1 where it is about none.
 * @param what  for a person; may hold anything.
 */
record Note(Kind kind, String file, long frame, String what)
{
    /** What it is. */
    enum Kind
    {
        /** A frame is no record. */
        DAMAGED(true),
        /** A whole record, or several in a row, of a version that this program does not read. */
        VERSION(true),
        /** A file cannot be read any further; the next one is. */
        UNREADABLE(true),
        /** Records are missing before the next. */
        MISSING(true),
        /** The next record stands where a later one belongs. */
        OUT_OF_ORDER(true),
        /** A process died while it wrote: bytes that were never a record. */
        TORN_TAIL(false);

        private final boolean damage;

        Kind(final boolean damage)
        {
            this.damage = damage;
        }

        /** Whether something that was written is not there any more. */
        boolean isDamage()
        {
            return damage;
        }
    }
}
