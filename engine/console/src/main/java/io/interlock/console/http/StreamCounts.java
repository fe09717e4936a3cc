package io.interlock.console.http;

import java.util.Map;

/**
 * How many event streams there are and were. Immutable.
 *
 * @param open  now.
 * @param ended early, since the start, by why: {@code slow} (it did not take its events), {@code displaced} (its room went to a token that
 *              had fewer), {@code revoked} (its token or session ended), {@code refused} (there was no room).
 */
public record StreamCounts(int open, Map<String, Long> ended)
{
    /** Copies. */
    public StreamCounts
    {
        ended = Map.copyOf(ended);
    }
}
