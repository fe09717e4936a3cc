package io.interlock.notify.route;

import io.interlock.core.model.Level;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a group's message stands for: a line for each change, equal ones once. Bounded. Threading: the router's thread. */
final class GroupLines
{
    private static final int LINES = 20;

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private long more;

    /** Equal changes: how many, and whether a HALT makes them uninteresting. */
    private static final class Line
    {
        private final String text;
        private final Level tightenedTo;
        private long count = 1;

        private Line(final Draft draft)
        {
            text = Drafts.line(draft);
            tightenedTo = draft.kind() == Kind.TRANSITION ? Group.level(draft) : null;
        }

        private boolean isInhibitedBy(final Draft draft)
        {
            final Level to = Group.level(draft);
            return draft.kind() == Kind.TRANSITION && to.isAbove(Level.THROTTLE) && tightenedTo != null && to.isAbove(tightenedTo);
        }
    }

    /** Adds one; false where it has no line of its own. */
    boolean add(final Draft draft)
    {
        final String key = Drafts.line(draft);
        final Line line = lines.get(key);
        if (line != null)
        {
            line.count++;
            return false;
        }
        if (lines.size() <= LINES)
        {
            lines.put(key, new Line(draft));
            return true;
        }
        more++;
        return false;
    }

    /** Takes out what a HALT or SHUTDOWN silences; true where nothing else is left. */
    boolean inhibit(final Draft draft)
    {
        final boolean found = lines.values().removeIf(line -> line.isInhibitedBy(draft));
        return found && lines.isEmpty() && more == 0;
    }

    /** How many changes there are besides the latest. */
    long count(final Draft latest)
    {
        return more + lines.values().stream().mapToLong(line -> line.count).sum()
            - (lines.containsKey(Drafts.line(latest)) ? 1 : 0);
    }

    /** All lines besides the latest's own. */
    List<String> besides(final Draft latest)
    {
        final List<String> all = new ArrayList<>();
        final String own = Drafts.line(latest);
        long rest = more;
        for (final Map.Entry<String, Line> entry : lines.entrySet())
        {
            final Line line = entry.getValue();
            final long count = entry.getKey().equals(own) ? line.count - 1 : line.count;
            if (count > 0 && all.size() < LINES)
            {
                all.add(count == 1 ? line.text : line.text + ", " + count + " times");
            }
            else
            {
                rest += count;
            }
        }
        if (rest > 0)
        {
            all.add(rest + " more changes");
        }
        return all;
    }

    void clear()
    {
        lines.clear();
        more = 0;
    }
}
