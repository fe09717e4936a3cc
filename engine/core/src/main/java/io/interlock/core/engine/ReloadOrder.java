package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.port.ReloadInput;

/**
 * A configuration that a running engine is to go on under.
 *
 * @param from    the very one in force by which it was judged what changes, and who may change it; where another is in force by the time
 *                the reload is carried out, it is refused. Null: whichever is in force.
 * @param config  valid.
 * @param text    of it, and its hash.
 * @param former  hash of the one that it takes the place of.
 */
public record ReloadOrder(BreakerConfig from, BreakerConfig config, ReloadInput.Text text, String former)
{
    /**
     * In place of whichever configuration is in force.
     *
     * @param config see above.
     * @param text   see above.
     * @param former see above.
     */
    public ReloadOrder(final BreakerConfig config, final ReloadInput.Text text, final String former)
    {
        this(null, config, text, former);
    }
}
