package io.interlock.core.port;

import io.interlock.core.machine.RestoredScope;

/**
 * All of one scope that a restart brings back, as it is after a decision. Immutable.
 *
 * @param sequence of the decision that it follows from, in one row with transitions and commands; 0 before the first.
 * @param wallMs   wall time, milliseconds since 1970.
 * @param scope    path; {@code ""} is the root.
 * @param vital    own level, own override, standing statuses and causes.
 * @param since    what moved it to its level, for people; null where that is not known.
 */
public record ScopeVital(long sequence, long wallMs, String scope, RestoredScope vital, Since since)
{
    /**
     * What moved a scope to its level.
     *
     * @param why    cause, value and threshold.
     * @param wallMs when, milliseconds since 1970.
     */
    public record Since(TransitionEvent.Why why, long wallMs)
    {
    }

    /**
     * Without what moved it.
     *
     * @param sequence see above.
     * @param wallMs   see above.
     * @param scope    see above.
     * @param vital    see above.
     */
    public ScopeVital(final long sequence, final long wallMs, final String scope, final RestoredScope vital)
    {
        this(sequence, wallMs, scope, vital, null);
    }
}
