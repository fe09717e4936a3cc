package io.interlock.cli.export;

import io.interlock.core.model.Intent;

/**
 * What a gate was asked about an order.
 *
 * @param intent     what the order would have done to the account's risk.
 * @param stated     whether it stated a confidence.
 * @param confidence which; any double.
 * @param quantity   asked for; 0 or NaN where that is not known.
 */
public record Question(Intent intent, boolean stated, double confidence, double quantity)
{
}
