package io.interlock.core.port;

import io.interlock.core.machine.RestoredScope;

/**
 * All of one scope that a restart brings back, as it is after a decision. Immutable.
 *
 * @param sequence of the decision that it follows from, in one row with transitions and commands; 0 before the first.
 * @param wallMs   wall time, milliseconds since 1970.
 * @param scope    path; {@code ""} is the root.
 * @param vital    own level, own override, standing statuses and causes.
 */
public record ScopeVital(long sequence, long wallMs, String scope, RestoredScope vital)
{
}
