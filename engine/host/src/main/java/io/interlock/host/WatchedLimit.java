package io.interlock.host;

/**
 * One thing that is watched: when it begins to be an issue, and when it has been a cause for so many looks in a row.
 *
 * <p>Threading: health thread.
 */
final class WatchedLimit
{
    private int over;
    private int well;
    private boolean told;

    /** Whether it is to be told now: once, and again only after it was well at so many looks in a row. */
    boolean begins(final boolean issue, final int looks)
    {
        if (!issue)
        {
            well++;
            told &= well < looks;
            return false;
        }
        well = 0;
        final boolean first = !told;
        told = true;
        return first;
    }

    /** Whether it is to be reported now: after so many looks in a row, and after as many again while it lasts, as a reset may have come. */
    boolean lasts(final boolean cause, final int looks)
    {
        over = cause ? over + 1 : 0;
        return cause && over % looks == 0;
    }
}
