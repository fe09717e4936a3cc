package io.interlock.notify.words;

import java.util.ArrayList;
import java.util.List;

/**
 * A message in its parts, each clean. Immutable.
 *
 * @param happened what, why, where, when.
 * @param did      what the engine did.
 * @param next     what happens without anybody doing anything.
 * @param toDo     what a person does.
 * @param trail    where to look it up.
 * @param runbook  the page; empty where there is none.
 */
record Story(
    List<Part.Line> happened, List<Part.Line> did, List<Part.Line> next, List<Part.Line> toDo, List<Part.Line> trail, String runbook)
{
    /** The parts that say something, with their headings. */
    List<Part> all()
    {
        final List<Part> parts = new ArrayList<>();
        add(parts, "What happened", happened);
        add(parts, "What the engine did", did);
        add(parts, "What happens next", next);
        add(parts, "What to do", toDo);
        add(parts, "To look it up", trail);
        return parts;
    }

    private static void add(final List<Part> parts, final String heading, final List<Part.Line> lines)
    {
        if (!lines.isEmpty())
        {
            parts.add(new Part(heading, lines));
        }
    }
}
