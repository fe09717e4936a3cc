package io.interlock.notify.words;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a person does about it, with the commands as they are typed. Threading: stateless. */
record WhatToDo(Commands commands, WhatNext next)
{
    List<Part.Line> lines(final Draft draft, final Level level, final String runbook)
    {
        final List<Part.Line> lines = new ArrayList<>();
        if (!runbook.isEmpty())
        {
            lines.add(Part.Line.of("Read: " + runbook));
        }
        if (calls(draft))
        {
            say(lines, "Say that you have it, so that nobody further is called:", commands.asYou("notify ack "
                + Commands.quoted(draft.id(), "ID")));
        }
        say(lines, "Look:", commands.look("status"));
        if (level == Level.SHUTDOWN)
        {
            say(lines, "Start the engine again, and only then, when books and positions are checked:",
                commands.asYou("operator reset", draft.scope()) + " --reason WHY");
        }
        else if (level != Level.CLOSED)
        {
            back(lines, draft, level);
        }
        return lines;
    }

    private void back(final List<Part.Line> lines, final Draft draft, final Level level)
    {
        final Cause cause = Figures.cause(draft.facts().cause());
        final boolean accept = cause == Cause.JOURNAL || cause == Cause.JOURNAL_DAMAGE || cause == Cause.RESTARTS;
        if (accept)
        {
            say(lines, "When you have looked into it, accept it:", commands.asYou("operator accept " + cause));
        }
        if (next.confirm(draft.scope(), level))
        {
            say(lines, "After the cooldown, when you have seen that it is well:", commands.asYou("operator confirm", draft.scope()));
        }
        // These keep their level, whoever forces a recovery (SEMANTICS 4).
        if (!accept && cause != Cause.OVERLOAD)
        {
            say(lines, "To CLOSED at once, if you know that the cause is gone:",
                commands.asYou("operator recover", draft.scope()) + " --reason WHY");
        }
    }

    /** Whether somebody is called until a person acknowledges. */
    private static boolean calls(final Draft draft)
    {
        final Kind kind = draft.kind();
        return draft.priority().compareTo(Priority.CRITICAL) >= 0
            && (kind == Kind.TRANSITION || kind == Kind.UPDATE || kind == Kind.REPEAT || kind == Kind.ESCALATION);
    }

    private static void say(final List<Part.Line> lines, final String why, final String command)
    {
        lines.add(Part.Line.of(why));
        lines.add(Part.Line.command(command));
    }
}
