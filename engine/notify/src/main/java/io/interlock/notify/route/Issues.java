package io.interlock.notify.route;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issues: once an hour for each type and scope, with the number of those in between. LOG and DASHBOARD get each, but for those that may
 * come as often as samples do, of which they get one a minute.
 *
 * <p>Threading: the router's thread. Remembers the latest 4,096 types and scopes.
 */
final class Issues
{
    private static final int KNOWN = 4_096;
    private static final String UP = "_UP";
    private static final long PEOPLE_MS = 3_600_000;
    private static final long FREQUENT_MS = 60_000;

    private final Board board;
    private final Map<Key, Told> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(String type, String scope)
    {
    }

    /** When it was last told, and how many came since. */
    private static final class Told
    {
        private long alwaysMs = Long.MIN_VALUE;
        private long alwaysMore;
        private long peopleMs = Long.MIN_VALUE;
        private long peopleMore;
    }

    Issues(final Board board)
    {
        this.board = board;
    }

    void issue(final Issue issue, final long nowMs)
    {
        final Told told = known.computeIfAbsent(new Key(issue.issueType(), issue.scope()), key -> new Told());
        if (known.size() > KNOWN)
        {
            final Iterator<Key> eldest = known.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        final Priority priority = IssuePriority.of(issue.issueType());
        final boolean always = !IssuePriority.isFrequent(issue.issueType()) || isDue(told.alwaysMs, FREQUENT_MS, nowMs);
        final boolean people = !IssuePriority.isBreach(issue.issueType())
            && (isDue(told.peopleMs, PEOPLE_MS, nowMs) || endsWhatWasTold(issue, told));
        final String id = always || people ? board.newId() : "";
        if (always)
        {
            board.always(board.drafts().issue(id, issue, priority, told.alwaysMore), nowMs);
            told.alwaysMs = nowMs;
            told.alwaysMore = 0;
        }
        else
        {
            told.alwaysMore++;
        }
        if (people)
        {
            people(board.drafts().issue(id, issue, priority, told.peopleMore), nowMs);
            told.peopleMs = nowMs;
            told.peopleMore = 0;
        }
        else
        {
            told.peopleMore++;
        }
    }

    /** Who was told that it is down is told that it is up, so no more often than that: a pager's incident waits for it. */
    private boolean endsWhatWasTold(final Issue issue, final Told told)
    {
        if (!issue.issueType().endsWith(UP))
        {
            return false;
        }
        final String type = issue.issueType().substring(0, issue.issueType().length() - UP.length());
        final Told down = known.get(new Key(type + "_DOWN", issue.scope()));
        return down != null && down.peopleMs != Long.MIN_VALUE && down.peopleMs >= told.peopleMs;
    }

    private static boolean isDue(final long lastMs, final long everyMs, final long nowMs)
    {
        return lastMs == Long.MIN_VALUE || nowMs - lastMs >= everyMs;
    }

    private void people(final Draft draft, final long nowMs)
    {
        for (final ChannelGate gate : board.gates())
        {
            if (Board.reaches(gate, draft.scope(), draft.priority()))
            {
                gate.offer(Single.passing(draft), nowMs);
            }
        }
    }
}
