package io.interlock.core.engine;

/**
 * Reads again the configuration that an engine was started with, for an operator who has no way to send another.
 *
 * <p>Threading: the command slot's thread; may block.
 */
public interface ReloadSource
{
    /**
     * Reads it and has the engine go on under it.
     *
     * @param actor  who.
     * @param reason why; may be empty.
     * @param dryRun only says what would change.
     * @return a refusal says what is in the way.
     */
    CommandResult reload(String actor, String reason, boolean dryRun);
}
