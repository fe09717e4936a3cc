package io.interlock.notify.words;

import io.interlock.core.model.Level;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.util.Locale;

/**
 * Where the page is that says what to do. Threading: stateless.
 *
 * @param base an address; empty: the page's name alone is said, {@code runbook/halt}.
 */
record Runbook(String base)
{
    private static final int LONGEST = 500;

    /** Empty for what no page is about. */
    String page(final Draft draft)
    {
        final Level level = Names.level(draft.facts().to());
        if (draft.kind() == Kind.TEST || draft.kind() == Kind.SUMMARY || level == null)
        {
            return "";
        }
        final boolean down = draft.kind() == Kind.RESOLVED || level == Level.CLOSED;
        final String name = down ? "recovery" : level.name().toLowerCase(Locale.ROOT);
        if (base.isEmpty())
        {
            return "runbook/" + name;
        }
        return CleanText.line(base.endsWith("/") ? base + name : base + "/" + name, LONGEST);
    }
}
