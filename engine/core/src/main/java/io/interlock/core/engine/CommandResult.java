package io.interlock.core.engine;

import io.interlock.core.model.Level;

/**
 * What became of an operator's command. Immutable.
 *
 * @param accepted whether it was carried out.
 * @param message  what was done, or what is missing; for a person.
 * @param level    the scope's own level after it; the gate's where the breaker did not answer.
 * @param timedOut whether the breaker did not answer in time; the command may still be carried out.
 */
public record CommandResult(boolean accepted, String message, Level level, boolean timedOut)
{
}
