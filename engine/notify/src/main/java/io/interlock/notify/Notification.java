package io.interlock.notify;

import io.interlock.core.port.Priority;

/**
 * A message with its words, as a channel gets it. Immutable. All texts are without control characters but for line feeds in {@code text};
 * they hold what strangers wrote (a venue's error text), so a channel escapes them for its own markup.
 *
 * @param draft   what is told.
 * @param title   one line of at most 200 characters, without line feeds.
 * @param text    plain lines.
 * @param html    the same, escaped, a fragment for a mail's body.
 * @param runbook address or name of the page that says what to do; empty where there is none.
 */
public record Notification(Draft draft, String title, String text, String html, String runbook)
{
    /**
     * Its id.
     *
     * @return the draft's.
     */
    public String id()
    {
        return draft.id();
    }

    /**
     * What it is about.
     *
     * @return the draft's.
     */
    public Kind kind()
    {
        return draft.kind();
    }

    /**
     * How loudly.
     *
     * @return the draft's.
     */
    public Priority priority()
    {
        return draft.priority();
    }

    /**
     * Its scope.
     *
     * @return the draft's.
     */
    public String scope()
    {
        return draft.scope();
    }
}
