package io.interlock.notify.route;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issues: once an hour for each type and scope, with the number of those in between. LOG and DASHBOARD get each, but for those that may
 * come as often as samples do, of which they get one a minute.
 *
 * <p>What is down again after it worked is news, though: people are told at once, three times in an hour; a further time waits until the
 * hour has room, and is told then if it is still down.
 *
 * <p>Threading: the router's thread. Remembers the latest 4,096 types and scopes.
 */
final class Issues
{
    private static final int KNOWN = 4_096;
    private static final String UP = "_UP";
    private static final String DOWN = "_DOWN";
    private static final int MOST_DOWN = 3;
    private static final long PEOPLE_MS = 3_600_000;
    private static final long FREQUENT_MS = 60_000;

    private final Board board;
    private final Map<Key, Told> known = new LinkedHashMap<>(16, 0.75f, true);
    /** What is down again and waits for its hour. */
    private final Map<Key, Told> waiting = new LinkedHashMap<>();
    private long seen;

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
        /** When it came last, as issues are counted. */
        private long seenAt;
        /** When people were told, in the last hour. */
        private final Deque<Long> toldMs = new ArrayDeque<>();
        private Issue held;

        private void told(final long nowMs)
        {
            roomMs(nowMs);
            peopleMs = nowMs;
            peopleMore = 0;
            toldMs.add(nowMs);
            held = null;
        }

        /** When there is room for one more in the hour; what is older is forgotten. */
        private long roomMs(final long nowMs)
        {
            while (!toldMs.isEmpty() && nowMs - toldMs.peek() >= PEOPLE_MS)
            {
                toldMs.remove();
            }
            return toldMs.size() < MOST_DOWN ? nowMs : toldMs.peek() + PEOPLE_MS;
        }
    }

    Issues(final Board board)
    {
        this.board = board;
    }

    void issue(final Issue issue, final long nowMs)
    {
        final Key key = new Key(issue.issueType(), issue.scope());
        final Told told = known.computeIfAbsent(key, unknown -> new Told());
        if (known.size() > KNOWN)
        {
            final Iterator<Key> eldest = known.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        if (issue.issueType().endsWith(UP))
        {
            waiting.remove(downOf(issue));
        }
        final Priority priority = IssuePriority.of(issue.issueType());
        final boolean always = !IssuePriority.isFrequent(issue.issueType()) || isDue(told.alwaysMs, FREQUENT_MS, nowMs);
        final boolean people = !IssuePriority.isBreach(issue.issueType())
            && (isDue(told.peopleMs, PEOPLE_MS, nowMs) || endsWhatWasTold(issue, told) || isDownAgain(key, issue, told, nowMs));
        told.seenAt = ++seen;
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
            told.told(nowMs);
            waiting.remove(key);
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
        final Told down = known.get(downOf(issue));
        return down != null && down.peopleMs != Long.MIN_VALUE && down.peopleMs >= told.peopleMs;
    }

    /** Whether it worked since it was down last: then people are told, now or when there is room in the hour. */
    private boolean isDownAgain(final Key key, final Issue issue, final Told told, final long nowMs)
    {
        if (!issue.issueType().endsWith(DOWN))
        {
            return false;
        }
        final Told up = known.get(new Key(sibling(issue.issueType(), DOWN, UP), issue.scope()));
        final boolean again = up != null && up.seenAt > told.seenAt;
        if (again && told.roomMs(nowMs) > nowMs || waiting.containsKey(key))
        {
            told.held = issue;
            waiting.put(key, told);
            return false;
        }
        return again;
    }

    private static Key downOf(final Issue up)
    {
        return new Key(sibling(up.issueType(), UP, DOWN), up.scope());
    }

    private static String sibling(final String type, final String ending, final String other)
    {
        return type.substring(0, type.length() - ending.length()) + other;
    }

    /** Tells what is still down and whose hour has room. */
    void tick(final long nowMs)
    {
        if (dueMs(nowMs) > nowMs)
        {
            return;
        }
        for (final Iterator<Told> all = waiting.values().iterator(); all.hasNext();)
        {
            final Told told = all.next();
            if (told.roomMs(nowMs) <= nowMs)
            {
                all.remove();
                final Issue issue = told.held;
                people(board.drafts().issue(
                    board.newId(), issue, IssuePriority.of(issue.issueType()), Math.max(0, told.peopleMore - 1)), nowMs);
                told.told(nowMs);
            }
        }
    }

    /** When {@link #tick} has something to do. */
    long dueMs(final long nowMs)
    {
        return waiting.values().stream().mapToLong(told -> told.roomMs(nowMs)).min().orElse(Long.MAX_VALUE);
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
