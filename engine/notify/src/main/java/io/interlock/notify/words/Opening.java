package io.interlock.notify.words;

import io.interlock.core.text.Durations;
import io.interlock.notify.Draft;

/** The first sentence of a message. Threading: stateless. */
final class Opening
{
    private Opening()
    {
    }

    static String of(final Draft draft)
    {
        final Draft.Facts facts = draft.facts();
        final String scope = Names.scope(draft.scope());
        final String to = Names.name(facts.to());
        final long startedMs = draft.trail().startedMs();
        return switch (draft.kind())
        {
            case TRANSITION -> capital(scope) + " went from " + Names.name(facts.from()) + " to " + to + ".";
            case RESOLVED -> down(draft, scope, to);
            case UPDATE -> "The safety actions of " + to + " in " + scope + " have come further.";
            case REPEAT -> capital(scope) + " is still at " + to + (startedMs > 0 ? ", out of CLOSED since " + Figures.time(startedMs)
                : "") + ".";
            case ESCALATION -> "Nobody has acknowledged that " + scope + " is at " + to + ": you are the next to be called.";
            case ACKNOWLEDGED -> "Somebody has acknowledged that " + scope + " is at " + to + ": nobody further is called.";
            case ISSUE -> facts.to().isEmpty() ? "An issue, without a change of level." : "An issue at level " + to + ".";
            case SUMMARY -> draft.extras().suppressed() + (draft.extras().suppressed() == 1 ? " message was" : " messages were")
                + " held back by a limit. What changed is in the journal and on the dashboard all the same.";
            case TEST -> "";
        };
    }

    private static String down(final Draft draft, final String scope, final String to)
    {
        final String from = Names.name(draft.facts().from());
        return to.isEmpty() ? from + " of " + scope + " is over."
            : capital(scope) + " went down from " + from + " to " + to + "." + lasted(draft);
    }

    private static String lasted(final Draft draft)
    {
        final long startedMs = draft.trail().startedMs();
        if (startedMs <= 0)
        {
            return "";
        }
        final String lasting = Durations.text(Titles.lastedMs(draft));
        return "CLOSED".equals(draft.facts().to()) ? " It lasted " + lasting + ", from " + Figures.time(startedMs) + "."
            : " It has lasted " + lasting + " so far, since " + Figures.time(startedMs) + ".";
    }

    private static String capital(final String scope)
    {
        return scope.equals(Names.scope("")) ? "The" + scope.substring(3) : scope;
    }
}
