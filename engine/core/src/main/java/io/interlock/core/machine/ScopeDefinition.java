package io.interlock.core.machine;

import io.interlock.config.ScopeConfig;

/**
 * A scope as the registry made it.
 *
 * @param id       dense, from 0 for the root; a parent's is lower than its children's.
 * @param parentId -1 for the root.
 * @param path     {@code ""} for the root.
 * @param config   resolved (SEMANTICS 2).
 */
public record ScopeDefinition(int id, int parentId, String path, ScopeConfig config)
{
}
