package io.interlock.gateway.order;

import java.math.BigDecimal;

/**
 * What a cut of a request has to leave untouched. Immutable.
 *
 * @param filled what has traded of the order: a quantity no greater leaves nothing.
 * @param kept   the order's quantity, where it was cut already: up to there it is not cut again; else zero.
 */
public record Room(BigDecimal filled, BigDecimal kept)
{
}
