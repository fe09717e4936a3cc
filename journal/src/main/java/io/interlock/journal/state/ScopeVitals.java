package io.interlock.journal.state;

import io.interlock.core.machine.RestoredScope;

/**
 * What recovery needs of one scope. Immutable.
 *
 * @param path  {@code ""} is the root.
 * @param vital level, override, standing statuses.
 */
public record ScopeVitals(String path, RestoredScope vital)
{
}
