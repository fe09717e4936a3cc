package io.interlock.core.status;

import io.interlock.core.model.Cause;

/**
 * How one cause was in one scope. Immutable.
 *
 * @param cause      which.
 * @param breaches   since the start, or the last force recovery or reset.
 * @param lastMs     wall time of the last breach; 0 where there was none.
 * @param stands     whether it holds its level now.
 */
public record CauseStatus(Cause cause, long breaches, long lastMs, boolean stands)
{
}
