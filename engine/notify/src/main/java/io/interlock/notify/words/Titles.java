package io.interlock.notify.words;

import io.interlock.core.model.DrillScope;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.text.CleanText;
import io.interlock.core.text.Durations;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;

/** The line that a telephone shows: how bad, what, where, why. Threading: stateless. */
final class Titles
{
    static final int LONGEST = 200;
    /** In place of the priority: nobody is to get up for a drill. */
    static final String DRILL = "[DRILL] ";

    private Titles()
    {
    }

    static String of(final Draft draft)
    {
        return CleanText.line(words(draft), LONGEST);
    }

    private static String words(final Draft draft)
    {
        final String loud = isDrill(draft) ? DRILL : "[" + draft.priority() + "] ";
        final Draft.Facts facts = draft.facts();
        return switch (draft.kind())
        {
            case TRANSITION -> loud + change(draft) + more(draft);
            case RESOLVED -> ended(draft, loud) + resolved(draft) + more(draft);
            case UPDATE -> loud + place(draft) + ": " + outcome(draft);
            case REPEAT -> loud + "STILL " + place(draft) + since(draft);
            case ESCALATION -> loud + "NOT ACKNOWLEDGED: " + change(draft);
            case ACKNOWLEDGED -> loud + "ACKNOWLEDGED: " + place(draft) + by(draft);
            case ISSUE -> loud + "issue " + Names.cause(facts) + " in " + Names.scope(draft.scope());
            case SUMMARY -> loud + messages(draft.extras().suppressed()) + " held back" + note(draft);
            case TEST -> "[TEST] a test from Interlock: nothing has happened";
        };
    }

    /** What is over is not loud any more, however loud what it was joined with. */
    private static String ended(final Draft draft, final String loud)
    {
        return "CLOSED".equals(draft.facts().to()) && !isDrill(draft) ? "[INFO] " : loud;
    }

    /** Only where it stands for nothing else: a real change that is joined with a drill's is as loud as it is. */
    static boolean isDrill(final Draft draft)
    {
        return DrillScope.is(draft.scope()) && draft.extras().joined().isEmpty() && draft.extras().changes() == 0
            && draft.kind() != Kind.SUMMARY && draft.kind() != Kind.TEST;
    }

    private static String place(final Draft draft)
    {
        final String level = draft.facts().to();
        return (level.isEmpty() ? "" : Names.name(level) + " ") + "of " + Names.scope(draft.scope());
    }

    private static String change(final Draft draft)
    {
        return place(draft) + ": " + Names.cause(draft.facts());
    }

    private static String resolved(final Draft draft)
    {
        final Draft.Facts facts = draft.facts();
        if (facts.to().isEmpty())
        {
            return "OVER: " + Names.name(facts.from()) + " of " + Names.scope(draft.scope()) + note(draft);
        }
        if (!"CLOSED".equals(facts.to()))
        {
            return Names.scope(draft.scope()) + " went down from " + Names.name(facts.from()) + " to " + Names.name(facts.to()) + " ("
                + Names.name(facts.cause()) + ")";
        }
        final String lasted = lastedMs(draft) > 0 ? " after " + Durations.text(lastedMs(draft)) : "";
        return "RESOLVED: " + Names.scope(draft.scope()) + " is CLOSED again" + lasted + " (" + Names.name(facts.cause()) + ")";
    }

    /** How long the episode has lasted at this message, milliseconds; 0 where that is not known. */
    static long lastedMs(final Draft draft)
    {
        final long startedMs = draft.trail().startedMs();
        return startedMs > 0 ? Math.max(0, draft.facts().wallMs() - startedMs) : 0;
    }

    private static String since(final Draft draft)
    {
        final long startedMs = draft.trail().startedMs();
        return startedMs > 0 ? ", since " + Figures.time(startedMs) : "";
    }

    private static String outcome(final Draft draft)
    {
        if (draft.extras().actions().isEmpty() && !draft.extras().note().isEmpty())
        {
            return CleanText.line(draft.extras().note(), Names.LONGEST);
        }
        final EngineDid did = new EngineDid(draft.extras().actions());
        final ActionEvent bad = did.worst();
        if (bad != null)
        {
            return "FAILED: " + EngineDid.action(bad.action());
        }
        return did.isRunning() ? "safety actions are under way" : "safety actions done";
    }

    private static String more(final Draft draft)
    {
        final long joined = draft.extras().changes();
        return joined == 0 ? "" : ", and " + joined + " more " + (joined == 1 ? "change" : "changes");
    }

    private static String messages(final long count)
    {
        return count + (count == 1 ? " message" : " messages");
    }

    /** Who, as the note says it. */
    private static String by(final Draft draft)
    {
        return draft.extras().note().isEmpty() ? "" : ", " + CleanText.line(draft.extras().note(), Names.LONGEST);
    }

    private static String note(final Draft draft)
    {
        return draft.extras().note().isEmpty() ? "" : ": " + CleanText.line(draft.extras().note(), Names.LONGEST);
    }
}
