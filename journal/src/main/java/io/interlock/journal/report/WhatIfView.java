package io.interlock.journal.report;

import io.interlock.core.model.Level;
import java.util.List;

/**
 * What would have been under another configuration, to be shown beside what was. Immutable.
 *
 * @param title  what was changed, for people.
 * @param scopes both timelines of each scope.
 * @param lines  what differs, one sentence each: earlier, later, not at all, orders refused or cut.
 * @param notes  where the answer is not exact, and why.
 */
public record WhatIfView(String title, List<Scope> scopes, List<String> lines, List<String> notes)
{
    /** Copies the lists. */
    public WhatIfView
    {
        scopes = List.copyOf(scopes);
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * Both timelines of one scope.
     *
     * @param path     {@code ""} is the root.
     * @param recorded as it was.
     * @param whatIf   as it would have been.
     */
    public record Scope(String path, List<Band> recorded, List<Band> whatIf)
    {
        /** Copies the lists. */
        public Scope
        {
            recorded = List.copyOf(recorded);
            whatIf = List.copyOf(whatIf);
        }
    }

    /**
     * One level for a while.
     *
     * @param fromMs wall time, milliseconds since 1970.
     * @param toMs   wall time, not before.
     * @param level  in which the scope is.
     */
    public record Band(long fromMs, long toMs, Level level)
    {
    }
}
