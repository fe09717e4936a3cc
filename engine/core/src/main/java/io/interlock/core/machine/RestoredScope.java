package io.interlock.core.machine;

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
}
