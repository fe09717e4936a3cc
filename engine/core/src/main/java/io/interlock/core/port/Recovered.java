package io.interlock.core.port;

import java.util.List;

/**
 * What is known of the former lives of an engine, or what a launch made of it. Immutable.
 *
 * @param scopes        each scope that is not as a new one; a path may come more than once, and then the most severe of each part counts.
 * @param damaged       the journal is damaged in the middle: JOURNAL_DAMAGE until an operator accepts it (SEMANTICS 3).
 * @param tooManyStarts there were three unplanned starts in ten minutes, this one among them: RESTARTS until an operator accepts it.
 * @param findings      for people: what was found and what was done about it, a sentence each.
 */
public record Recovered(List<ScopeVital> scopes, boolean damaged, boolean tooManyStarts, List<String> findings)
{
    /** Nothing is known, and nothing is wrong. */
    public static final Recovered NOTHING = new Recovered(List.of(), false, false, List.of());

    /**
     * Copies the lists.
     *
     * @param scopes        see above.
     * @param damaged       see above.
     * @param tooManyStarts see above.
     * @param findings      see above.
     */
    public Recovered
    {
        scopes = List.copyOf(scopes);
        findings = List.copyOf(findings);
    }
}
