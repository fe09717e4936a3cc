package io.interlock.journal.record;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/**
 * The chain that records are links of: where it has come to, and how the next link is made. Each record carries the hash of the one before
 * it, so that no record can be changed, taken out, put in or moved without every later hash changing; with a key, nobody without it can
 * make those.
 *
 * <p>Threading: one thread.
 */
public final class Chain
{
    private final MessageDigest digest;
    /** Null without a key. */
    private final Mac mac;
    private ChainHead head;

    /**
     * A chain that goes on from a place.
     *
     * @param head the last record that is kept; {@link ChainHead#START} for a new journal.
     * @param key  seals the records; null for none.
     */
    public Chain(final ChainHead head, final JournalKey key)
    {
        this.head = head;
        try
        {
            digest = MessageDigest.getInstance("SHA-256");
            mac = key == null ? null : Mac.getInstance(JournalKey.ALGORITHM);
            if (mac != null)
            {
                mac.init(key.secret());
            }
        }
        catch (final GeneralSecurityException missing)
        {
            throw new IllegalStateException("every Java platform has SHA-256 and HMAC-SHA-256", missing);
        }
    }

    /**
     * The last record.
     *
     * @return never null.
     */
    public ChainHead head()
    {
        return head;
    }

    /**
     * Whether records are sealed with a key.
     *
     * @return false for plain hashes.
     */
    public boolean keyed()
    {
        return mac != null;
    }

    /**
     * A record is kept: the next one follows it. Only now, since a record that could not be appended is no link.
     *
     * @param next what {@link RecordEncoder#head()} said.
     */
    public void advance(final ChainHead next)
    {
        if (next.sequence() != head.sequence() + 1)
        {
            throw new IllegalArgumentException("record " + next.sequence() + " cannot follow record " + head.sequence());
        }
        head = next;
    }

    /**
     * The hash of a record.
     *
     * @param record its bytes.
     * @param length bytes before its own hash.
     * @param sealed whether with the key; there must be one.
     * @return a new hash.
     */
    public Hash hash(final byte[] record, final int length, final boolean sealed)
    {
        if (sealed)
        {
            mac.update(record, 0, length);
            return new Hash(mac.doFinal());
        }
        digest.update(record, 0, length);
        return new Hash(digest.digest());
    }
}
