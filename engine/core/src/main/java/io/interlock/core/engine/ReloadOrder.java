package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.port.ReloadInput;

/**
 * A configuration that a running engine is to go on under.
 *
 * @param config  valid.
 * @param text    of it, and its hash.
 * @param former  hash of the one that it takes the place of.
 * @param judged  the configuration that it was compared with when it was decided who may ask for it: where another one is in force by the
 *                time it is carried out, it is refused. Null: whichever is in force.
 */
public record ReloadOrder(BreakerConfig config, ReloadInput.Text text, String former, BreakerConfig judged)
{
    /**
     * Whichever is in force.
     *
     * @param config valid.
     * @param text   of it, and its hash.
     * @param former hash of the one that it takes the place of.
     */
    public ReloadOrder(final BreakerConfig config, final ReloadInput.Text text, final String former)
    {
        this(config, text, former, null);
    }
}
