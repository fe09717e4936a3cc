package io.interlock.console.api;

import io.interlock.config.BreakerConfig;
import io.interlock.core.engine.CommandResult;

/**
 * The configuration of a running engine, and how it gets another.
 *
 * <p>Threading: several threads of the server at once; each call blocks for a bounded time.
 */
public interface ConfigDesk
{
    /**
     * A configuration in words.
     *
     * @param yaml every key; of secrets the references.
     * @param hash as the journal's records carry it, hexadecimal.
     */
    record Shown(String yaml, String hash)
    {
    }

    /**
     * What is in force.
     *
     * @return never null.
     */
    Shown shown();

    /**
     * Reads what somebody sent.
     *
     * @param yaml as a configuration file has it; where it names no preset, the same one holds as for the engine's own file.
     * @return valid.
     * @throws io.interlock.config.ConfigException everything that is wrong.
     */
    BreakerConfig read(String yaml);

    /**
     * What the journal's records would carry.
     *
     * @param config valid.
     * @return hexadecimal.
     */
    String hash(BreakerConfig config);

    /**
     * Has the engine go on under it.
     *
     * @param config valid.
     * @param judged the configuration in force that it was compared with: where that is another one by now, it is refused.
     * @param actor  who; journaled.
     * @param reason why; may be empty.
     * @return a refusal says what is in the way.
     */
    CommandResult reload(BreakerConfig config, BreakerConfig judged, String actor, String reason);
}
