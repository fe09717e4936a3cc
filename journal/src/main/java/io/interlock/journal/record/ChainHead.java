package io.interlock.journal.record;

import io.interlock.core.port.JournalHead;

/**
 * A place in the chain: the sequence of a record and its own hash. As text, {@code SEQ:HASH}, it is what an operator keeps elsewhere as an
 * anchor. Immutable.
 *
 * @param sequence of the record; 0 before the first.
 * @param hash     its own; zeros before the first.
 */
public record ChainHead(long sequence, Hash hash)
{
    /** Before the first record. */
    public static final ChainHead START = new ChainHead(0, Hash.ZERO);

    /**
     * Reads {@code SEQ:HASH}.
     *
     * @param text a decimal number from 0, a colon and 64 hexadecimal digits.
     * @return the place.
     * @throws IllegalArgumentException saying what is expected.
     */
    public static ChainHead parse(final String text)
    {
        final int colon = text.indexOf(':');
        try
        {
            final long sequence = Long.parseLong(text.substring(0, Math.max(0, colon)));
            if (sequence < 0)
            {
                throw new IllegalArgumentException("the sequence is negative");
            }
            return new ChainHead(sequence, Hash.parse(text.substring(colon + 1)));
        }
        catch (final IllegalArgumentException wrong)
        {
            throw new IllegalArgumentException("an anchor is SEQ:HASH, a number and 64 hexadecimal digits; '" + text + "' is not: "
                + wrong.getMessage(), wrong);
        }
    }

    /** {@code SEQ:HASH}. */
    @Override
    public String toString()
    {
        return sequence + ":" + hash;
    }

    /**
     * As the engine shows it to people.
     *
     * @return {@link JournalHead#NONE} before the first record.
     */
    public JournalHead shown()
    {
        return sequence == 0 ? JournalHead.NONE : new JournalHead(sequence, hash.toString());
    }
}
