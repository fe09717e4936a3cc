package io.interlock.journal.state;

import io.interlock.journal.record.ChainHead;
import java.util.List;
import java.util.UUID;

/**
 * The state at a moment. Immutable.
 *
 * @param bootId of the life that wrote it.
 * @param head   the last record of the journal that it contains.
 * @param scopes all that are known, each path once.
 */
public record StateSnapshot(UUID bootId, ChainHead head, List<ScopeVitals> scopes)
{
}
