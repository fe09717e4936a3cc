package io.interlock.journal.record;

/**
 * A record as it was read. Immutable.
 *
 * @param content what it says.
 * @param seal    its place in the chain.
 */
public record JournalRecord(RecordContent content, Seal seal) implements Decoded
{
    /**
     * A record's place in the chain, as the record itself states it: whether that is true, only the whole chain and the key can tell.
     *
     * @param sequence    contiguous over all records and lives, from 1.
     * @param predecessor hash of the record before.
     * @param own         hash of everything before it.
     * @param keyed       whether its own hash was made with a key.
     */
    public record Seal(long sequence, Hash predecessor, Hash own, boolean keyed)
    {
    }

    /**
     * What it tells.
     *
     * @return never null.
     */
    public RecordType type()
    {
        return content.type();
    }

    /**
     * Its place among all.
     *
     * @return from 1.
     */
    public long sequence()
    {
        return seal.sequence();
    }

    /**
     * What the next record refers to.
     *
     * @return its sequence and own hash.
     */
    public ChainHead head()
    {
        return new ChainHead(seal.sequence(), seal.own());
    }

    /**
     * Whether it is the next after a place in the chain.
     *
     * @param before the place.
     * @return true where its sequence is the next and its predecessor is that record.
     */
    public boolean follows(final ChainHead before)
    {
        return seal.sequence() == before.sequence() + 1 && seal.predecessor().equals(before.hash());
    }
}
