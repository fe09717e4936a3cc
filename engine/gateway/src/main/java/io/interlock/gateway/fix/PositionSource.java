package io.interlock.gateway.fix;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Asks the venue which positions the account has: by its REST interface, a drop copy, whatever the host has. After a restart nothing is
 * flattened before it has answered (SEMANTICS 5).
 */
@FunctionalInterface
public interface PositionSource
{
    /**
     * The venue's own word.
     *
     * <p>Called on a worker of the engine after all orders are cancelled, and for an emergency dump, perhaps at the same time.
     *
     * @return signed quantity by symbol, every symbol that is not flat.
     */
    CompletionStage<Map<String, BigDecimal>> positions();
}
