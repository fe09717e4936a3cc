package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.port.ReloadInput;

/**
 * A configuration that a running engine is to go on under.
 *
 * @param config  valid.
 * @param text    of it, and its hash.
 * @param former  hash of the one that it takes the place of.
 */
public record ReloadOrder(BreakerConfig config, ReloadInput.Text text, String former)
{
}
