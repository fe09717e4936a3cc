package io.interlock.core.port;

/**
 * How far a journal is: the last record that is durable, and its hash. An operator who keeps it elsewhere can show later that nothing up to
 * it was changed or cut. Immutable.
 *
 * @param sequence of the record, from 1; 0 where there is none.
 * @param hash     of that record, 64 hexadecimal digits; empty where there is none.
 */
public record JournalHead(long sequence, String hash)
{
    /** There is no journal, or nothing in it. */
    public static final JournalHead NONE = new JournalHead(0, "");

    /** {@code SEQ:HASH}, as it is given as an anchor; empty where there is none. */
    @Override
    public String toString()
    {
        return sequence == 0 ? "" : sequence + ":" + hash;
    }
}
