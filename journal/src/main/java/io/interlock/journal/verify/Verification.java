package io.interlock.journal.verify;

import io.interlock.journal.record.ChainHead;
import java.util.List;

/**
 * What a verification found. Immutable.
 *
 * @param findings  what is wrong, in the order of the journal, what is about the whole last; at most {@link #MOST}.
 * @param more      findings beyond those.
 * @param first     sequence of the first record; 0 where there is none.
 * @param head      the last record, to be kept elsewhere as an anchor; the place before the first where there is none.
 * @param records   how many records there are.
 * @param lives     how many lives of the engine wrote them.
 * @param tornTails torn tails that recovery cut and recorded: what a crash leaves, and no finding.
 * @param accepted  damages that starts found and recorded, and operators accepted.
 * @param sealed    sequence of the first record that is sealed with a key; 0 where none is.
 */
public record Verification(
    List<Finding> findings, long more, long first, ChainHead head, long records, int lives, int tornTails, int accepted,
    long sealed)
{
    /** Most findings that are listed. */
    public static final int MOST = 1000;

    /**
     * Whether nothing is wrong.
     *
     * @return true where there is no finding.
     */
    public boolean whole()
    {
        return findings.isEmpty();
    }

    /**
     * Whether a key came later than the journal: nothing but an anchor shows whether what is before its first seal was made anew.
     *
     * @return true where records before it are not sealed.
     */
    public boolean sealedLater()
    {
        return sealed > first;
    }
}
