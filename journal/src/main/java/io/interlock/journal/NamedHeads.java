package io.interlock.journal;

import io.interlock.journal.record.ChainHead;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, while a journal is read, for the records that files beside it name: each was durable before it was named, so it is there, unless
 * it was cut off or replaced. Where its number comes twice (behind an append that failed and left its record all the same), either will do.
 *
 * <p>Threading: one thread, the launching one.
 */
final class NamedHeads
{
    private final List<ChainHead> named;
    private final boolean[] met;
    private final boolean[] found;

    NamedHeads(final List<ChainHead> named)
    {
        this.named = List.copyOf(named);
        met = new boolean[named.size()];
        found = new boolean[named.size()];
    }

    void record(final ChainHead record)
    {
        for (int i = 0; i < met.length; i++)
        {
            if (record.sequence() == named.get(i).sequence())
            {
                met[i] = true;
                found[i] |= record.equals(named.get(i));
            }
        }
    }

    /** Those in whose place another record is. One that is not met at all was deleted by age, or is missing, which the chain shows. */
    List<ChainHead> replaced()
    {
        final List<ChainHead> replaced = new ArrayList<>();
        for (int i = 0; i < met.length; i++)
        {
            if (met[i] && !found[i])
            {
                replaced.add(named.get(i));
            }
        }
        return replaced;
    }
}
