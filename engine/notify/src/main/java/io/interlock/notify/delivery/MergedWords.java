package io.interlock.notify.delivery;

import io.interlock.notify.Draft;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.List;

/** Says in one message that it stands for others, and for which. Threading: any; no state. */
final class MergedWords
{
    private static final int MOST_LINES = 20;
    /** What the title of a drill begins with. */
    private static final String DRILL = "[DRILL] ";

    private MergedWords()
    {
    }

    static Notification of(final Notification base, final List<Notification> others, final long forgotten)
    {
        final List<String> lines = lines(others, forgotten);
        final Draft draft = base.draft();
        final List<String> joined = new ArrayList<>(draft.extras().joined());
        joined.addAll(lines);
        final Draft.Extras extras =
            new Draft.Extras(draft.extras().actions(), joined, draft.extras().suppressed(), draft.extras().note(),
                draft.extras().changes() + others.size() + forgotten);
        final Draft merged =
            new Draft(draft.id(), draft.kind(), draft.priority(), draft.scope(), draft.facts(), draft.trail(), extras);
        final StringBuilder text = new StringBuilder(base.text()).append("\nThis message stands also for:");
        final StringBuilder html = new StringBuilder(base.html()).append("<p>This message stands also for:</p><ul>");
        for (final String line : lines)
        {
            text.append("\n- ").append(line);
            html.append("<li>").append(escape(line)).append("</li>");
        }
        return new Notification(merged, title(base, others, forgotten), text.append('\n').toString(), html.append("</ul>").toString(),
            base.runbook());
    }

    /** What stands for anything but drills is no drill. */
    private static String title(final Notification base, final List<Notification> others, final long forgotten)
    {
        final boolean drills = forgotten == 0 && others.stream().allMatch(other -> other.title().startsWith(DRILL));
        return base.title().startsWith(DRILL) && !drills
            ? "[" + base.priority() + "] " + base.title().substring(DRILL.length()) : base.title();
    }

    private static List<String> lines(final List<Notification> others, final long forgotten)
    {
        final List<String> lines = new ArrayList<>();
        for (final Notification other : others.subList(Math.max(0, others.size() - MOST_LINES), others.size()))
        {
            lines.add(other.id() + ": " + other.title());
        }
        final long more = others.size() - lines.size() + forgotten;
        if (more > 0)
        {
            lines.add("and " + more + " earlier ones; the journal has all of them");
        }
        return lines;
    }

    private static String escape(final String line)
    {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
