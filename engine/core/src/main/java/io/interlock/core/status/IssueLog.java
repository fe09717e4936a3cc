package io.interlock.core.status;

import io.interlock.core.port.Issue;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest issues, bounded.
 *
 * <p>Threading: any thread; each call holds a lock for as long as a copy takes. Never called by a trading thread.
 */
public final class IssueLog
{
    private final Issue[] ring;
    private long added;
    private long forgottenMs = Long.MIN_VALUE;

    /**
     * An empty log.
     *
     * @param capacity issues kept.
     */
    public IssueLog(final int capacity)
    {
        ring = new Issue[capacity];
    }

    /**
     * Adds an issue; the oldest goes where there is no room.
     *
     * @param issue what happened.
     */
    public synchronized void add(final Issue issue)
    {
        final int at = (int)(added % ring.length);
        if (ring[at] != null)
        {
            forgottenMs = Math.max(forgottenMs, ring[at].timestampMs());
        }
        ring[at] = issue;
        added++;
    }

    /**
     * Issues since a moment.
     *
     * @param fromMs wall time, milliseconds since 1970.
     * @return oldest first.
     */
    public synchronized IssueList since(final long fromMs)
    {
        final List<Issue> found = new ArrayList<>();
        for (long i = Math.max(0, added - ring.length); i < added; i++)
        {
            final Issue issue = ring[(int)(i % ring.length)];
            if (issue.timestampMs() >= fromMs)
            {
                found.add(issue);
            }
        }
        return new IssueList(found, forgottenMs < fromMs);
    }

    /**
     * Copies references to all that are kept, and allocates nothing.
     *
     * @param into oldest first from index 0; as long as the log's capacity.
     * @return how many.
     */
    public synchronized int copy(final Issue[] into)
    {
        final int count = (int)Math.min(added, ring.length);
        for (int i = 0; i < count; i++)
        {
            into[i] = ring[(int)((added - count + i) % ring.length)];
        }
        return count;
    }

    /**
     * How many are kept at most.
     *
     * @return as it was made.
     */
    public int capacity()
    {
        return ring.length;
    }
}
