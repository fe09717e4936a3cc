package io.interlock.core.machine;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;

/**
 * What a restart brings back of a scope (SEMANTICS 4, "after any restart").
 *
 * @param level    its own level.
 * @param override whether its own override was on.
 * @param exchange the status that stood.
 * @param network  the status that stood.
 * @param standing bits by {@link io.interlock.core.model.Cause} ordinal: JOURNAL, JOURNAL_DAMAGE and RESTARTS that stood.
 */
public record RestoredScope(Level level, boolean override, ExchangeStatus exchange, NetworkStatus network, long standing)
{
    /** As a scope is that nobody knows anything of. */
    public static final RestoredScope NEW = new RestoredScope(Level.CLOSED, false, ExchangeStatus.UP, NetworkStatus.CONNECTED, 0);

    private static final Cause[] STANDING = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    /**
     * What a restart would bring back of a scope as it is.
     *
     * @param view     the scope.
     * @param level    its level, or the stricter one that still shows.
     * @param override whether its own override is on, or still shows.
     * @return a copy.
     */
    public static RestoredScope of(final ScopeView view, final Level level, final boolean override)
    {
        return new RestoredScope(level, override, view.exchange(), view.network(), standing(view));
    }

    /**
     * The standing causes that a restart would bring back.
     *
     * @param view the scope.
     * @return bits by {@link Cause} ordinal.
     */
    public static long standing(final ScopeView view)
    {
        long bits = 0;
        for (final Cause cause : STANDING)
        {
            bits |= view.stands(cause) ? 1L << cause.ordinal() : 0;
        }
        return bits;
    }
}
