package io.interlock.notify.delivery;

import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;

/**
 * Words and a draft for when rules or wording fail: an urgent change is told plainly rather than not at all. It holds names of levels and
 * causes and the scope, and of the scope only what no markup is made of.
 *
 * <p>Threading: any; no state.
 */
final class FallbackWords
{
    private FallbackWords()
    {
    }

    /** The draft of a transition that the rules failed on. */
    static Draft draft(final TransitionEvent event)
    {
        final Priority priority = event.priority();
        final Draft.Facts facts = new Draft.Facts(
            event.from().name(), event.to().name(), event.cause().name(), event.value(), event.threshold(), event.wallMs());
        final Draft.Trail trail = new Draft.Trail(event.id(), event.wallMs(), event.sequence(), "");
        final Kind kind = event.tightens() ? Kind.TRANSITION : Kind.RESOLVED;
        return new Draft(event.id(), kind, priority, event.scope(), facts, trail, Draft.Extras.NONE);
    }

    static Notification of(final Draft draft)
    {
        final Draft.Facts facts = draft.facts();
        final String scope = draft.scope().isEmpty() ? "all" : CleanText.bare(draft.scope());
        final StringBuilder title = new StringBuilder().append(draft.priority()).append(": ").append(draft.kind());
        if (!facts.to().isEmpty())
        {
            title.append(' ').append(CleanText.bare(facts.from())).append(" -> ").append(CleanText.bare(facts.to()));
        }
        title.append(' ').append(CleanText.bare(facts.cause())).append(" in ").append(scope);
        final String line = title.length() <= 200 ? title.toString() : title.substring(0, 200);
        final StringBuilder text = new StringBuilder(line).append('\n');
        if (!Double.isNaN(facts.value()))
        {
            text.append("value ").append(facts.value()).append(", threshold ").append(facts.threshold()).append('\n');
        }
        text.append("id ").append(CleanText.bare(draft.id())).append("\nThe usual words of this message could not be made.\n");
        return new Notification(draft, line, text.toString(), "<p>" + text.toString().replace("\n", "<br>") + "</p>", "");
    }
}
